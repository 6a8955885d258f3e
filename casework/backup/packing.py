"""What goes into a backup: the copy of the database, bags as tar files, and the list of them."""

import gzip
import io as memory
import json
import re
import sqlite3
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from archive import bag, inspection, io, layout
from archive.chain import Chain
from archive.deposit import Place as Folder
from archive.shelf import Shelf
from casework.backup.errors import BackupDamaged, DatabaseBroken

__all__ = [
    "ARCHIVE",
    "DATABASE",
    "KEYS",
    "Bag",
    "Manifest",
    "bags",
    "check_database",
    "copy_database",
    "pack",
    "pack_bag",
    "place_of",
]

DATABASE, MANIFEST, ARCHIVE, KEYS = "berkas.sqlite3", "isi.json", "arsip", "kunci"
_FORMAT = "cadangan/1"
_QUICK = 1  # of gzip: the papers in a bag are packed already
_SUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Bag:
    """A bag by its place in the archive and the digest of its tagmanifest."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup consists of: every bag, with the sum of its encrypted file.

    A bag without a sum was not as it was sealed when the backup was made, and is not in it.
    """

    moment: str
    bags: tuple[tuple[Bag, str | None], ...]

    def to_bytes(self) -> bytes:
        """Write it as JSON."""
        lines = [[one.path, one.digest, total] for one, total in self.bags]
        content = {"format": _FORMAT, "waktu": self.moment, "kantong": lines}
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def read(cls, content: bytes) -> "Manifest":
        """Read it back; `BackupDamaged` where it is not one."""
        try:
            read = json.loads(content)
            lines = tuple(_line(*one) for one in read["kantong"])
            found, format_ = cls(str(read["waktu"]), lines), read["format"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BackupDamaged(MANIFEST) from error
        if format_ != _FORMAT or len({one.path for one, _ in lines}) != len(lines):
            raise BackupDamaged(MANIFEST)
        return found


def _line(path: object, digest: object, total: object) -> tuple[Bag, str | None]:
    """Read a line of the list; names of files are made of it, so nothing else may be in it."""
    sums = [one for one in (digest, total) if one is not None]
    if not all(isinstance(one, str) and _SUM.fullmatch(one) for one in sums):
        raise ValueError("no sum")
    place_of(str(path))
    return Bag(str(path), str(digest)), None if total is None else str(total)


def copy_database(source: Path, target: Path) -> None:
    """Write a consistent copy while others work; `DatabaseBroken` where it fails its check."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=10)) as database:
        database.execute("VACUUM INTO ?", (str(target),))
    check_database(target)


def check_database(path: Path) -> None:
    """Raise `DatabaseBroken` unless SQLite finds every page and every reference whole."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as copy:
            whole = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            loose = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise DatabaseBroken(path.name) from error
    if not whole or loose is not None:
        raise DatabaseBroken(path.name)


def bags(shelf: Shelf, copy: Path) -> Iterator[Bag]:
    """Walk the archive as it is now, never older than the copy of the database.

    The digests of bags that the copy knows stand in it, so that only new ones are opened.
    """
    query = "SELECT chain, sequence, tagmanifest FROM deposit WHERE tagmanifest IS NOT NULL"
    with closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as database:
        known = {(chain, number): digest for chain, number, digest in database.execute(query)}
    for place in shelf.walk():
        digest = known.get((place.chain.path.as_posix(), place.sequence))
        path = place.path.as_posix()
        yield Bag(path, digest or inspection.tag_digest(shelf.root / place.path))


def place_of(path: str) -> Folder:
    """Read a bag's place from its path; `BackupDamaged` where no bag lies at such a path."""
    whole = PurePosixPath(path)
    try:
        return Folder.parse(Chain.parse(whole.parent), whole.name)
    except ValueError as error:
        raise BackupDamaged(path) from error


def pack_bag(root: Path, one: Bag) -> bytes | None:
    """Return a bag as a packed tar file, None where it is not as it was sealed."""
    place = place_of(one.path)
    folder = root / place.path
    if inspection.inspect(folder, place.path, place).findings:
        return None
    unread, inside = inspection.contents(folder, place.path)
    if unread or sha256(inside[bag.TAGMANIFEST]).hexdigest() != one.digest:
        return None
    whole = memory.BytesIO()
    with gzip.GzipFile(fileobj=whole, mode="wb", compresslevel=_QUICK, mtime=0) as packed:
        _write(packed, ((f"{one.path}/{name}", inside[name]) for name in sorted(inside)))
    return whole.getvalue()


def pack(work: Path, home: Path, manifest: Manifest) -> Path:
    """Join manifest, database, keys and the archive's own files into one packed tar file."""
    target = work / "isi.tar.gz"
    small = [(MANIFEST, manifest.to_bytes()), *_own_files(home / ARCHIVE), *_keys(home / KEYS)]
    with gzip.open(target, "wb", compresslevel=_QUICK) as packed:
        _write(packed, small, large={DATABASE: work / DATABASE})
    return target


def _own_files(root: Path) -> Iterator[tuple[str, bytes]]:
    for name in (layout.MARKER, layout.README):
        yield f"{ARCHIVE}/{name}", io.read(root / name)
    for entry in io.scan(root / layout.SCHEMAS):
        name = f"{layout.SCHEMAS}/{entry.name}"
        yield f"{ARCHIVE}/{name}", io.read(root / name)


def _keys(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the server's keys; the secret half of the backup's own key is never among them."""
    for entry in io.scan(folder) if io.exists(folder) else ():
        if entry.is_file and not entry.name.startswith("."):
            yield f"{KEYS}/{entry.name}", io.read(folder / entry.name)


def _write(
    into: gzip.GzipFile,
    files: Iterable[tuple[str, bytes]],
    large: Mapping[str, Path] | None = None,
) -> None:
    with tarfile.open(fileobj=into, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        for name, content in files:
            head = tarfile.TarInfo(name)
            head.size = len(content)
            tar.addfile(head, memory.BytesIO(content))
        for name, path in (large or {}).items():
            head = tarfile.TarInfo(name)
            head.size = path.stat().st_size
            with path.open("rb") as file:
                tar.addfile(head, file)
