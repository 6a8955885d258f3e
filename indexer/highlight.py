"""Where in a document the words stand: fragments with their page, marked, never as HTML."""

import collections
import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from indexer.analysis import (
    clean,
    fold,
    name_key,
    number_forms,
    number_parts,
    stem,
    term,
    words,
)
from indexer.vocabulary import EXCEPTIONS
from indexer.wanted import Wanted

__all__ = ["Fragment", "Highlight", "Segment", "highlight"]

_WIDTH = 160
_MOST_FRAGMENTS = 3
_MOST_SPOTS = 200
_ACCENTED = re.compile(r"[^\W\x00-\x7f]|[\u0300-\u036f]")  # letters that folding changes
_PARTS = ("title", "recommendation", "decision", "place", "officer")


@dataclasses.dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that is, or is not, what was looked for."""

    text: str
    hit: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of one page, around what was looked for."""

    page: int
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """Return the fragment as plain text."""
        return "".join(segment.text for segment in self.segments)


@dataclasses.dataclass(frozen=True, slots=True)
class Highlight:
    """The fragments of one document, and the names of all parts in which something matched."""

    fragments: tuple[Fragment, ...] = ()
    where: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    word: int  # which of the wanted words stands here
    exact: bool


def highlight(
    asked: Wanted, source: Mapping[str, object], labels: Mapping[str, Sequence[str]]
) -> Highlight:
    """Mark the wanted words in what the index keeps of a document."""
    if not asked.words:
        return Highlight()
    search = _Search(asked)
    pages = source.get("pages")
    fragments = _fragments(search, pages if isinstance(pages, Sequence) else ())
    where = ["text"] if fragments else []
    where += [part for part in _PARTS if search.found_in(str(source.get(part, "")))]
    if search.names(labels.get("names", ())):
        where.append("names")
    if search.numbers(labels.get("numbers", ())):
        where.append("numbers")
    return Highlight(fragments, tuple(where))


class _Search:
    """The wanted words, arranged so that a text is read once for all of them."""

    def __init__(self, asked: Wanted) -> None:
        self._words = asked.words
        self._first: dict[str, list[int]] = collections.defaultdict(list)
        for at, word in enumerate(asked.words):
            self._first[word.terms[0]].append(at)
        self._roots = {word.root: at for at, word in enumerate(asked.words) if word.root}
        self._beginnings = [
            (word.terms[0], at)
            for at, word in enumerate(asked.words)
            if word.prefix and len(word.terms) == 1
        ]
        self._judge = functools.cache(self._judged)
        self._may_be = re.compile("|".join(map(re.escape, self._cores())))

    def spots(self, text: str) -> Iterator[_Spot]:
        """Yield what stands in a cleaned text, in order."""
        for start, end in self._candidates(text):
            for at, exact in self._judge(text[start:end]):
                whole = self._end(text, end, self._words[at].terms)
                if whole:
                    yield _Spot(start, whole, at, exact)

    def _candidates(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where words stand that may be wanted; an answer must not wait for fragments."""
        if _ACCENTED.search(text):
            yield from (match.span() for match in words(text))
            return
        past = 0
        for match in self._may_be.finditer(text.lower()):
            if match.start() >= past:
                start, past = _whole_word(text, *match.span())
                yield start, past

    def found_in(self, text: str) -> bool:
        """Tell whether anything wanted stands in the text."""
        return next(self.spots(clean(text)), None) is not None

    def names(self, names: Sequence[str]) -> bool:
        """Tell whether one of the names is wanted, under any of its spellings."""
        keys = {name_key(one) for name in names for one in map(_matched, words(clean(name)))}
        return any(_has(word.key, keys, prefix=word.prefix) for word in self._words if word.key)

    def numbers(self, numbers: Sequence[str]) -> bool:
        """Tell whether one of the numbers is wanted, whole or in part."""
        return any(
            _is_part(form, number)
            for word in self._words
            for form in word.numbers
            for number in numbers
        )

    def _cores(self) -> Iterator[str]:
        """Yield strings of which each plain wanted word has one in it.

        A word contains its root, but for the first letter, which a prefix may have taken.
        """
        yield from self._first
        for root in self._roots:
            yield root[1:] or root
            yield from (word for word, its_root in EXCEPTIONS.items() if its_root == root)

    def _judged(self, word: str) -> tuple[tuple[int, bool], ...]:
        """Return which of the wanted may begin with this word, each with whether exactly."""
        one = term(word)
        found = [(at, True) for at in self._first.get(one or fold(word), ())]
        root = stem(one) if one else ""
        if not found and root in self._roots:
            found.append((self._roots[root], False))
        if not found:
            found += [(at, False) for start, at in self._beginnings if fold(word).startswith(start)]
        return tuple(found)

    @staticmethod
    def _end(text: str, end: int, wanted_terms: tuple[str, ...]) -> int:
        """Return where the wanted ends whose first word ends here, nought if the rest lacks."""
        at = 1
        for following in words(text, end) if len(wanted_terms) > 1 else ():
            one = term(following[0])
            if one and one != wanted_terms[at]:
                return 0
            if one:
                end, at = following.end(), at + 1
            if at == len(wanted_terms):
                return end
        return end if at == len(wanted_terms) else 0


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _fragments(search: _Search, pages: Sequence[str]) -> tuple[Fragment, ...]:
    candidates: list[tuple[int, Fragment]] = []
    spots_seen = 0
    for number, page in enumerate(pages, start=1):
        text = str(page)
        spots = list(_apart(search.spots(text)))
        spots_seen += len(spots)
        candidates += _windows(number, text, spots)
        if spots_seen > _MOST_SPOTS:
            break
    candidates.sort(key=lambda pair: -pair[0])
    best = [fragment for _, fragment in candidates[:_MOST_FRAGMENTS]]
    return tuple(sorted(best, key=lambda fragment: fragment.page))


def _apart(spots: Iterator[_Spot]) -> Iterator[_Spot]:
    """Leave out what lies inside a spot already yielded."""
    end = -1
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        if spot.start >= end:
            yield spot
            end = spot.end


def _windows(page: int, text: str, spots: Sequence[_Spot]) -> Iterator[tuple[int, Fragment]]:
    at = 0
    while at < len(spots):
        inside = [spot for spot in spots[at : at + 20] if spot.end <= spots[at].start + _WIDTH]
        inside = inside or [spots[at]]
        worth = 4 * len({spot.word for spot in inside}) + 2 * any(one.exact for one in inside)
        yield worth, Fragment(page, tuple(_segments(text, inside)))
        at += len(inside)


def _segments(text: str, spots: Sequence[_Spot]) -> Iterator[Segment]:
    first, last = spots[0].start, spots[-1].end
    margin = max(0, _WIDTH - (last - first)) // 2
    at = _word_edge(text, max(0, first - margin), first)
    end = last + margin
    end = text.rfind(" ", last, end) if end < len(text) else len(text)
    end = max(end, last)
    for spot in spots:
        if spot.start > at:
            yield Segment(_spaced(text[at : spot.start]), hit=False)
        yield Segment(_spaced(text[spot.start : spot.end]), hit=True)
        at = spot.end
    if end > at:
        yield Segment(_spaced(text[at:end]), hit=False)


def _word_edge(text: str, start: int, before: int) -> int:
    if start == 0:
        return 0
    edge = text.find(" ", start, before)
    return before if edge < 0 else edge + 1


def _spaced(text: str) -> str:
    head = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{head}{' '.join(text.split())}{tail}"


def _matched(match: object) -> str:
    return str(match[0])  # type: ignore[index]


def _has(key: str, keys: set[str], *, prefix: bool) -> bool:
    return key in keys or (prefix and any(one.startswith(key) for one in keys))


def _is_part(form: str, number: str) -> bool:
    parts = number_parts(number)
    return form in parts or any(form in f"-{whole}-" for whole in number_forms(number))
