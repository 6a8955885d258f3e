"""A list of clients on its pages: rows with what is wrong beside them, twins, how far it is."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from casework.clients import service as clients
from casework.clients.model import Client
from casework.clients.rules import initials
from casework.errors import Fault
from casework.imports import meanings, queries
from casework.imports import service as imports
from casework.imports.expiring import EMPTIED, expires_at
from casework.imports.fields import fields
from casework.imports.mapping import ColumnMap, column_letters
from casework.imports.model import ImportBatch, ImportRow, RowChoice, RowState
from casework.imports.queries import Counts
from casework.imports.rows import given
from casework.imports.workflow import BatchState, BatchStep, allows
from webapp.access import current_actor
from webapp.imports.twins import TwinLine, twins
from webapp.parts import parts
from webapp.words.formatting import day, number
from webapp.words.people import listed_name
from webapp.words.refusals import fault_sentence

__all__ = [
    "FILTERS",
    "Preview",
    "RowLine",
    "expires",
    "faults_told",
    "line",
    "preview",
    "progress",
]

# the filters of the preview: address, word, state
FILTERS: Sequence[tuple[str, str, RowState | None]] = (
    ("", "Semua", None),
    ("siap", "Siap", RowState.READY),
    ("salah", "Salah", RowState.FAULTY),
    ("kembar", "Kembar", RowState.TWIN),
    ("dilewati", "Dilewati", RowState.SKIPPED),
    ("terdaftar", "Terdaftar", RowState.REGISTERED),
)
_NAMED = 5  # files that are named, of many
_MARKS: Mapping[RowState, tuple[str, str]] = {
    RowState.READY: ("ready", "Siap"),
    RowState.FAULTY: ("failed", "Salah"),
    RowState.TWIN: ("warning", "Kembar"),
    RowState.SKIPPED: ("void", "Dilewati"),
    RowState.REGISTERED: ("issued", "Terdaftar"),
}


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing wrong with a cell: which column it stands in, and the sentence."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row as the preview lists it; a child stands there by initials."""

    n: int
    name: str
    detail: str
    mark: str
    word: str
    faults: list[Slip]
    warnings: list[Slip]
    twins: list[TwinLine]
    client: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One link above the list."""

    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """One page of a list's rows, with the counts over all of it."""

    counts: Counts
    filters: list[Filter]
    rows: list[RowLine]
    first: int
    last: int
    total: int
    previous: str
    next: str
    ready: int
    left_out: int
    undecided: int
    can_undo: bool
    changed: str
    sealed: int
    words: int
    short_years: int
    faulty: int
    emptied: bool


def expires(batch: ImportBatch) -> datetime | None:
    """Return when what the list still holds of people is let go by itself."""
    return expires_at(batch, parts().settings.import_days)


def preview(session: Session, batch: ImportBatch, wanted: str, page: int) -> Preview:
    """Return a page of the list: all rows, or those of one state."""
    state = {address: state for address, _, state in FILTERS}.get(wanted)
    found = queries.page(session, batch, state, page)
    counts = queries.counts(session, batch)
    first = (found.number - 1) * queries.PAGE
    ready = counts.of(RowState.READY)
    known = queries.registered(session, batch, found.rows)
    open_files = queries.open_files(session, current_actor(), found.rows)
    waiting = batch.state is BatchState.CHECKED
    return Preview(
        counts,
        [_filter(batch, counts, one, wanted) for one in FILTERS if _worth(counts, one[2])],
        [line(batch, row, known.get(row.client_number or ""), open_files) for row in found.rows],
        first + 1,
        first + len(found.rows),
        found.total,
        _page(batch, wanted, found.number - 1) if found.number > 1 else "",
        _page(batch, wanted, found.number + 1) if found.number < found.pages else "",
        ready,
        counts.total - ready - counts.of(RowState.REGISTERED),
        counts.of(RowState.TWIN),
        allows(BatchStep.UNDO, batch.state),
        _changed(session, batch),
        queries.sealed(session, batch) if batch.state is BatchState.DONE else 0,
        len(meanings.unknown(session, batch)) if waiting else 0,
        queries.faulty_for(session, batch, "date-short-year") if waiting else 0,
        0 if EMPTIED in batch.facts else counts.of(RowState.FAULTY),
        EMPTIED in batch.facts,
    )


def _changed(session: Session, batch: ImportBatch) -> str:
    """Name the files, or the first of them, for which the import cannot be taken back any more."""
    if not allows(BatchStep.UNDO, batch.state):
        return ""
    numbers = imports.changed(session, batch)
    more = len(numbers) - _NAMED
    return ", ".join(numbers[:_NAMED]) + (f" dan {number(more)} lagi" if more > 0 else "")


def _worth(counts: Counts, state: RowState | None) -> bool:
    return state is None or counts.of(state) > 0


def _filter(
    batch: ImportBatch, counts: Counts, one: tuple[str, str, RowState | None], wanted: str
) -> Filter:
    address, label, state = one
    count = counts.total if state is None else counts.of(state)
    return Filter(label, count, _page(batch, address, 1), address == wanted)


def _page(batch: ImportBatch, wanted: str, page: int) -> str:
    return url_for(
        "imports.show",
        batch_id=batch.id,
        tampil=wanted or None,
        hlm=page if page > 1 else None,
    )


def line(
    batch: ImportBatch,
    row: ImportRow,
    client: Client | None = None,
    open_files: Container[str] = frozenset(),
) -> RowLine:
    """Return one row as the preview lists it, by its client once it has become one."""
    undone = batch.state is BatchState.UNDONE and row.state is RowState.REGISTERED
    mark, word = ("void", "Ditarik") if undone else _MARKS[row.state]
    faulty = row.state is RowState.FAULTY
    name, detail = _who(batch, row) if client is None else (listed_name(client), "")
    own = client is not None and clients.may_read(current_actor(), client)
    return RowLine(
        row.n, name, detail, mark, word,
        [_slip(one, batch.columns, batch.heads) for one in row.faults if faulty],
        [_slip(one, batch.columns, batch.heads) for one in row.warnings],
        twins(batch, row.twins, open_files),
        row.client_number or "",
        url_for("clients.file", number=row.client_number) if own else "",
        row.reason,
    )  # fmt: skip


def _who(batch: ImportBatch, row: ImportRow) -> tuple[str, str]:
    """Return the name as lists may show it, and the day of birth of an adult."""
    if row.client_number:
        return "", ""
    if EMPTIED in batch.facts:
        return "(isi sudah dihapus)", ""
    values = row.values
    name = values.get("name") or given(row.row, batch.columns, row.edited).get("name", "")
    if row.state is RowState.SKIPPED and row.decision is not RowChoice.SKIP:
        return "(bukan klien)", "kosong, jumlah, atau keterangan"
    if row.child:
        known = bool(values.get("birth_date"))
        told = "anak, identitas dirahasiakan" if known else "umur belum terbaca, nama disingkat"
        return (initials(name) if name else "(tanpa nama)"), told
    return name or "(tanpa nama)", _born(values)


def _born(values: Mapping[str, str]) -> str:
    text = values.get("birth_date", "")
    return f"lahir {day(date.fromisoformat(text))}" if text else ""


def _slip(fault: Fault, columns: ColumnMap, heads: Sequence[str]) -> Slip:
    column = columns.column_of(fault.field)
    title = fields()[fault.field].title if fault.field in fields() else ""
    if column is None:
        return Slip(title, fault_sentence(fault))
    head = heads[column] if column < len(heads) else title
    return Slip(f"{column_letters(column)}, {head or title}", fault_sentence(fault))


def faults_told(batch: ImportBatch) -> Any:  # noqa: ANN401  (a function of faults)
    """Return how the faults of a row are told in one cell."""

    def tell(faults: Sequence[Fault]) -> str:
        slips = [_slip(one, batch.columns, batch.heads) for one in faults]
        return "\n".join(f"{one.column}: {one.sentence}" for one in slips)

    return tell


def progress(session: Session, batch: ImportBatch) -> dict[str, Any]:
    """Return how far the work on the list is, for the page that follows it."""
    counts = queries.counts(session, batch)
    done, left = counts.of(RowState.REGISTERED), counts.of(RowState.READY)
    if batch.state is BatchState.MAPPED:
        text = f"Memeriksa {number(counts.total)} baris"
        return _answer(text, "current", done=False)
    if batch.state is BatchState.RUNNING:
        text = f"{number(done)} dari {number(done + left)} klien didaftarkan"
        return _answer(text, "current", done=False)
    sealed = queries.sealed(session, batch)
    text = f"{number(sealed)} dari {number(done)} pembukaan disegel di arsip"
    whole = batch.state is not BatchState.DONE or sealed >= done
    return _answer(text, "done" if whole else "current", done=whole)


def _answer(text: str, state: str, *, done: bool) -> dict[str, Any]:
    return {"done": done, "message": text, "steps": [{"state": state, "text": text, "time": ""}]}
