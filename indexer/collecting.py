"""Which documents of an open index answer a question, and in which order."""

import dataclasses
import datetime as dt
import heapq
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh import query

from indexer.criteria import Criteria
from indexer.query import build
from indexer.reading import Leaf, View

__all__ = ["Found", "best", "every", "newest", "those"]


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """One document: where it is, and its id."""

    leaf: Leaf
    number: int
    id: str


def best(view: View, criteria: Criteria, most: int) -> list[Found]:
    """Return the best matches, best first; Whoosh skips what cannot be among them."""
    found: list[Found] = []
    if not view.leaves:
        return found
    results: Any = view.searcher.search(build(criteria), limit=most)
    for _, number in results.top_n:
        leaf, local = view.leaf(number)
        found.append(Found(leaf, local, leaf.id(local)))
    return found


def newest(view: View, criteria: Criteria, most: int) -> list[Found]:
    """Return the newest matches, newest first; of one day, the latest id first."""
    matches = list(_dated(view, criteria))
    days = [leaf.days[number] for leaf, numbers in matches for number in numbers]
    if not days:
        return []
    oldest = heapq.nlargest(most, days)[-1]
    kept = [
        (leaf.days[number], Found(leaf, number, leaf.id(number)))
        for leaf, numbers in matches
        for number in numbers
        if leaf.days[number] >= oldest
    ]
    kept.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    return [found for _, found in kept[:most]]


def every(view: View, criteria: Criteria) -> frozenset[str]:
    """Return the ids of all matches, unscored."""
    return frozenset(
        leaf.id(number) for leaf, numbers in _dated(view, criteria) for number in numbers
    )


def those(view: View, ids: Iterable[str]) -> Iterator[Found]:
    """Yield the documents of these ids, as far as there are such."""
    terms = [query.Term("id", one) for one in ids]
    for leaf in view.leaves if terms else ():
        for number in leaf.matching(query.Or(terms)):
            yield Found(leaf, number, leaf.id(number))


def _dated(view: View, criteria: Criteria) -> Iterator[tuple[Leaf, list[int]]]:
    """Yield the matches of each segment; the days lie in memory, so the period is read there."""
    question = build(criteria.replace(since=None, until=None))
    first = (criteria.since or dt.date.min).toordinal()
    last = (criteria.until or dt.date.max).toordinal()
    for leaf in view.leaves:
        numbers, days = leaf.matching(question), leaf.days
        if criteria.since or criteria.until:
            numbers = [number for number in numbers if first <= days[number] <= last]
        yield leaf, numbers
