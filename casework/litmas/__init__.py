"""The Litmas: taken in as its PK wrote it, bound together with the result it rests on."""
