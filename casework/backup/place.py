"""A folder that backups lie in: its marker, its backups, the sums of its bags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from archive import durable, io
from casework.backup.errors import PlaceMissing
from casework.backup.sink import digest_of

__all__ = ["BAGS", "END", "MARKER", "SUMS", "Backup", "Place", "Sums", "backups", "sets"]

MARKER = "0=cadangan_1.0"
BAGS, SUMS, END, SIDE = "arsip", "SHA256SUMS", ".age", ".sha256"
_SET = re.compile(r"kunci-[0-9a-f]{12}")
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z")
_MOMENT = "%Y-%m-%dT%H%M%SZ"
_SUM = re.compile(r"([0-9a-f]{64})  (\S+)")
_FACTS = re.compile(r"# kantong=(\d{1,9}) rusak=(\d{1,9}) bita=(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder for backups; one that is not prepared is never written into.

    An empty folder and the empty mount point of a missing disk look alike, so that a marker
    must say that this is the place.
    """

    root: Path

    @property
    def ready(self) -> bool:
        """Whether the marker is there."""
        return io.exists(self.root / MARKER)

    def prepare(self) -> None:
        """Put the marker down; only somebody who has looked at the disk asks for this."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self.ready:
            durable.replace(self.root / MARKER, f"{MARKER.partition('=')[2]}\n".encode())
        durable.sync_folder(self.root)

    def require(self) -> None:
        """Raise `PlaceMissing` where the marker is not there."""
        if not self.ready:
            raise PlaceMissing(str(self.root))


@dataclass(frozen=True, slots=True)
class Backup:
    """One whole backup: its file, its moment, and what its sidecar says of it."""

    path: Path
    moment: datetime
    size: int
    sha256: str
    bags: int
    damaged: int
    archive: int

    @property
    def side(self) -> Path:
        """The file beside it that holds its sum; written last, it makes the backup whole."""
        return self.path.with_suffix(SIDE)

    @property
    def total(self) -> int:
        """The bytes of the database and of the bags that belong to it."""
        return self.size + self.archive

    @property
    def intact(self) -> bool:
        """Whether every byte is as it was written."""
        try:
            return digest_of(self.path) == self.sha256
        except OSError:
            return False


def name_of(moment: datetime) -> str:
    """Return what a backup of this moment is called."""
    return moment.astimezone(UTC).strftime(_MOMENT)


def sets(root: Path) -> list[Path]:
    """Return the folders of backups below a place, one a key; a folder of one key is its own."""
    if io.exists(root / BAGS):
        return [root]
    try:
        found = io.scan(root)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [root / one.name for one in found if one.is_folder and _SET.fullmatch(one.name)]


def backups(folder: Path) -> list[Backup]:
    """Return the whole backups of one key, the newest first."""
    try:
        names = [one.name for one in io.scan(folder) if one.is_file]
    except FileNotFoundError:
        return []
    wanted = [name.removesuffix(SIDE) for name in names if name.endswith(SIDE)]
    found = (_read(folder, name) for name in wanted if _NAME.fullmatch(name))
    return sorted((one for one in found if one), key=lambda one: one.moment, reverse=True)


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield what a killed run left: halves of files, and backups without their sidecar."""
    names = {one.name for one in io.scan(folder) if one.is_file}
    for name in sorted(names):
        alone = name.endswith(END) and name.removesuffix(END) + SIDE not in names
        if name.endswith(durable.FRESH) or alone:
            yield folder / name


def write_side(backup: Backup) -> None:
    """Write the sidecar, which `sha256sum -c` reads."""
    facts = f"# kantong={backup.bags} rusak={backup.damaged} bita={backup.archive}"
    durable.replace(backup.side, f"{facts}\n{backup.sha256}  {backup.path.name}\n".encode("ascii"))
    durable.sync_folder(backup.side.parent)


def _read(folder: Path, name: str) -> Backup | None:
    path = folder / f"{name}{END}"
    text = io.read(path.with_suffix(SIDE)).decode("ascii", "replace")
    facts, sums = _FACTS.search(text), _SUM.search(text)
    size = io.size(path)
    moment = _moment(name)
    if facts is None or sums is None or moment is None or sums[2] != path.name:
        return None
    return Backup(path, moment, size, sums[1], *(int(one) for one in facts.groups()))


def _moment(name: str) -> datetime | None:
    """Read the moment in a name; a day that no calendar has is none."""
    try:
        return datetime.strptime(name, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


class Sums:
    """The bags of one set by their digest: the sums of their files, in 256 lists.

    A bag's file is called by the digest of the bag's tagmanifest and lies in the folder of its
    first two digits, whose list is renewed as soon as files were added to it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / BAGS

    def folder(self, group: str) -> Path:
        """Return where the bags whose digest begins so lie."""
        return self._folder / group

    def file(self, digest: str) -> Path:
        """Return the file of one bag."""
        return self._folder / digest[:2] / f"{digest}{END}"

    def read(self, group: str) -> tuple[dict[str, str], int]:
        """Return the sums of a group by digest, and the bytes of its files."""
        try:
            text = io.read(self.folder(group) / SUMS).decode("ascii", "replace")
        except FileNotFoundError:
            return {}, 0
        octets = re.search(r"^# bita=(\d{1,18})$", text, re.MULTILINE)
        return (
            {found[2].removesuffix(END): found[1] for found in _SUM.finditer(text)},
            int(octets[1]) if octets else 0,
        )

    def write(self, group: str, sums: dict[str, str]) -> int:
        """Renew the list of a group and make it durable with its files; returns their bytes."""
        folder = self.folder(group)
        octets = sum(io.size(folder / f"{digest}{END}") for digest in sums)
        lines = [f"# bita={octets}", *(f"{sums[one]}  {one}{END}" for one in sorted(sums))]
        durable.replace(folder / SUMS, "\n".join([*lines, ""]).encode("ascii"))
        durable.sync_folder(folder)
        return octets

    def groups(self) -> list[str]:
        """Return the groups that are there."""
        try:
            return [one.name for one in io.scan(self._folder) if one.is_folder]
        except FileNotFoundError:
            return []

    def present(self, group: str) -> set[str]:
        """Return the digests whose files are there, whatever is in them."""
        try:
            found = io.scan(self.folder(group))
        except FileNotFoundError:
            return set()
        return {one.name.removesuffix(END) for one in found if one.name.endswith(END)}


def sum_of(content: bytes) -> str:
    """Return the sum of a file that is at hand."""
    return sha256(content).hexdigest()
