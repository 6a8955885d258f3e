"""What a search answers: files with the documents in them that fit, counts, and what is offered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from casework.assessments.model import Result
from casework.clients.model import Client
from indexer.criteria import Criteria
from indexer.highlight import Highlight

__all__ = ["Answer", "FoundFile", "Hit", "Suggestion"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that fits, and where in it the words stand."""

    id: str
    file_number: str
    sequence: int
    kind: str
    title: str
    number: str | None
    date: date
    band: str | None
    officer: str
    highlight: Highlight


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A client's file with the best of its documents that fit; `count` says how many do."""

    client: Client
    result: Result | None
    place: str | None
    hits: tuple[Hit, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may have been meant, and the search that asks for it instead."""

    text: str
    criteria: Criteria


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of an answer. Counts are exact, of what this reader may see and of nothing else.

    `degraded` says that the words of documents could not be looked into: words typed were tried
    as names and numbers. `kinds` and `bands` count what would be found if that one were chosen.
    """

    criteria: Criteria
    files: tuple[FoundFile, ...]
    file_count: int
    document_count: int
    page: int
    first: int
    pages: int
    degraded: bool = False
    kinds: Mapping[str, int] = field(default_factory=dict)
    bands: Mapping[str, int] = field(default_factory=dict)
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def last(self) -> int:
        """Return the number of the last file on the page, counted over all pages."""
        return self.first + len(self.files) - 1
