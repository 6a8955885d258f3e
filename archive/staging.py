"""Steps 0 and 3 of a deposit: the payload in staging, whole and synced, under its own lock."""

import contextlib
import errno
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive import bag, durable, inspection, io, locks, record
from archive.deposit import RECORD, Deposit, Label, SealedFile, says
from archive.errors import NoRoom
from archive.findings import Code

__all__ = ["STAGING", "Staged", "Terms", "reopen", "stage", "take_up"]

STAGING = ".staging"
_TIMES = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """How much room must be left on the disk, and for how long one waits for a lock."""

    margin: int = 64 * 2**20
    patience: float = 10.0


@dataclass(frozen=True, slots=True)
class Staged:
    """A payload in staging with its label, still without a number, and the lock on it."""

    label: Label
    version: int
    files: tuple[SealedFile, ...]
    claim: locks.Claim

    def release(self) -> None:
        """Leave it as it is, for `staged` or recovery to take up."""
        self.claim.release()

    def discard(self) -> None:
        """Throw it away; once it is published there is nothing left to throw away."""
        self.claim.discard()


def stage(root: Path, terms: Terms, deposit: Deposit) -> Staged:
    """Write the payload into `.staging/<id>`; on any error nothing is left there."""
    needed, free = _TIMES * deposit.size + terms.margin, io.free(root)
    if free < needed:
        raise NoRoom(needed, free)
    claim = locks.claim(root / STAGING / deposit.id, terms.patience)
    try:
        files = _write(claim.folder, deposit)
        durable.sync_folder(root / STAGING)
    except BaseException:
        claim.discard()
        raise
    return Staged(deposit.label, deposit.version, files, claim)


def reopen(root: Path, terms: Terms, id_: str) -> Staged | None:
    """Take up what an earlier `stage` finished; `Busy` if its writer still holds it."""
    claim = locks.try_claim(root / STAGING / id_, terms.patience)
    if claim is None:
        return None
    try:
        staged = take_up(claim)
    except BaseException:
        claim.release()
        raise
    if staged is None:
        claim.release()
    return staged


def take_up(claim: locks.Claim) -> Staged | None:
    """Read a claimed folder back, verified; `None` unless its staging was finished.

    The label is written after all else was synced: where it stands, nothing under it needs
    a second sync, which after an error would lie. What the disk will not read is an `OSError`,
    never a reason to call it unfinished.
    """
    found, inside = inspection.contents(claim.folder, PurePosixPath(claim.folder.name))
    if unreadable := [each for each in found if each.code is Code.FILE_UNREADABLE]:
        raise OSError(errno.EIO, str(unreadable[0]))
    try:
        label = bag.read_info(inside.get(bag.INFO, b"")).label
        digests = bag.read_manifest(inside.get(bag.MANIFEST, b""))
        files = inspection.payload(inside)
        content = record.parse(files.get(RECORD, b""))
        version = record.version(content)
    except ValueError:
        return None
    sealed = _measured(files)
    whole = digests == {f"{bag.DATA}/{file.name}": file.sha256 for file in sealed}
    if found or not (whole and says(label, content) and label.id == claim.folder.name):
        return None
    for stray in (bag.INFO, bag.TAGMANIFEST):
        with contextlib.suppress(FileNotFoundError):
            io.unlink(claim.folder / (stray + durable.FRESH))
    return Staged(label, version, sealed, claim)


def _write(folder: Path, deposit: Deposit) -> tuple[SealedFile, ...]:
    data, files = folder / bag.DATA, _measured(deposit.files)
    io.mkdir(data)
    for name, content in deposit.files.items():
        durable.write_new(data / name, content)
    durable.sync_folder(data)
    tags = bag.compose(bag.Info.of(deposit.label, files), files)
    for name in (bag.BAGIT, bag.MANIFEST, bag.INFO):
        durable.write_new(folder / name, tags[name])
    durable.sync_folder(folder)
    return files


def _measured(files: Mapping[str, bytes]) -> tuple[SealedFile, ...]:
    return tuple(SealedFile.of(name, files[name]) for name in sorted(files))
