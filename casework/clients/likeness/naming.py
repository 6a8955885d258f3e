"""Two names held against each other, word by word."""

import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from casework.clients.likeness.spelling import close, plain, skeleton, sounds, without_titles

__all__ = ["FILLING", "Naming", "compare", "confusable"]


class Naming(IntEnum):
    """How one name stands to another, from strangers to the same letters."""

    DIFFERENT = 0
    SHARED = 1  # a word in common, and on either side one that the other has not
    WORD = 2  # one name is a single word of the other
    PART = 3  # one name is the other without a word: a middle name, a first Muhammad
    NEAR = 4  # every word has its like, at least one by a slip or an initial
    SOUNDS = 5  # another spelling or order
    SAME = 6


# words that so many names begin with, or that tell only who was born first, that two people
# who share them have nothing in common
FILLING = frozenset(
    sounds(
        "x Muhammad Ahmad Abdul Siti Nur Sri I Ni Made Wayan Nyoman Ketut Putu Kadek Komang Gede "
        "Luh Gusti Ida Bagus Ayu La Wa Andi Teuku Cut Al"
    )[1:]
)
_FULL_LETTERS = str.maketrans("i1|", "lll")  # what a careless eye does not tell apart


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Which words of two names met, and what stayed over on either side."""

    met: tuple[str, ...]
    exact: bool
    over: tuple[str, ...]
    other_over: tuple[str, ...]


def confusable(one: str, other: str) -> bool:
    """Tell whether the names look alike though letters differ: 0 for O, l for I, Cyrillic a."""
    ours, theirs = plain(one), plain(other)
    return ours != theirs and len(ours) == len(theirs) and _drawn(one) == _drawn(other)


@functools.lru_cache(1 << 14)
def _drawn(name: str) -> str:
    return plain(skeleton(without_titles(name))).translate(_FULL_LETTERS)


@functools.lru_cache(1 << 12)
def compare(one: str, other: str) -> Naming:
    """Return how the names stand to each other; titles, case and order of words do not count."""
    ours, theirs = sounds(one), sounds(other)
    if plain(one) == plain(other) and (ours or one.casefold() == other.casefold()):
        return Naming.SAME
    if not ours or not theirs:
        return Naming.DIFFERENT
    ours, theirs = _joined(ours, theirs), _joined(theirs, ours)
    if Counter(ours) == Counter(theirs):
        return Naming.SOUNDS
    return _graded(_align(ours, theirs))


def _joined(words: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Write two words as one where the other name does: Nur Aini and Nuraini."""
    found: list[str] = []
    for word in words:
        if found and word not in other and any(close(found[-1] + word, one) for one in other):
            found[-1] += word
        else:
            found.append(word)
    return tuple(found)


def _align(ours: Sequence[str], theirs: Sequence[str]) -> _Aligned:
    pairs = sorted(
        (grade, min(a, b), max(a, b), n, m)
        for n, a in enumerate(ours)
        for m, b in enumerate(theirs)
        if (grade := _grade(a, b)) is not None
    )
    left, right = dict(enumerate(ours)), dict(enumerate(theirs))
    met, exact = [], True
    for grade, *words, n, m in pairs:
        if n in left and m in right:
            del left[n], right[m]
            met.append(max(words, key=len))
            exact = exact and grade == 0
    return _Aligned(tuple(met), exact, tuple(left.values()), tuple(right.values()))


def _grade(one: str, other: str) -> int | None:
    if one == other:
        return 0
    if close(one, other):
        return 1
    if 1 in (len(one), len(other)) and one[0] == other[0]:
        return 2
    return None


def _graded(found: _Aligned) -> Naming:
    full = _full(found.met)
    if not full:
        return Naming.SHARED if found.met and not _apart(found) else Naming.DIFFERENT
    if not found.over and not found.other_over:
        return Naming.NEAR
    if found.over and found.other_over:
        return Naming.SHARED
    if len(found.met) > 1 or not _full((*found.over, *found.other_over)):
        return Naming.PART
    return Naming.WORD


def _apart(found: _Aligned) -> bool:
    return bool(_full(found.over) and _full(found.other_over))


def _full(words: Iterable[str]) -> int:
    """Count the words that tell one person from another: no initials, none that many begin with."""
    return sum(len(word) > 1 and word not in FILLING for word in words)
