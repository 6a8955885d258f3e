"""The first page: what waits for this person."""
