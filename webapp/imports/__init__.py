"""The pages on which a list of clients is taken over."""
