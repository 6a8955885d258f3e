"""Writing into one generation: entries in, entries out, each commit with its checksums."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh import query
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from indexer import sums
from indexer.entry import Entry
from indexer.errors import IndexDamaged
from indexer.schema import SCHEMA, document

__all__ = ["Merge", "Writer", "create", "join", "merge_deleted", "put", "remove", "writer"]

_MEMORY = 32  # megabytes of postings held before they are written to a run on disk

Writer = Any  # Whoosh has no types
Merge = Callable[[Writer, list[Any]], list[Any]]


class _Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, but what makes a commit valid comes last and is checksummed."""

    def _commit_toc(self, segments: list[Any]) -> None:
        folder = Path(self.storage.folder)
        _publish(folder, segments, self.generation)
        whoosh_index.clean_files(self.storage, sums.NAME, self.generation, segments)


def create(folder: Path) -> None:
    """Make an empty index in an empty folder."""
    _publish(folder, [], 0)


def join(folder: Path, parts: Iterable[Path]) -> None:
    """Make one index of several that were built apart: their segments move in, as they are."""
    segments: list[Any] = []
    for part in parts:
        toc: Any = whoosh_index.TOC.read(FileStorage(str(part)), sums.NAME, schema=SCHEMA)
        segments += toc.segments
        for file in part.iterdir():
            if file.name.startswith(f"{sums.NAME}_"):
                file.rename(folder / file.name)
    _publish(folder, segments, sums.latest(folder) + 1)


def put(writing: Writer, entries: Iterable[Entry]) -> int:
    """Write entries; those of the same id that were there before go. Returns how many."""
    newest = {entry.id: entry for entry in entries}
    remove(writing, newest)
    for entry in newest.values():
        writing.add_document(**document(entry))
    return len(newest)


def remove(writing: Writer, ids: Iterable[str]) -> None:
    """Take out what was committed under these ids."""
    gone = [query.Term("id", one) for one in ids]
    if gone and writing.segments:
        writing.delete_by_query(query.Or(gone))


@contextlib.contextmanager
def writer(folder: Path, *, merge: Merge | None = None) -> Iterator[Writer]:
    """Open a writer; commit when the block ends well, leave all as it was when it does not."""
    writing = _opened(folder)
    try:
        yield writing
        writing.commit(mergetype=merge)
    except BaseException:
        with contextlib.suppress(Exception):
            writing.cancel()
        raise


def merge_deleted(writing: Writer, segments: list[Any]) -> list[Any]:
    """Write anew every segment that has removed documents, so that no word of them stays."""
    kept = []
    for segment in segments:
        if not segment.doc_count():
            continue
        if segment.has_deletions():
            reader: Any = SegmentReader(writing.storage, writing.schema, segment)
            writing.add_reader(reader)
            reader.close()
        else:
            kept.append(segment)
    return kept


def _opened(folder: Path) -> _Writer:
    try:
        index: Any = whoosh_index.FileIndex(FileStorage(str(folder)), SCHEMA, sums.NAME)
        return _Writer(index, compound=False, limitmb=_MEMORY)
    except OSError:
        raise
    except Exception as error:
        # What Whoosh raises on a torn file is anything from TypeError to a bare Exception.
        raise IndexDamaged(type(error).__name__, folder.name) from error


def _publish(folder: Path, segments: list[Any], commit: int) -> None:
    memory: Any = RamStorage()
    whoosh_index.TOC(SCHEMA, segments, commit).write(memory, sums.NAME)
    content: bytes = memory.files[sums.toc_name(commit)]
    sums.publish(folder, commit, content, (segment.segment_id() for segment in segments))
