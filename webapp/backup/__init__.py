"""The page of the backups and the runs that it tells of."""
