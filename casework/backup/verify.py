"""Whether backups are still what was written: by their sums, and with the key by every byte."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pyrage.x25519 import Identity

from casework.backup import packing
from casework.backup.errors import BackupDamaged
from casework.backup.packing import Manifest
from casework.backup.place import BAGS, END, Backup, Sums, backups, sets
from casework.backup.restore import choose, open_bag
from casework.backup.sink import digest_of

__all__ = ["SENTENCES", "Code", "Finding", "Verdict", "verify"]


class Code(StrEnum):
    """What can be wrong with a backup."""

    NO_BACKUP = "no-backup"
    MISSING = "file-missing"
    DIFFERS = "sum-differs"
    FEWER = "fewer-bags"
    UNREADABLE = "unreadable"
    BAG = "bag-differs"


SENTENCES: dict[Code, str] = {
    Code.NO_BACKUP: "no whole backup lies here",
    Code.MISSING: "a file that the list names is missing",
    Code.DIFFERS: "the file is not the one that was written",
    Code.FEWER: "the lists name fewer bags than the newest backup needs",
    Code.UNREADABLE: "the backup does not open, or its database is broken",
    Code.BAG: "a bag does not come out as it was sealed",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and the file it is wrong with."""

    code: Code
    file: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much was looked at, and everything that was found."""

    backups: int
    bags: int
    findings: tuple[Finding, ...]


def verify(source: Path, identity: Identity | None = None) -> Verdict:
    """Check every sum; with the key, open the newest backup that it fits and all of its bags.

    `WrongKey` where the key fits none.
    """
    folders = sets(source)
    found = [(folder, backups(folder)) for folder in folders]
    if not any(there for _, there in found):
        return Verdict(0, 0, (Finding(Code.NO_BACKUP, str(source)),))
    findings, bags = list[Finding](), 0
    for folder, there in found:
        findings += [
            Finding(Code.DIFFERS, f"{folder.name}/{one.path.name}")
            for one in there
            if not one.intact
        ]
        listed = list(_bags(folder, findings))
        bags += len(listed)
        if there and there[0].bags > len(listed):
            findings.append(Finding(Code.FEWER, folder.name, f"{len(listed)}, {there[0].bags}"))
    if identity is not None:
        findings += _opened(source, identity)
    return Verdict(sum(len(there) for _, there in found), bags, tuple(findings))


def _bags(folder: Path, findings: list[Finding]) -> Iterator[str]:
    """Yield the bags that the lists name, noting those that are not as they were written."""
    sums = Sums(folder)
    for group in sums.groups():
        for digest, total in sums.read(group)[0].items():
            yield digest
            name = f"{folder.name}/{BAGS}/{group}/{digest}{END}"
            try:
                same = digest_of(sums.file(digest)) == total
            except FileNotFoundError:
                findings.append(Finding(Code.MISSING, name))
                continue
            except OSError as error:
                findings.append(Finding(Code.DIFFERS, name, str(error.strerror)))
                continue
            if not same:
                findings.append(Finding(Code.DIFFERS, name))


def _opened(source: Path, identity: Identity) -> list[Finding]:
    with tempfile.TemporaryDirectory() as work:
        room = Path(work)
        try:
            backup, manifest = choose(source, identity, room)
        except BackupDamaged as error:
            return [Finding(Code.UNREADABLE, str(error), type(error).__name__)]
        return list(_each(backup, manifest, room, identity))


def _each(backup: Backup, manifest: Manifest, room: Path, identity: Identity) -> Iterator[Finding]:
    sums, root = Sums(backup.path.parent), room / packing.ARCHIVE
    for one, total in manifest.bags:
        wrong = "damaged when the backup was made" if total is None else None
        wrong = wrong or open_bag(sums, one, root, identity, room)
        if wrong is not None:
            yield Finding(Code.BAG, one.path, wrong)
        shutil.rmtree(root / one.path, ignore_errors=True)
