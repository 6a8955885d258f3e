"""Building a whole index anew beside the one in use, by one process or by two."""

import itertools
import multiprocessing
import sys
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from indexer import writing
from indexer.entry import Entry

__all__ = ["BuildFailed", "fill"]

_BATCH = 50


class BuildFailed(Exception):
    """A process that was building a part of the index died."""


def fill(folder: Path, entries: Iterable[Entry], processes: int = 1) -> int:
    """Write all entries into an empty folder; returns how many there were.

    Ids must not repeat: parts built apart know nothing of each other.
    """
    if processes > 1:
        return _fill_apart(folder, entries, processes)
    writing.create(folder)
    with writing.writer(folder) as writer:
        return sum(writing.put(writer, batch) for batch in _batches(entries))


def _fill_apart(folder: Path, entries: Iterable[Entry], processes: int) -> int:
    # A forked child of a process with threads may hang for ever, so each is started anew.
    context = multiprocessing.get_context("spawn")
    parts = [folder / f"bagian-{number}" for number in range(processes)]
    workers = []
    for part in parts:
        part.mkdir()
        theirs, ours = context.Pipe(duplex=False)
        worker = context.Process(target=_build_part, args=(part, theirs), daemon=True)
        worker.start()
        theirs.close()
        workers.append((worker, ours))
    count = 0
    try:
        for (_, pipe), batch in zip(itertools.cycle(workers), _batches(entries), strict=False):
            _send(pipe, batch)
            count += len(batch)
        for _, pipe in workers:
            _send(pipe, ())
    finally:
        for worker, pipe in workers:
            pipe.close()
            worker.join()
    if any(worker.exitcode for worker, _ in workers):
        raise BuildFailed
    writing.join(folder, parts)
    _clear(parts)
    return count


def _build_part(part: Path, pipe: "Connection[object, tuple[Entry, ...]]") -> None:
    writing.create(part)
    try:
        with writing.writer(part) as writer:
            while batch := pipe.recv():
                writing.put(writer, batch)
    except EOFError:  # whoever read the archive has given up
        sys.exit(1)


def _send(pipe: "Connection[tuple[Entry, ...], object]", batch: tuple[Entry, ...]) -> None:
    try:
        pipe.send(batch)
    except OSError as error:
        raise BuildFailed from error


def _batches(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    remaining = iter(entries)
    while batch := tuple(itertools.islice(remaining, _BATCH)):
        yield batch


def _clear(parts: Iterable[Path]) -> None:
    for part in parts:
        for file in part.iterdir():
            file.unlink()
        part.rmdir()
