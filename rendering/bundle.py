"""The Litmas bundle: contents sheet, Litmas, divider and annex as one PDF with running pages.

The contents sheet, LibreOffice's own PDF, is the base that pages are added to; the other way
round its metadata, colour profile, identity and tags would be lost.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from rendering import limited
from rendering.check import look
from rendering.letters import font_file

__all__ = ["Bundle", "ContentsUnstable", "Part", "PartUnusable", "Range", "Stamp", "assemble",
           "contents", "ranges"]  # fmt: skip

_LIMITS = limited.Limits(memory=1024 * 1024 * 1024, cpu_seconds=30, wall_seconds=45)
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bundle; without a bookmark it belongs to the piece before it."""

    pdf: bytes = field(repr=False)
    bookmark: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """What runs through the foot of every page, before the number of the page."""

    code: str

    def text(self, number: int, count: int) -> str:
        """Return the words on one page."""
        return f"bundel {self.code}, halaman {number} dari {count}"


@dataclass(frozen=True, slots=True)
class Range:
    """The pages of one piece in the bundle, counted from one, both included."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """Return the number of pages."""
        return self.last - self.first + 1

    def __str__(self) -> str:
        return f"{self.first}–{self.last}" if self.count > 1 else str(self.first)  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Bundle:
    """The bundle, and where its pieces are: the contents sheet first."""

    pdf: bytes = field(repr=False)
    ranges: tuple[Range, ...]


class PartUnusable(Exception):
    """A piece cannot be read, so there is no bundle; 0 is the contents sheet."""

    def __init__(self, number: int) -> None:
        super().__init__(f"part {number}")
        self.number = number


class ContentsUnstable(Exception):
    """The contents sheet has another number of pages each time its own numbers are put in."""


def ranges(counts: Sequence[int]) -> tuple[Range, ...]:
    """Return where the pieces come to lie, given how many pages each has."""
    placed, first = [], 1
    for count in counts:
        placed.append(Range(first, first + count - 1))
        first += count
    return tuple(placed)


def contents(
    render: Callable[[tuple[Range, ...]], bytes], parts: Sequence[Part]
) -> tuple[bytes, tuple[Range, ...]]:
    """Return the contents sheet with the numbers that are true of it, and those numbers.

    A long list may need a second sheet, which moves every number after it: rendered again
    until what it says of itself is so.
    """
    counts = [_pages(part.pdf, number) for number, part in enumerate(parts, 1)]
    own = 1
    for _ in range(_MOST_TRIES):
        placed = ranges([own, *counts])
        base = render(placed)
        pages = _pages(base, 0)
        if pages == own:
            return base, placed
        own = pages
    raise ContentsUnstable


def assemble(base: bytes, parts: Sequence[Part], stamp: Stamp) -> Bundle:
    """Return the bundle, whole or not at all; the same bytes in give the same bytes out.

    It claims PDF/A as its base does only while every part is the office's `own` paper.
    """
    counts = [_pages(pdf, number) for number, pdf in enumerate([base, *_pdfs(parts)])]
    placed = ranges(counts)
    total = placed[-1].last
    order = {
        "stamps": [stamp.text(number, total) for number in range(1, total + 1)],
        "bookmarks": [part.bookmark for part in parts],
        "claim": all(part.own for part in parts),
        "font": str(font_file()),
    }
    try:
        answer = limited.run("bundle", order, [base, *_pdfs(parts)], _LIMITS)
    except limited.WorkFailed as failure:
        if failure.kind == "PartUnreadable":
            number = cast("dict[str, Any]", failure.facts)["number"]
            raise PartUnusable(number) from failure
        raise
    return Bundle(answer.blobs[0], placed)


def _pdfs(parts: Sequence[Part]) -> list[bytes]:
    return [part.pdf for part in parts]


def _pages(pdf: bytes, number: int) -> int:
    sheet = look(pdf)
    if not sheet.pages or "encrypted" in sheet.problems:
        raise PartUnusable(number)
    return sheet.pages
