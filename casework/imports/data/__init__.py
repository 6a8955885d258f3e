"""The words by which offices head their columns and fill their cells, as data."""
