"""Taking a packed tar file apart without trusting a word of it.

Whoever knows a recipient can encrypt to it, so names, sizes and kinds are checked before anything
is written, and what is written is counted: a small file may claim, or unfold into, any size.
"""

import gzip
import os
import tarfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from archive import io
from archive.errors import NoRoom
from casework.backup.errors import BackupDamaged
from casework.backup.packing import DATABASE, KEYS

__all__ = ["SPARE", "require_room", "unpack"]

SPARE = 16 * 1024 * 1024  # bytes that a restore leaves free
_TIMES = 100  # no backup of ours has packed to less than a hundredth
_FLOOR = 64 * 1024 * 1024  # but a small one may: an empty database is mostly noughts
_BITE = 8 * 1024 * 1024  # a head that wants more at once is none of ours
_CHUNK = 1024 * 1024
_LONGEST_NAME, _LONGEST_PATH = 255, 1024
_FILE, _SECRET = 0o444, 0o600
_PLAIN = {tarfile.REGTYPE, tarfile.AREGTYPE}
# what a forged head or stream makes the libraries raise; the fourth: a name that is there twice
_FORGED = (
    tarfile.TarError,
    EOFError,
    zlib.error,
    FileExistsError,
    NotADirectoryError,
    IsADirectoryError,
    gzip.BadGzipFile,
    ValueError,
    OverflowError,
    RecursionError,
)


class _Bounded(gzip.GzipFile):
    """A stream that unfolds to a limit and not a byte further, and never much at once."""

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(path, "rb")
        self._limit = limit

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= _BITE:
            raise BackupDamaged("a head that is too large")
        content = super().read(size)
        self._require(self.tell())
        return content

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._require(offset)
        return super().seek(offset, whence)

    def _require(self, position: int) -> None:
        if position > self._limit:
            raise BackupDamaged("it unfolds beyond what a backup can hold")


def unpack(packed: Path, into: Path, allowed: Sequence[str]) -> None:
    """Write the files of a packed tar below `into`; a name that is not `allowed` is refused.

    `BackupDamaged` for whatever is not of our making, `NoRoom` before the disk is full.
    """
    limit = max(_FLOOR, packed.stat().st_size * _TIMES)
    try:
        with _Bounded(packed, limit) as stream, tarfile.open(fileobj=stream, mode="r:") as tar:
            for head in tar:
                _require_ours(head, allowed, limit)
                _take_out(tar, head, into)
    except _FORGED as error:
        raise BackupDamaged(packed.name) from error


def require_room(folder: Path, size: int) -> None:
    """Raise `NoRoom` unless so much can be written and something is left."""
    if (free := io.free(folder)) < size + SPARE:
        raise NoRoom(size + SPARE, free)


def _require_ours(head: tarfile.TarInfo, allowed: Sequence[str], limit: int) -> None:
    """Refuse links, devices, holes, names that lead elsewhere or fit no disk, and any bomb."""
    known = any(
        head.name == one or (one[-1] == "/" and head.name.startswith(one)) for one in allowed
    )
    parts = head.name.split("/")
    proper = (
        head.name.isprintable()
        and not {"", ".", ".."} & set(parts)
        and len(head.name.encode()) <= _LONGEST_PATH
        and all(len(part.encode()) <= _LONGEST_NAME for part in parts)
    )
    plain = head.type in _PLAIN and not head.issparse()
    if not (known and proper and plain and 0 <= head.size <= limit):
        raise BackupDamaged(ascii(head.name[:80]))


def _take_out(tar: tarfile.TarFile, head: tarfile.TarInfo, into: Path) -> None:
    path = PurePosixPath(head.name)
    target = into / path
    require_room(into, head.size)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    source = tar.extractfile(head)
    if source is None:
        raise BackupDamaged(head.name)
    with target.open("xb") as file:
        while chunk := source.read(_CHUNK):
            file.write(chunk)
    if target.stat().st_size != head.size:
        raise BackupDamaged(head.name)
    target.chmod(_SECRET if path.parts[0] in {KEYS, DATABASE} else _FILE)
