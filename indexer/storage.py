"""How Whoosh's files are read here: by position, and the small columns whole."""

import array
import dataclasses
import os
import sys
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

__all__ = ["SCORED", "Columns", "Files", "columns"]

SCORED = ("words", "roots")

Reader = Any  # Whoosh has no types


class _File(StructFile):  # type: ignore[misc]
    """A file in which single values are read with one system call, and no copy in memory.

    A memory map would be quicker still, but a disk error under it kills the whole server.
    """

    def get(self, position: int, length: int) -> bytes:
        """Read some bytes at a position."""
        return os.pread(self.fileno(), length, position)


class Files(FileStorage):  # type: ignore[misc]
    """The files of a folder, which knows what it has opened: Whoosh forgets some on failure."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.opened: list[Any] = []

    def open_file(self, name: str, **_: object) -> object:
        """Open a file and remember it."""
        opened = Path(self.folder, name).open("rb")  # noqa: SIM115 - it lives as long as its reader
        found = _File(opened, name=name)
        self.opened.append(found)
        return found


@dataclasses.dataclass(frozen=True, slots=True)
class Columns:
    """What is read whole of a segment, once: it never changes, and every reader shares it."""

    days: "array.array[int]"
    lengths: dict[str, bytes]


def columns(folder: Path, reader: Reader) -> Columns:
    """Read the day and the lengths of every document of a segment."""
    count = int(reader.doc_count_all())
    segment = str(reader.segment().segment_id())

    def column(name: str, width: int) -> bytes:
        file = folder / f"{segment}.{name}.col"  # Whoosh writes none where all are nought
        return (file.read_bytes() if file.exists() else b"").ljust(count * width, b"\0")

    days = array.array("i")
    days.frombytes(column("day", days.itemsize))
    if sys.byteorder == "little":
        days.byteswap()
    return Columns(days, {name: column(f"_{name}_len", 1) for name in SCORED})
