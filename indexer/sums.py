"""Checksums of an index's files: Whoosh syncs nothing and notices no page lost to a power cut.

Each commit writes `sums-<n>.json` just before the table of contents `<n>` that makes it valid.
"""

import contextlib
import json
import threading
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.errors import IndexDamaged

__all__ = ["NAME", "Verifier", "latest", "publish", "toc_name"]

NAME = "MAIN"
_CHUNK = 1 << 20

Sums = dict[str, tuple[int, int]]


def toc_name(commit: int) -> str:
    """Return the name that Whoosh gives the table of contents of a commit."""
    return f"_{NAME}_{commit}.toc"


def latest(folder: Path) -> int:
    """Return the number of the last commit in a folder, -1 where there is none."""
    head, tail = f"_{NAME}_", ".toc"
    numbers = (
        file.name[len(head) : -len(tail)]
        for file in folder.iterdir()
        if file.name.startswith(head) and file.name.endswith(tail)
    )
    return max((int(number) for number in numbers if number.isdecimal()), default=-1)


def publish(folder: Path, commit: int, toc: bytes, segments: Iterable[str]) -> None:
    """Make a commit valid: its checksums first, its table of contents last."""
    known = _read(folder, commit - 1)
    sums: Sums = {toc_name(commit): (len(toc), zlib.crc32(toc))}
    for file in _files(folder, tuple(segments)):
        sums[file.name] = known.get(file.name) or _sum(file)
    _write(folder / _sums_name(commit), json.dumps(sums).encode())
    _write(folder / toc_name(commit), toc)
    for old in folder.glob("sums-*.json"):
        if old.name != _sums_name(commit):
            old.unlink(missing_ok=True)


class Verifier:
    """Checks each file once against its checksum; files of an index never change."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def verify(self, folder: Path, commit: int, *, again: bool = False) -> None:
        """Raise IndexDamaged unless every file of the commit is as it was written."""
        sums = _read(folder, commit)
        if toc_name(commit) not in sums:
            raise IndexDamaged("no checksums", folder.name)
        for name, expected in sums.items():
            if not again and (folder.name, name) in self._known:
                continue
            if _sum_or_nothing(folder / name) != expected:
                raise IndexDamaged("not as it was written", name)
        with self._lock:
            self._known = {(folder.name, name) for name in sums}


def _sums_name(commit: int) -> str:
    return f"sums-{commit}.json"


def _files(folder: Path, segments: tuple[str, ...]) -> Iterator[Path]:
    for file in folder.iterdir():
        if file.name.partition(".")[0] in segments:
            yield file


def _read(folder: Path, commit: int) -> Sums:
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
        found = json.loads((folder / _sums_name(commit)).read_bytes())
        return {name: (int(size), int(crc)) for name, (size, crc) in found.items()}
    return {}


def _sum(file: Path) -> tuple[int, int]:
    size = crc = 0
    with file.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return size, crc


def _sum_or_nothing(file: Path) -> tuple[int, int] | None:
    try:
        return _sum(file)
    except OSError:
        return None


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}")
    beside.write_bytes(content)
    beside.replace(path)
