"""The one door to an index: put, remove, search, suggest, stamp, check, rebuild."""

import contextlib
import dataclasses
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from indexer import collecting, writing
from indexer.criteria import Criteria, Order
from indexer.entry import Entry
from indexer.errors import IndexDamaged, IndexMissing, IndexOutdated, WrongIndex
from indexer.generations import Generations
from indexer.highlight import Highlight, highlight
from indexer.reading import Readers, View
from indexer.rebuild import fill
from indexer.suggest import Suggestions, suggest
from indexer.wanted import Wanted, wanted

__all__ = [
    "Difference",
    "Index",
    "IndexDamaged",
    "IndexMissing",
    "IndexOutdated",
    "Page",
    "Stamp",
    "WrongIndex",
]


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer: ids in order, whether more follow, and where the words stand."""

    ids: tuple[str, ...]
    more: bool
    highlights: Mapping[str, Highlight]


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """Which state of the index this is: it changes with whatever is written."""

    generation: str
    commit: int
    count: int

    def __str__(self) -> str:
        return f"{self.generation}/{self.commit}"


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """What the index lacks and what it has too much, beside what it should hold."""

    missing: frozenset[str]
    surplus: frozenset[str]


class Index:
    """One index below `root`; many threads may read while one, anywhere, writes.

    It is a cache: IndexDamaged (and with it IndexMissing, IndexOutdated) is always answered by
    `rebuild`. An index told whether it is the children's refuses the others' entries.
    """

    def __init__(self, root: Path, *, child: bool | None = None) -> None:
        self._generations = Generations(root)
        self._readers = Readers(self._generations)
        self._child = child

    def put(self, entries: Iterable[Entry]) -> None:
        """Write entries, all or none, visible at the next search; a known id is replaced."""
        found = [self._own(entry) for entry in entries]
        with self._generations.writing():
            noted = [self._generations.note({"put": entry.to_dict()}) for entry in found]
            with _made_up_for(noted), self._writer() as writer:
                writing.put(writer, found)

    def remove(self, ids: Iterable[str], *, purge: bool = False) -> None:
        """Take entries out, gone at the next search; `purge` leaves no word of them on disk."""
        found = list(ids)
        merge = writing.merge_deleted if purge else None
        with self._generations.writing():
            noted = [self._generations.note({"remove": one}) for one in found]
            with _made_up_for(noted), self._writer(merge) as writer:
                writing.remove(writer, found)

    def search(
        self, criteria: Criteria, *, limit: int = 20, offset: int = 0, marked: bool = True
    ) -> Page:
        """Return a page of the documents that answer the criteria, filters and all.

        Without `marked` the highlights are left out, for who wants the order alone.
        """
        asked = wanted(criteria)
        by_date = criteria.sorting is Order.NEWEST
        collect = collecting.newest if by_date else collecting.best

        def page(view: View) -> Page:
            found = collect(view, criteria, offset + limit + 1)
            shown = found[offset : offset + limit]
            marks = _all_marked(shown, asked) if marked else {}
            return Page(tuple(one.id for one in shown), len(found) > offset + limit, marks)

        return self._readers.read(page)

    def highlights(self, criteria: Criteria, ids: Iterable[str]) -> Mapping[str, Highlight]:
        """Return where the words stand in these documents, whichever of them the index has."""
        asked, wanted_ids = wanted(criteria), tuple(ids)
        return self._readers.read(
            lambda view: _all_marked(collecting.those(view, wanted_ids), asked)
        )

    def ids(self, criteria: Criteria) -> frozenset[str]:
        """Return every id that answers the criteria: what the catalogue counts and intersects."""
        return self._readers.read(lambda view: collecting.every(view, criteria))

    def suggest(self, text: str, *, limit: int = 8) -> Suggestions:
        """Return what may have been meant, and names and numbers that begin so."""
        return self._readers.read(lambda view: suggest(view, text, limit))

    def stamp(self) -> Stamp:
        """Return which state the index is in."""
        return self._readers.read(lambda view: Stamp(view.tag[0].name, view.tag[1], view.count))

    def check(self, expected: int | None = None) -> str | None:
        """Return what is wrong, if anything: a file that changed, or a wrong count."""
        try:
            self._readers.verify(again=True)
            count = self.stamp().count
        except IndexDamaged as damage:
            return str(damage)
        wrong = expected is not None and count != expected
        return f"{count} documents instead of {expected}" if wrong else None

    def compare(self, ids: Collection[str]) -> Difference:
        """Return how the index differs from the ids that it should hold."""
        held, due = self.ids(Criteria()), frozenset(ids)
        return Difference(missing=due - held, surplus=held - due)

    def rebuild(self, entries: Iterable[Entry], *, processes: int = 1) -> int:
        """Write a new generation beside the one in use, then switch to it.

        The old one answers and is written to meanwhile; what was written is made up for before
        the switch. Returns how many entries were given.
        """
        with self._generations.rebuilding():
            folder = self._generations.begin()
            count = fill(folder, map(self._own, entries), processes)
            with self._generations.writing():
                self._catch_up(folder)
                self._generations.switch(folder)
        self._readers.close()
        return count

    def close(self) -> None:
        """Let all open files go; the index may be used again all the same."""
        self._readers.close()

    def _own(self, entry: Entry) -> Entry:
        if self._child is not None and entry.child is not self._child:
            raise WrongIndex(entry.id)
        return entry

    @contextlib.contextmanager
    def _writer(self, merge: writing.Merge | None = None) -> Iterator[writing.Writer]:
        self._readers.verify()
        with writing.writer(self._generations.current(), merge=merge) as writer:
            yield writer

    def _catch_up(self, folder: Path) -> None:
        for line in self._generations.noted():
            with writing.writer(folder) as writer:
                if "put" in line:
                    writing.put(writer, [Entry.from_dict(_mapping(line["put"]))])
                else:
                    writing.remove(writer, [str(line["remove"])])


@contextlib.contextmanager
def _made_up_for(noted: list[bool]) -> Iterator[None]:
    """Let a damaged index be: the rebuild that is running has noted what is written."""
    try:
        yield
    except IndexDamaged:
        if not all(noted):
            raise


def _all_marked(found: Iterable[collecting.Found], asked: Wanted) -> dict[str, Highlight]:
    return {one.id: _marked(one, asked) for one in found} if asked.words else {}


def _marked(found: collecting.Found, asked: Wanted) -> Highlight:
    return highlight(asked, found.leaf.source(found.number), _labels(found))


def _labels(found: collecting.Found) -> Mapping[str, list[str]]:
    labels = json.loads(found.leaf.column("labels", found.number))
    return labels if isinstance(labels, dict) else {}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
