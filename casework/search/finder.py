"""The two indexes of an office: adults' documents, and children's, opened for few readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from indexer.entry import Entry
from indexer.index import Index

__all__ = ["Finder"]


@dataclass(frozen=True, slots=True)
class Finder:
    """Both indexes; the vocabulary of the one never holds a word of the other."""

    adults: Index
    children: Index

    @classmethod
    def open(cls, root: Path) -> "Finder":
        """Open the indexes below `root`, empty ones where there are none yet."""
        return cls(Index(root / "dewasa"), Index(root / "anak"))

    def of(self, *, child: bool) -> Index:
        """Return the index in which a client's documents stand."""
        return self.children if child else self.adults

    def put(self, entries: Iterable[Entry]) -> None:
        """Write entries, each into its own index; an entry with a known id replaces it."""
        found = list(entries)
        for child in (False, True):
            if own := [entry for entry in found if entry.child is child]:
                self.of(child=child).put(own)
