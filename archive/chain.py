"""Where bags hang together: one client's file, or one year of an office's own series."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

__all__ = ["SERIES", "Chain", "Tree"]

SERIES = frozenset(
    {"lokasi", "register", "aturan", "pejabat", "aduan", "opname", "musnah", "audit"}
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"[0-9]{4}")
_NUMBER = re.compile(r"[0-9]{4}-[0-9]{5,}")


class Tree(StrEnum):
    """The three trees of the archive; a file never changes its tree."""

    CLIENTS = "berkas"
    CHILDREN = "berkas-anak"
    OFFICE = "kantor"


@dataclass(frozen=True, slots=True)
class Chain:
    """The folder in which bags are numbered without a gap: tree, office, group and leaf.

    In the trees of clients the group is the year and the leaf the file's number; in the
    office's tree the group is the series and the leaf the year.
    """

    tree: Tree
    owner: str
    group: str
    leaf: str

    def __post_init__(self) -> None:
        if not (_SLUG.fullmatch(self.owner) and self._names_its_place()):
            raise ValueError(f"no chain: {self.path}")

    @classmethod
    def client(cls, office: str, number: str, *, child: bool = False) -> "Chain":
        """Return the chain of one client's file."""
        return cls(Tree.CHILDREN if child else Tree.CLIENTS, office, number[:4], number)

    @classmethod
    def office(cls, office: str, series: str, year: int) -> "Chain":
        """Return the chain of one year of one of the office's own series."""
        if series not in SERIES:
            raise ValueError(f"no series: {series}")
        return cls(Tree.OFFICE, office, series, f"{year:04}")

    @classmethod
    def parse(cls, path: str | PurePosixPath) -> "Chain":
        """Read a chain back from its path under the archive's root."""
        parts = PurePosixPath(path).parts
        if len(parts) != len(cls.__dataclass_fields__):
            raise ValueError(f"no chain: {path}")
        return cls(Tree(parts[0]), *parts[1:])

    @property
    def path(self) -> PurePosixPath:
        """The chain's folder, under the archive's root."""
        return PurePosixPath(self.tree, self.owner, self.group, self.leaf)

    @property
    def key(self) -> str:
        """The name of the chain's lock; no part of a chain holds a dot."""
        return ".".join(self.path.parts)

    @property
    def digits(self) -> int:
        """How wide the sequence number is written."""
        return 6 if self.tree is Tree.OFFICE else 4

    @property
    def is_client(self) -> bool:
        """Whether this is a client's file, of whatever age."""
        return self.tree is not Tree.OFFICE

    def _names_its_place(self) -> bool:
        if self.tree is Tree.OFFICE:
            return bool(_SLUG.fullmatch(self.group) and _YEAR.fullmatch(self.leaf))
        return bool(_NUMBER.fullmatch(self.leaf)) and self.group == self.leaf[:4]
