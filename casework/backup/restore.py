"""The way back: a backup opened with the key on the paper, into an empty folder."""

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pyrage.x25519 import Identity

from archive import inspection, io
from archive.shelf import Shelf
from casework.backup import packing
from casework.backup.errors import (
    BackupDamaged,
    DatabaseBroken,
    NoBackup,
    NotEmpty,
    WrongKey,
)
from casework.backup.packing import Bag, Manifest
from casework.backup.place import Backup, Sums, backups, name_of, sets
from casework.backup.sink import decrypt
from casework.backup.unpacking import require_room, unpack

__all__ = ["Restored", "choose", "open_backup", "open_bag", "restore"]

_PLAIN = (packing.MANIFEST, packing.DATABASE, f"{packing.KEYS}/", f"{packing.ARCHIVE}/")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and the bags that the backup should hold and does not."""

    backup: Backup
    bags: int
    missing: tuple[str, ...]


def restore(source: Path, into: Path, identity: Identity, moment: str | None = None) -> Restored:
    """Bring a home back, whole or not at all; the database gets its name last.

    `NotEmpty` where something lies in the way, `NoRoom` before anything is written; a bag that
    cannot be brought back is named, left out, and does not keep the others back.
    """
    if into.exists() and any(into.iterdir()):
        raise NotEmpty(str(into))
    fresh = not into.exists()
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with tempfile.TemporaryDirectory(prefix=".pulih-", dir=into) as work:
            return _bring_home(source, into, identity, moment, Path(work))
    except BaseException:
        if fresh:  # what is refused leaves nothing behind
            with contextlib.suppress(OSError):
                into.rmdir()
        raise


def _bring_home(
    source: Path, into: Path, identity: Identity, moment: str | None, room: Path
) -> Restored:
    backup, manifest = choose(source, identity, room, moment)
    missing = _bring_bags(backup.path.parent, manifest, identity, room)
    Shelf.create(room / packing.ARCHIVE)  # with its empty folders, which a backup lacks
    os.sync()
    (room / packing.ARCHIVE).rename(into / packing.ARCHIVE)
    if (room / packing.KEYS).exists():
        (room / packing.KEYS).rename(into / packing.KEYS)
        (into / packing.KEYS).chmod(0o700)
    os.sync()
    (room / packing.DATABASE).rename(into / packing.DATABASE)
    os.sync()
    return Restored(backup, len(manifest.bags) - len(missing), tuple(missing))


def choose(
    source: Path, identity: Identity, room: Path, moment: str | None = None
) -> tuple[Backup, Manifest]:
    """Open the newest backup that the key fits, or the one of `moment`, into the empty `room`."""
    found = [one for folder in sets(source) for one in backups(folder)]
    if moment is not None:
        found = [one for one in found if name_of(one.moment) == moment]
    if not found:
        raise NoBackup(moment or str(source))
    refused = set[Path]()
    for backup in sorted(found, key=lambda one: one.moment, reverse=True):
        if backup.path.parent in refused:
            continue
        try:
            return backup, open_backup(backup, room, identity)
        except WrongKey:
            refused.add(backup.path.parent)
    raise WrongKey(str(source))


def open_backup(backup: Backup, room: Path, identity: Identity) -> Manifest:
    """Unpack a backup into `room` and check it whole: its sum, its names, its database."""
    if not backup.intact:
        raise BackupDamaged(backup.path.name)
    require_room(room, backup.total)
    packed = room / "isi.tar.gz"
    try:
        decrypt(backup.path, packed, identity)
        unpack(packed, room, _PLAIN)
    finally:
        packed.unlink(missing_ok=True)
    for name in (packing.MANIFEST, packing.DATABASE):
        if not (room / name).is_file():
            raise BackupDamaged(f"{backup.path.name}: {name} is missing")
    try:
        packing.check_database(room / packing.DATABASE)
    except DatabaseBroken as broken:  # which speaks of making one
        raise BackupDamaged(f"{backup.path.name}: {packing.DATABASE}") from broken
    return Manifest.read(io.read(room / packing.MANIFEST))


def open_bag(sums: Sums, one: Bag, into: Path, identity: Identity, room: Path) -> str | None:
    """Unpack one bag below `into` and check every byte; returns what is wrong with it, if any.

    Only a bag that is as it was sealed stays.
    """
    wrong = _open_bag(sums, one, into, identity, room)
    if wrong is not None:
        shutil.rmtree(into / one.path, ignore_errors=True)
    return wrong


def _open_bag(sums: Sums, one: Bag, into: Path, identity: Identity, room: Path) -> str | None:
    place = packing.place_of(one.path)
    packed = room / "kantong.tar.gz"
    try:
        require_room(room, io.size(sums.file(one.digest)))
        decrypt(sums.file(one.digest), packed, identity)
        unpack(packed, into, (f"{one.path}/",))
    except FileNotFoundError:
        return "the file is missing"
    except (BackupDamaged, WrongKey) as error:
        return (error.__doc__ or "").strip().splitlines()[0]
    finally:
        packed.unlink(missing_ok=True)
    found = inspection.inspect(into / one.path, place.path, place).findings
    if found:
        return found[0].code.value
    return None if inspection.tag_digest(into / one.path) == one.digest else "another bag"


def _bring_bags(folder: Path, manifest: Manifest, identity: Identity, room: Path) -> list[str]:
    sums, missing = Sums(folder), list[str]()
    root = room / packing.ARCHIVE
    root.mkdir(exist_ok=True)
    for one, total in manifest.bags:
        wrong = "damaged when it was made" if total is None else None
        wrong = wrong or open_bag(sums, one, root, identity, room)
        if wrong is not None:
            missing.append(f"{one.path}: {wrong}")
    return missing
