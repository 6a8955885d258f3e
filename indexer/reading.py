"""Reading while somebody writes: open readers are lent out, and never to two threads at once."""

import contextlib
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from whoosh import index as whoosh_index

from indexer import sums
from indexer.errors import IndexDamaged
from indexer.generations import Generations
from indexer.ranking import Ranking
from indexer.schema import SCHEMA
from indexer.storage import Columns, Files, columns

__all__ = ["Leaf", "Readers", "View"]

_IDLE = 8
_TRIES = 20

Searcher = Any  # Whoosh has no types
Query = Any
Reader = Any
Shared = dict[str, Columns]

T = TypeVar("T")


class Leaf:
    """One segment as it is read: the search in it, and the columns beside it.

    Every file is opened at once: Whoosh opens columns when they are first asked for, and takes
    one that a later commit has removed by then for a column of empty values.
    """

    def __init__(self, searcher: Searcher, base: int, columns: Columns) -> None:
        self.searcher = searcher
        self.base = base
        self.days = columns.days
        self._reader: Any = searcher.reader()
        self._reader.lengths = columns.lengths  # where the ranking looks for them
        self._columns: dict[str, Any] = {
            name: self._reader.column_reader(name, translate=False) for name in ("id", "labels")
        }
        self._reader.stored_fields(0)

    def matching(self, question: Query) -> list[int]:
        """Return the numbers of all documents here that answer the question, unscored."""
        matcher: Any = question.matcher(self.searcher, self.searcher.boolean_context())
        return list(matcher.all_ids()) if matcher.is_active() else []

    def has(self, question: Query) -> bool:
        """Tell whether any document here answers the question."""
        matcher: Any = question.matcher(self.searcher, self.searcher.boolean_context())
        return bool(matcher.is_active())

    def column(self, name: str, number: int) -> bytes:
        """Return the value of a document in a column of bytes."""
        return bytes(self._columns[name][number])

    def id(self, number: int) -> str:
        """Return the id of a document."""
        return self.column("id", number).decode()

    def source(self, number: int) -> dict[str, object]:
        """Return what is kept of a document to cut highlights from."""
        found = self._reader.stored_fields(number).get("source")
        return found if isinstance(found, dict) else {}

    def terms_within(self, text: str, distance: int) -> Iterator[tuple[str, int]]:
        """Yield words that differ from a text in so many letters, but not the first; how often."""
        found: Any = self._reader.terms_within("words", text, distance, prefix=1)
        for one in found:
            yield str(one), int(self._reader.doc_frequency("words", one))


class View:
    """An open reader on one commit of one generation."""

    def __init__(self, tag: tuple[Path, int], shared: Shared) -> None:
        self.tag = tag
        files = Files(tag[0])
        self.close = weakref.finalize(self, _close, files.opened)  # also when it is forgotten
        index: Any = whoosh_index.FileIndex(files, SCHEMA, sums.NAME)
        self.searcher: Any = index.searcher(weighting=Ranking())
        self.count = int(self.searcher.doc_count())
        self.leaves = [
            Leaf(searcher, base, _shared(tag[0], searcher.reader(), shared))
            for searcher, base in self.searcher.leaf_searchers()
            if searcher.doc_count_all()
        ]

    @property
    def segments(self) -> frozenset[str]:
        """Return the names of the segments."""
        return frozenset(_name(leaf.searcher.reader()) for leaf in self.leaves)

    def leaf(self, number: int) -> tuple[Leaf, int]:
        """Return the segment of a document, and the document's number in it."""
        found = next(leaf for leaf in reversed(self.leaves) if leaf.base <= number)
        return found, number - found.base


def _shared(folder: Path, reader: Reader, shared: Shared) -> Columns:
    name = _name(reader)
    found = shared.get(name) or columns(folder, reader)
    shared[name] = found
    return found


def _name(reader: Reader) -> str:
    return str(reader.segment().segment_id())


def _close(opened: list[Any]) -> None:
    for file in opened:
        if not file.is_closed:
            file.close()


class Readers:
    """Open readers of an index: one borrower each, and none that is out of date."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._verifier = sums.Verifier()
        self._lock = threading.Lock()
        self._idle: list[View] = []
        self._shared: Shared = {}

    def read(self, work: Callable[[View], T]) -> T:
        """Do the work on the newest state; IndexDamaged where the files do not bear it.

        A commit may remove files that a reader was about to open: what fails is tried again
        as long as there is a newer state to try it on.
        """
        for _ in range(_TRIES):
            tag = self.tag()
            try:
                return self._borrowed(tag, work)
            except Exception as error:
                # What Whoosh raises on a torn file is anything from TypeError to Exception.
                if self.tag() == tag:
                    if isinstance(error, IndexDamaged):
                        raise
                    raise IndexDamaged(type(error).__name__, tag[0].name) from error
        raise IndexDamaged("changes faster than it can be read", self._generations.root.name)

    def tag(self) -> tuple[Path, int]:
        """Return generation and commit as they are on disk now."""
        for _ in range(_TRIES):
            folder = self._generations.current()
            with contextlib.suppress(OSError):  # dropped by a rebuild since the look
                return folder, sums.latest(folder)
        raise IndexDamaged("the generation is gone", self._generations.root.name)

    def verify(self, *, again: bool = False) -> None:
        """Raise IndexDamaged unless every file is as it was written."""
        folder, commit = self.tag()
        self._verifier.verify(folder, commit, again=again)

    def close(self) -> None:
        """Let all idle readers go."""
        with self._lock:
            idle, self._idle = self._idle, []
        for view in idle:
            view.close()

    def _borrowed(self, tag: tuple[Path, int], work: Callable[[View], T]) -> T:
        view = self._take(tag)
        try:
            found = work(view)
        except BaseException:
            view.close()
            raise
        self._give_back(view)
        return found

    def _take(self, tag: tuple[Path, int]) -> View:
        with self._lock:
            fresh = [view for view in self._idle if view.tag == tag]
            stale = [view for view in self._idle if view.tag != tag]
            taken = fresh.pop() if fresh else None
            self._idle = fresh
        for view in stale:
            view.close()
        if taken is not None:
            return taken
        self._verifier.verify(*tag)
        view = View(tag, self._shared)
        if self.tag() != tag:  # files may have gone before they were open
            view.close()
            raise IndexDamaged("changed while it was opened", tag[0].name)
        for gone in self._shared.keys() - view.segments:
            self._shared.pop(gone, None)
        return view

    def _give_back(self, view: View) -> None:
        with self._lock:
            if len(self._idle) < _IDLE:
                self._idle.append(view)
                return
        view.close()
