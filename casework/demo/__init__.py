"""Invented people, answers and reports, made alike from the same seed; nobody here exists."""
