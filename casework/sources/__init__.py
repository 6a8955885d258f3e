"""What came into a client's file from elsewhere, kept as it was received, found by its words."""
