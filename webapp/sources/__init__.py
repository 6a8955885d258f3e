"""The page on which files from elsewhere are taken in."""
