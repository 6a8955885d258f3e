"""The instrument desk: the editions of the instruments read, compared and tried out."""
