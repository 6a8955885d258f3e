"""What the pages of consent and of interviews show."""
