"""One row of a list on its own page: its cells to be mended, and its twins side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients import service as clients
from casework.clients.days import read_day
from casework.clients.model import Client
from casework.errors import Fault, NotFound
from casework.imports import checking, queries
from casework.imports.model import ImportBatch, ImportRow, RowState
from casework.imports.office import reader
from casework.imports.workflow import BatchStep, allows
from webapp.imports.cells import Cell, cells
from webapp.imports.page import RowLine, line
from webapp.imports.twins import TwinLine, twins
from webapp.words.formatting import day

__all__ = ["RowPage", "after", "row_page"]


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of a comparison: what both say of one field."""

    label: str
    own: str
    other: str
    differs: bool


@dataclass(frozen=True, slots=True)
class RowPage:
    """A row to be mended or decided: its fields, what is wrong, and its twins side by side."""

    line: RowLine
    cells: list[Cell]
    comparisons: list[tuple[TwinLine, list[Compared]]]
    open: bool


def row_page(
    session: Session, actor: Actor, batch: ImportBatch, row: ImportRow, *, at: datetime
) -> RowPage:
    """Put the page of one row together."""
    open_files = queries.open_files(session, actor, [row])
    comparisons = [
        (told, _compare(session, actor, batch, row, one))
        for told, one in zip(twins(batch, row.twins, open_files), row.twins, strict=True)
    ]
    can_edit = allows(BatchStep.EDIT, batch.state)
    shown = cells(batch, row, reader(session, batch, at=at).office) if can_edit else []
    return RowPage(line(batch, row, None, open_files), shown, comparisons, can_edit)


_COMPARED = (
    ("Nama", "name"),
    ("Bin/Binti", "bin_binti"),
    ("Alias", "aliases"),
    ("Tanggal lahir", "birth_date"),
    ("Tempat lahir", "birth_place"),
    ("NIK", "nik"),
    ("Jenis kelamin", "sex"),
    ("Nomor register", "register_1_number"),
    ("Diterima", "received_on"),
    ("Alamat", "address"),
)


def _compare(
    session: Session, actor: Actor, batch: ImportBatch, row: ImportRow, one: Mapping[str, Any]
) -> list[Compared]:
    other = _other(session, actor, batch, one)
    if other is None:
        return []
    pairs = [(label, _shown(name, row.values), _shown(name, other)) for label, name in _COMPARED]
    return [
        Compared(label, own, its, own.casefold() != its.casefold())
        for label, own, its in pairs
        if own or its
    ]


def _shown(name: str, values: Mapping[str, Any]) -> str:
    """Return a value as the office writes it: days in full."""
    text = str(values.get(name, ""))
    found = read_day(text, name) if name in {"birth_date", "received_on"} and text else None
    return text if found is None or isinstance(found, Fault) else day(found)


def _other(
    session: Session, actor: Actor, batch: ImportBatch, one: Mapping[str, Any]
) -> Mapping[str, str] | None:
    if one["row"] is not None:
        return checking.row(session, batch, one["row"]).values
    if one["file"] is None:
        return None
    try:
        return _values(clients.get(session, actor, one["file"]))
    except NotFound:  # since the list was checked it became a child's, or was taken back
        return None


def _values(client: Client) -> dict[str, str]:
    registers = [one.number for one in client.registers]
    return {
        "name": client.name,
        "bin_binti": client.bin_binti or "",
        "aliases": ", ".join(client.aliases),
        "birth_date": client.birth_date.isoformat(),
        "birth_place": client.birth_place or "",
        "nik": client.nik or "",
        "sex": str(client.sex),
        "register_1_number": ", ".join(registers),
        "received_on": client.received_on.isoformat(),
        "address": client.address or "",
    }


def after(session: Session, batch: ImportBatch, n: int) -> str:
    """Return where to go when a row is settled: the next one that still waits, else the list."""
    row = checking.row(session, batch, n)
    if row.state in {RowState.FAULTY, RowState.TWIN}:
        return url_for("imports.row", batch_id=batch.id, n=n)
    waiting = queries.next_waiting(session, batch, n)
    if waiting is None:
        return url_for("imports.show", batch_id=batch.id)
    return url_for("imports.row", batch_id=batch.id, n=waiting)
