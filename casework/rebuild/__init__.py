"""Reading every slice back from the archive: after a loss, or for a bag the database lacks."""
