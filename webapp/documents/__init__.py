"""The page of a document and the steps of its issue."""
