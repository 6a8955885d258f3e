"""The page of due days."""
