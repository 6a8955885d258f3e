"""Who may sign in, and what the roles they hold permit."""
