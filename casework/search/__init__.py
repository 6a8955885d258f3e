"""Finding documents: the catalogue beside the index, one value object, one answer."""
