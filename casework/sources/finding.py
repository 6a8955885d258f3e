"""Finding words within one document: which pages have them, and where on a page they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Found", "Piece", "find", "marked"]

_WIDTH = 60  # letters on either side of a place


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is, or is not, what was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page that has the words: how often, and the first place with what stands around it."""

    page: int
    count: int
    around: tuple[Piece, ...]


def find(pages: Sequence[str], words: str) -> tuple[Found, ...]:
    """Return the pages that have the words, side by side, however they are broken into lines."""
    pattern = _pattern(words)
    if pattern is None:
        return ()
    found = list[Found]()
    for number, text in enumerate(pages, 1):
        places = list(pattern.finditer(text))
        if places:
            found.append(Found(number, len(places), _around(text, places[0])))
    return tuple(found)


def marked(text: str, words: str) -> tuple[Piece, ...]:
    """Return the text cut where the words stand in it; whole where they do not."""
    pattern = _pattern(words)
    return tuple(_cut(text, pattern)) if pattern is not None else (Piece(text),)


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = words.split()
    return re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE) if parts else None


def _cut(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    end = 0
    for place in pattern.finditer(text):
        if place.start() > end:
            yield Piece(text[end : place.start()])
        yield Piece(place.group(), hit=True)
        end = place.end()
    if end < len(text) or not text:
        yield Piece(text[end:])


def _around(text: str, place: re.Match[str]) -> tuple[Piece, ...]:
    start, end = max(0, place.start() - _WIDTH), min(len(text), place.end() + _WIDTH)
    before = ("…" if start else "") + " ".join(text[start : place.start()].split())
    after = " ".join(text[place.end() : end].split()) + ("…" if end < len(text) else "")
    hit = Piece(" ".join(place.group().split()), hit=True)
    return (Piece(f"{before} " if before else ""), hit, Piece(f" {after}" if after else ""))
