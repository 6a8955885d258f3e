"""The database: one SQLite file, its engine, its sessions and its migrations."""
