"""Who a row is like: files of the register and earlier rows of its own list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients import intake
from casework.clients.draft import ClientDraft, RegisterEntry
from casework.clients.likeness import duplicates
from casework.clients.likeness.duplicates import Candidate
from casework.clients.likeness.evidence import near_days, register_keys
from casework.clients.likeness.weighing import Judgement, Verdict
from casework.errors import Invalid
from casework.imports.model import ImportBatch, ImportRow, RowChoice, RowState
from casework.imports.office import Reader

__all__ = ["Fit", "find", "find_for", "fit", "marks"]

_FIT = frozenset({RowState.READY, RowState.TWIN})
_MOST = 3  # files that a row is shown beside


@dataclass(frozen=True, slots=True)
class Fit:
    """A row that can be registered, with its draft."""

    row: ImportRow
    draft: ClientDraft


def fit(rows: Iterable[ImportRow], read: Reader) -> list[Fit]:
    """Return the rows that can be registered, from what they came to when they were checked."""
    found = list[Fit]()
    for one in rows:
        if one.state in _FIT:
            try:
                found.append(Fit(one, intake.read(one.values, read.known).draft))
            except Invalid:  # the office's lists were changed after the check
                continue
    return found


def find(session: Session, actor: Actor, rows: Sequence[Fit]) -> None:
    """Hold every row against the register and all rows before it."""
    probes = [duplicates.probe_of(one.draft) for one in rows]
    found = [_files(near) for near in duplicates.against(session, actor, probes)]
    for pair in duplicates.within(probes):
        found[pair.second].append(_other_row(rows[pair.first].row.n, pair.judgement))
    for one, twins in zip(rows, found, strict=True):
        _note(one.row, twins)


def find_for(
    session: Session, actor: Actor, batch: ImportBatch, own: ImportRow, read: Reader
) -> None:
    """Hold one row of the list anew against everybody; of the others only what it can change."""
    for one in _told_of(session, batch):
        if any(twin["row"] == own.n for twin in one.twins):
            _note(one, [twin for twin in one.twins if twin["row"] != own.n])
    rows = fit(_may_meet(session, batch, own), read) if own.state in _FIT else []
    place = next((place for place, one in enumerate(rows) if one.row is own), None)
    if place is None:
        return
    probes = [duplicates.probe_of(one.draft) for one in rows]
    twins = _files(duplicates.candidates(session, actor, probes[place]))
    for pair in duplicates.beside(probes, place):
        told = _other_row(rows[pair.first].row.n, pair.judgement)
        if pair.second == place:
            twins.append(told)
        else:
            later = rows[pair.second].row
            _note(later, sorted([*later.twins, told], key=lambda one: one["row"] or 0))
    _note(own, twins)


def _told_of(session: Session, batch: ImportBatch) -> Sequence[ImportRow]:
    """Return the rows that others may be told of."""
    query = select(ImportRow).where(
        ImportRow.batch_id == batch.id,
        or_(
            ImportRow.state.in_([RowState.TWIN, RowState.SKIPPED]),
            ImportRow.decision == RowChoice.NEW,
        ),
    )
    return session.scalars(query).all()


def _may_meet(session: Session, batch: ImportBatch, own: ImportRow) -> Sequence[ImportRow]:
    """Return the row itself and those who share its year of birth, a day like it or a number.

    Nobody else can be its double: names alone meet only within a year (`likeness.blocking`).
    """
    session.flush()
    values = ImportRow.values
    light = select(
        ImportRow.n,
        values["birth_date"].as_string(),
        values["nik"].as_string(),
        values["register_1_number"].as_string(),
    ).where(
        ImportRow.batch_id == batch.id,
        ImportRow.n > batch.columns.head,
        ImportRow.state.in_(_FIT),
    )
    born, nik, register = (
        own.values.get(name, "") for name in ("birth_date", "nik", "register_1_number")
    )
    days = {one.isoformat() for one in near_days(date.fromisoformat(born))}
    numbers = {_nik_key(nik), *_register_keys(register)} - {""}
    met = {own.n}
    for n, its, its_nik, its_register in session.execute(light):
        shared = numbers & {_nik_key(its_nik or ""), *_register_keys(its_register or "")}
        if shared or its in days or (its or "")[:4] == born[:4]:
            met.add(n)
    query = select(ImportRow).where(ImportRow.batch_id == batch.id, ImportRow.n.in_(met))
    return session.scalars(query.order_by(ImportRow.n)).all()


def _nik_key(nik: str) -> str:
    """Return the digits of a NIK, however they are parted."""
    return "".join(filter(str.isdecimal, nik))


def _register_keys(number: str) -> set[str]:
    return {key for _, key in register_keys([RegisterEntry("", number)])} if number else set()


def _files(near: Iterable[Candidate]) -> list[dict[str, Any]]:
    return [_file(one) for one in near if one.verdict >= Verdict.LIKELY][:_MOST]


def _file(other: Candidate) -> dict[str, Any]:
    """Name a file of the register; one that is not for the reader has no number here."""
    number = None if other.client is None else other.client.number
    return {"file": number, "row": None, "reasons": list(other.reasons)}


def _other_row(n: int, judgement: Judgement) -> dict[str, Any]:
    return {"file": None, "row": n, "reasons": list(judgement.reasons)}


def _note(one: ImportRow, twins: list[dict[str, Any]]) -> None:
    one.found = {**one.found, "twins": twins}
    if one.decision is RowChoice.NEW and not set(marks(twins)) <= set(one.found.get("seen", ())):
        one.decision = RowChoice.NONE  # somebody else is like this row now: ask again
    if one.state in _FIT:
        decided = one.decision is RowChoice.NEW
        one.state = RowState.TWIN if twins and not decided else RowState.READY


def marks(twins: Iterable[Mapping[str, Any]]) -> list[str]:
    """Name the doubles that a decision was made beside."""
    return [f"{one['file']} {one['row']}" for one in twins]
