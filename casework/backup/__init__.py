"""Backups: age files that hold the database and the archive, and the way back from them."""
