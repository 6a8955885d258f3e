"""What is handed to the archive, and what comes back: a label, the files, the sealed bag."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath

from archive import record
from archive.chain import Chain

__all__ = ["RECORD", "Deposit", "Label", "Place", "Sealed", "SealedFile"]

RECORD = "rekaman.json"
_KIND = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PLACE = re.compile(r"(?P<sequence>[0-9]{4,})_(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})_(?P<kind>.+)")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class SealedFile:
    """One file of a bag's payload, named as it lies in `data/`."""

    name: str
    size: int
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> "SealedFile":
        """Measure `content`."""
        return cls(name, len(content), sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a bag before the chain has given it a number.

    `date` is the day of sealing in the office's zone; `supersedes` the id of the bag that
    this one replaces.
    """

    id: str
    chain: Chain
    kind: str
    date: date
    supersedes: str | None = None

    def __post_init__(self) -> None:
        if not record.is_id(self.id) or not record.is_id(self.supersedes or self.id):
            raise ValueError(f"no id: {self.id} or {self.supersedes}")
        if not _KIND.fullmatch(self.kind):
            raise ValueError(f"no kind: {self.kind}")


@dataclass(frozen=True, slots=True)
class Deposit:
    """One bag to be: its label's facts and the payload by file name.

    `rekaman.json` must be among the files and say the same id, kind and superseded bag.
    """

    id: str
    chain: Chain
    kind: str
    date: date
    files: Mapping[str, bytes]
    supersedes: str | None = None

    def __post_init__(self) -> None:
        names = {name.casefold() for name in self.files}
        if len(names) != len(self.files) or not all(map(_FILE.fullmatch, self.files)):
            raise ValueError(f"file names: {sorted(self.files)}")
        if RECORD not in self.files:
            raise ValueError(f"{self.id} has no {RECORD}")
        if not says(self.label, record.parse(self.files[RECORD])):
            raise ValueError(f"{RECORD} is not the record of {self.kind} {self.id}")

    @property
    def label(self) -> Label:
        """The deposit without its files."""
        return Label(self.id, self.chain, self.kind, self.date, self.supersedes)

    @property
    def version(self) -> int:
        """The version of the record's schema, as its format names it ("rekaman/1")."""
        return record.version(record.parse(self.files[RECORD]))

    @property
    def size(self) -> int:
        """The bytes of the payload."""
        return sum(map(len, self.files.values()))


def says(label: Label, content: Mapping[str, object]) -> bool:
    """Tell whether a record says of itself what the label says of the bag."""
    said = (content.get("id"), content.get("jenis"), content.get("mengganti"))
    return said == (label.id, label.kind, label.supersedes)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a bag lies: what its folder's name alone tells, without opening it."""

    chain: Chain
    sequence: int
    date: date
    kind: str

    @classmethod
    def parse(cls, chain: Chain, name: str) -> "Place":
        """Read a folder's name; anything that a bag would not be called is refused."""
        if (found := _PLACE.fullmatch(name)) is None or not _KIND.fullmatch(found["kind"]):
            raise ValueError(f"no bag is called {name}")
        day = date.fromisoformat(found["date"])
        place = cls(chain, int(found["sequence"]), day, found["kind"])
        if place.name != name or place.sequence == 0:
            raise ValueError(f"no bag is called {name}")
        return place

    @property
    def name(self) -> str:
        """The folder's name."""
        return f"{self.sequence:0{self.chain.digits}}_{self.date}_{self.kind}"

    @property
    def path(self) -> PurePosixPath:
        """The folder, under the archive's root."""
        return self.chain.path / self.name


@dataclass(frozen=True, slots=True)
class Sealed:
    """A bag in its chain, as its tag files describe it."""

    id: str
    chain: Chain
    sequence: int
    kind: str
    date: date
    path: PurePosixPath
    tagmanifest_sha256: str
    files: tuple[SealedFile, ...]
    supersedes: str | None = None
    previous: str | None = None

    def file(self, name: str) -> SealedFile:
        """Return one file's entry; `KeyError` if the bag has none of this name."""
        for each in self.files:
            if each.name == name:
                return each
        raise KeyError(name)
