"""The timeline of a client's file as its page shows it, year by year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from casework.deposits.journal import RECORD
from casework.deposits.model import Deposit, DepositFile
from casework.deposits.reading import TEXT
from casework.documents.model import SignedCopy
from casework.documents.signed import SIGNED_KINDS
from casework.physical.service import Places
from casework.sources.rules import ORIGINAL
from webapp.clients.fields import Alteration, alterations
from webapp.words.formatting import clock, short_day
from webapp.words.kinds import PAPER_KINDS, kind_of

__all__ = ["Entry", "File", "Year", "entry", "file", "sequence_text", "years"]

_DIGITS = 4  # of a digest, in one group
CHANGE = "perubahan-data"


@dataclass(frozen=True, slots=True)
class File:
    """One file to download: PDF, DOCX or what came in."""

    label: str
    name: str
    size: int
    sha256: str

    @property
    def short_digest(self) -> str:
        """The digest as far as a person compares it: its first and last groups."""
        return f"{self.sha256[:4]} {self.sha256[4:8]} … {self.sha256[-4:]}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; without a sequence while it waits for its seal."""

    id: str
    sequence: str
    kind: str
    title: str
    detail: str
    number: str
    day: str
    event: bool
    files: tuple[File, ...]
    place: str | None
    folder: bool
    on_paper: bool
    unsigned: bool
    signed: bool
    replaces: bool
    by: str
    at: str
    changes: list[Alteration]

    @property
    def sealed(self) -> bool:
        """Whether the bag lies in the archive."""
        return bool(self.sequence)


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of one year."""

    number: int
    entries: tuple[Entry, ...]


def sequence_text(deposit: Deposit) -> str:
    """Return the number of a document in its file as it is written: 0006."""
    return "" if deposit.sequence is None else f"{deposit.sequence:04}"


def entry(
    deposit: Deposit,
    places: Places,
    copies: Mapping[str, SignedCopy],
    numbers: Mapping[str, str] | None = None,
) -> Entry:
    """Return what the page says of one deposit; `numbers` name the documents of the file by id."""
    kind = kind_of(deposit.kind)
    of = (numbers or {}).get(deposit.isi.get("dokumen", ""), "")
    detail = kind.detail(deposit.isi)
    signed = deposit.id in copies
    return Entry(
        id=deposit.id,
        sequence=sequence_text(deposit),
        kind=deposit.kind,
        title=kind.title_of(deposit.isi),
        detail=f"dari dokumen {of}, {detail}" if of else detail,
        number=deposit.number or "",
        day=short_day(deposit.date).rpartition(" ")[0],
        event=kind.event,
        files=tuple(file(one) for one in deposit.files if _is_paper(one.name)),
        place=places.documents.get(deposit.id) or places.folder,
        folder=deposit.id not in places.documents,
        on_paper=deposit.kind in PAPER_KINDS,
        unsigned=deposit.kind in SIGNED_KINDS and not signed,
        signed=signed,
        replaces=deposit.supersedes is not None,
        by=str(deposit.record["pelaku"]["nama"]).partition(",")[0],
        at=clock(deposit.at),
        changes=alterations(deposit.isi["perubahan"]) if deposit.kind == CHANGE else [],
    )


def _is_paper(name: str) -> bool:
    """Tell whether a file is the document itself: of joined photos that is the PDF alone."""
    return name not in {RECORD, TEXT} and not name.startswith(f"{ORIGINAL}-")


def file(one: DepositFile) -> File:
    """Return what the page says of one file."""
    return File(one.name.rpartition(".")[2].upper(), one.name, one.size, one.sha256)


def years(
    entries: Sequence[Deposit],
    places: Places,
    copies: Mapping[str, SignedCopy],
    numbers: Mapping[str, str] | None = None,
) -> list[Year]:
    """Return the timeline, the newest year first."""
    known = numbers or {one.id: sequence_text(one) for one in entries}
    return [
        Year(number, tuple(entry(one, places, copies, known) for one in group))
        for number, group in groupby(entries, key=lambda one: one.date.year)
    ]
