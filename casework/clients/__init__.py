"""The people under guidance and their files: registering them and finding them."""
