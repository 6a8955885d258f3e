"""Making a backup: a copy of the database first, then the bags that are not there yet.

In each place the order is bags, list, snapshot, sidecar; each step is durable before the next,
so that a run that dies leaves the backup before it whole.
"""

import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from archive import durable, io, locks
from archive.errors import ArchiveRefusal, NoRoom
from archive.shelf import Shelf
from casework.backup import packing, rules
from casework.backup.errors import PlaceMissing
from casework.backup.key import Recipients, recipients
from casework.backup.packing import Bag, Manifest
from casework.backup.place import (
    BAGS,
    END,
    Backup,
    Place,
    Sums,
    backups,
    leftovers,
    name_of,
    sum_of,
    write_side,
)
from casework.backup.sink import encrypt

__all__ = ["Made", "Result", "create"]

_WORK, _LOCK = ".kerja", ".kunci"
_SPARE = 16 * 1024 * 1024  # bytes that a backup never takes from its disk


class Result(StrEnum):
    """How the backup of one place ended."""

    DONE = "done"
    MISSING = "missing"
    NO_ROOM = "no-room"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one place: the backup where there is one now, and how many bags are new."""

    place: Place
    result: Result
    backup: Backup | None = None
    added: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Copy:
    """What is backed up: the copy of the database in `work`, and the bags there are by now."""

    home: Path
    work: Path
    bags: Sequence[Bag]
    to: Recipients


def create(
    home: Path, places: Sequence[Place], *, at: datetime, patience: float = 60.0
) -> list[Made]:
    """Back the home up into every place; `NoKey` before a key was made.

    One place that fails is told and does not keep the others from theirs. `Busy` where
    another process has been at it for longer than `patience`.
    """
    to = recipients(home / packing.KEYS)
    own = places[0]
    own.prepare()
    with locks.held(own.root / _LOCK, patience), _workroom(own.root / _WORK) as work:
        packing.copy_database(home / packing.DATABASE, work / packing.DATABASE)
        shelf = Shelf.open(home / packing.ARCHIVE)
        found = list(packing.bags(shelf, work / packing.DATABASE))
        copy = _Copy(home, work, found, to)
        return [_try(copy, place, at) for place in places]


@contextlib.contextmanager
def _workroom(folder: Path) -> Iterator[Path]:
    """Give an empty folder; what a killed run left in it is swept."""
    with contextlib.suppress(FileNotFoundError):
        durable.sweep(folder)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        with contextlib.suppress(OSError):
            durable.sweep(folder)


def _try(copy: _Copy, place: Place, at: datetime) -> Made:
    try:
        place.require()
        return _fill(copy, place, at)
    except PlaceMissing:
        return Made(place, Result.MISSING)
    except NoRoom as full:
        return Made(place, Result.NO_ROOM, detail=str(full))
    except (OSError, ArchiveRefusal, sqlite3.Error) as error:
        return Made(place, Result.FAILED, detail=f"{type(error).__name__}: {error}")


def _fill(copy: _Copy, place: Place, at: datetime) -> Made:
    folder = place.root / copy.to.folder
    durable.make_folders(place.root, folder / BAGS)
    for left in list(leftovers(folder)):
        io.unlink(left)
    manifest, added, octets = _add_bags(copy, folder, at)
    packed = packing.pack(copy.work, copy.home, manifest)
    try:
        _require_room(folder, packed.stat().st_size)
        backup = _put_down(copy, folder, packed, at)
    finally:
        packed.unlink()
    damaged = sum(1 for _, total in manifest.bags if total is None)
    whole = Backup(*backup, len(manifest.bags) - damaged, damaged, octets)
    write_side(whole)
    _drop_old(folder, at)
    return Made(place, Result.DONE, whole, added)


def _add_bags(copy: _Copy, folder: Path, at: datetime) -> tuple[Manifest, int, int]:
    """Write the bags that the set does not hold, group by group, each durable with its list."""
    sums = Sums(folder)
    groups = defaultdict[str, list[Bag]](list)
    for one in copy.bags:
        groups[one.digest[:2]].append(one)
    lines = list[tuple[Bag, str | None]]()
    added = octets = 0
    for group, members in sorted(groups.items()):
        known, size = sums.read(group)
        there = sums.present(group)
        held = {digest: total for digest, total in known.items() if digest in there}
        fresh = [one for one in members if one.digest not in held]
        if fresh:
            durable.make_folders(folder, sums.folder(group))
            if len(held) < len(known):  # a file is gone: its old sum must not meet the new one
                sums.write(group, held)
            for one in fresh:
                _add(copy, sums, one, held)
            size = sums.write(group, held)
        added += sum(1 for one in fresh if one.digest in held)
        octets += size
        lines += [(one, held.get(one.digest)) for one in members]
    return Manifest(name_of(at), tuple(lines)), added, octets


def _add(copy: _Copy, sums: Sums, one: Bag, held: dict[str, str]) -> None:
    plain = packing.pack_bag(copy.home / packing.ARCHIVE, one)
    if plain is None:
        return
    content = copy.to.encrypt(plain)
    _require_room(sums.folder(one.digest[:2]), len(content))
    durable.replace(sums.file(one.digest), content)
    held[one.digest] = sum_of(content)


def _put_down(
    copy: _Copy, folder: Path, packed: Path, at: datetime
) -> tuple[Path, datetime, int, str]:
    """Encrypt the snapshot under a name of its own; of one second only one can be."""
    at = at.replace(microsecond=0)
    while io.exists(path := folder / f"{name_of(at)}{END}"):
        at += timedelta(seconds=1)
    total = encrypt(packed, path, copy.to)
    durable.sync_folder(folder)
    return path, at, io.size(path), total


def _drop_old(folder: Path, at: datetime) -> None:
    """Remove what the table does not keep; the sidecar first, so that no half looks whole."""
    there = backups(folder)
    kept = rules.keep((one.moment for one in there), at)
    for one in there:
        if one.moment not in kept:
            io.unlink(one.side)
            io.unlink(one.path)


def _require_room(folder: Path, size: int) -> None:
    if (free := io.free(folder)) < size + _SPARE:
        raise NoRoom(size + _SPARE, free)
