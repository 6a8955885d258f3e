"""Whether two records are of one person: names, days and numbers held against each other."""
