"""The pages on which an assessment is filled in and looked at before issue."""
