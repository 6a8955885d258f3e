"""Values in, bytes out: Word files filled, PDFs made, checked, joined and looked at."""
