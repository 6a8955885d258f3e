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
        """Stand before the indexes below `root`, whether they are there yet or not."""
        return cls(Index(root / "dewasa", child=False), Index(root / "anak", child=True))

    def of(self, *, child: bool) -> Index:
        """Return the index in which a client's documents stand."""
        return self.children if child else self.adults

    def put(self, entries: Iterable[Entry]) -> None:
        """Write entries, each into its own index; an entry with a known id replaces it."""
        found = list(entries)
        for child in (False, True):
            if own := [entry for entry in found if entry.child is child]:
                self.of(child=child).put(own)

    def close(self) -> None:
        """Let the files of both go."""
        self.adults.close()
        self.children.close()
