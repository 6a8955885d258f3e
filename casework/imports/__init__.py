"""Taking an office's own list of clients over: read, mapped, checked, confirmed, done, undone."""
