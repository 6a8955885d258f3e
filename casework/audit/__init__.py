"""Who did and read what: a log in which every line carries the digest of the one before."""
