"""The search form and its results."""
