"""Which documents of an open index answer a question, and in which order."""

import dataclasses
import heapq
from typing import Any

from indexer.reading import Leaf, View

__all__ = ["Found", "best", "every", "newest"]

Query = Any  # Whoosh has no types


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """One document: where it is, and its id."""

    leaf: Leaf
    number: int
    id: str


def best(view: View, question: Query, most: int) -> list[Found]:
    """Return the best matches, best first; Whoosh skips what cannot be among them."""
    found: list[Found] = []
    if not view.leaves:
        return found
    results: Any = view.searcher.search(question, limit=most)
    for _, number in results.top_n:
        leaf, local = view.leaf(number)
        found.append(Found(leaf, local, leaf.id(local)))
    return found


def newest(view: View, question: Query, most: int) -> list[Found]:
    """Return the newest matches, newest first; of one day, the latest id first."""
    matches = [(leaf, leaf.days, leaf.matching(question)) for leaf in view.leaves]
    dated = [days[number] for _, days, numbers in matches for number in numbers]
    if not dated:
        return []
    oldest = heapq.nlargest(most, dated)[-1]
    kept = [
        (days[number], Found(leaf, number, leaf.id(number)))
        for leaf, days, numbers in matches
        for number in numbers
        if days[number] >= oldest
    ]
    kept.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    return [found for _, found in kept[:most]]


def every(view: View, question: Query) -> frozenset[str]:
    """Return the ids of all matches, unscored."""
    return frozenset(leaf.id(number) for leaf in view.leaves for number in leaf.matching(question))
