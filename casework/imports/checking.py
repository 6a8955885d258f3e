"""Holding every row against the rules and everybody known; no client is written here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor
from casework.clients.draft import ClientDraft
from casework.clients.model import Client
from casework.db.engine import Database
from casework.errors import Fault, Invalid, NotFound
from casework.imports import doubles
from casework.imports.doubles import Fit
from casework.imports.fields import fields
from casework.imports.model import ImportBatch, ImportRow, RowChoice, RowState
from casework.imports.office import Reader, reader
from casework.imports.rows import Checked, check, given, speaks_of_a_client
from casework.imports.workflow import BatchState, BatchStep, take

__all__ = [
    "Decision",
    "body",
    "carry_out",
    "check_all",
    "decide",
    "decide_all",
    "draft_of",
    "edit",
    "look_again",
    "row",
]

_REASON = 300
_LONGEST_CELL = 1_000


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of a row, and why."""

    of: RowChoice
    reason: str = ""


def body(session: Session, batch: ImportBatch) -> list[ImportRow]:
    """Return the rows below the head."""
    query = select(ImportRow).where(
        ImportRow.batch_id == batch.id, ImportRow.n > batch.columns.head
    )
    return list(session.scalars(query.order_by(ImportRow.n)))


def row(session: Session, batch: ImportBatch, n: int) -> ImportRow:
    """Return one row of the list; NotFound where there is none of that number."""
    found = session.get(ImportRow, (batch.id, n))
    if found is None or n <= batch.columns.head:
        raise NotFound(f"row {n}")
    return found


def carry_out(database: Database, batch_id: str, *, at: datetime) -> None:
    """Check a whole list; what was decided before is kept. Repeating it does no harm."""
    with database.transaction() as session:
        batch = session.get(ImportBatch, batch_id)
        if batch is not None and batch.state is BatchState.MAPPED:
            check_all(session, batch, at=at)


def check_all(session: Session, batch: ImportBatch, *, at: datetime) -> None:
    """Check every row; afterwards the list can be looked at and confirmed."""
    read, fit = reader(session, batch, at=at), list[Fit]()
    for one in body(session, batch):
        checked = _check(one, batch, read)
        if checked.draft is not None and one.state is not RowState.SKIPPED:
            fit.append(Fit(one, checked.draft))
    doubles.find(session, batch.acting, fit)
    batch.facts = {**batch.facts, "checked_at": at.isoformat()}
    batch.state = take(BatchStep.CHECK, batch.state)
    session.flush()


def _check(one: ImportRow, batch: ImportBatch, read: Reader) -> Checked:
    checked = check(one.row, batch.columns, one.edited, read.office, read.known)
    one.values = dict(checked.values)
    one.child = checked.draft.child if checked.draft else _under_age(checked.values, read)
    one.found = {
        "faults": [_plain(fault) for fault in checked.faults],
        "warnings": [_plain(fault) for fault in checked.warnings],
        "twins": [],
    }
    one.state = _state(one, batch, fit=checked.draft is not None)
    return checked


def _under_age(values: Mapping[str, str], read: Reader) -> bool:
    """Tell whether a row that cannot be read may be a child's: then its name is not shown."""
    if read.known.client_types.get(values.get("client_type", ""), False):
        return True
    year = values.get("birth_date", "")[:4]
    return not year.isdigit() or read.known.today.year - int(year) <= 18  # noqa: PLR2004


def _plain(fault: Fault) -> dict[str, Any]:
    return {"field": fault.field, "code": fault.code, "facts": dict(fault.facts)}


def _state(one: ImportRow, batch: ImportBatch, *, fit: bool) -> RowState:
    texts = given(one.row, batch.columns, one.edited)
    heads = {
        code: batch.heads[n] for n, code in batch.columns.columns.items() if n < len(batch.heads)
    }
    if one.decision is RowChoice.SKIP or not speaks_of_a_client(texts, heads):
        return RowState.SKIPPED
    if not fit:
        return RowState.FAULTY
    return RowState.TWIN if one.twins and one.decision is not RowChoice.NEW else RowState.READY


def draft_of(one: ImportRow, batch: ImportBatch, read: Reader) -> ClientDraft | None:
    """Return the draft that the row comes to today, None where it cannot be registered."""
    return check(one.row, batch.columns, one.edited, read.office, read.known).draft


def edit(
    session: Session,
    actor: Actor,
    batch: ImportBatch,
    n: int,
    texts: Mapping[str, str],
    *,
    at: datetime,
) -> ImportRow:
    """Write corrections over a row and check it anew, itself and against everybody."""
    batch.state = take(BatchStep.EDIT, batch.state)
    one, read = row(session, batch, n), reader(session, batch, at=at)
    before = given(one.row, batch.columns, {})
    typed_in = {
        code: typed.text(text, field=code, most=_LONGEST_CELL)
        for code, text in texts.items()
        if code in fields()
    }
    flagged = {batch.columns.columns.get(int(column)) for column in one.flags}
    one.edited = {
        code: text
        for code, text in typed_in.items()
        if text.strip() != before.get(code, "").strip() or (code in flagged and text.strip())
    }
    one.decision, one.reason = RowChoice.NONE, ""
    _check(one, batch, read)
    doubles.find_for(session, actor, batch, one, read)
    session.flush()
    return one


def look_again(session: Session, actor: Actor, batch: ImportBatch, *, at: datetime) -> int:
    """Look for doubles among who was registered since the check; return how many rows have one."""
    since = datetime.fromisoformat(batch.facts["checked_at"])
    newer = select(Client.id).where(Client.office == batch.office, Client.registered_at > since)
    if session.scalars(newer.limit(1)).first() is None:
        return 0
    rows = body(session, batch)
    ready = [one for one in rows if one.state is RowState.READY]
    doubles.find(session, actor, doubles.fit(rows, reader(session, batch, at=at)))
    batch.facts = {**batch.facts, "checked_at": at.isoformat()}
    session.flush()
    return sum(one.state is RowState.TWIN for one in ready)


def decide(
    session: Session,
    actor: Actor,
    batch: ImportBatch,
    n: int,
    choice: Decision,
    *,
    at: datetime,
) -> ImportRow:
    """Settle a row: leave it out, open a new file all the same (with a reason), or undecide.

    Whoever is like a row that is left out waits for it no longer.
    """
    batch.state = take(BatchStep.EDIT, batch.state)
    one = row(session, batch, n)
    reason = typed.line(choice.reason, field="reason", most=_REASON)
    if choice.of is RowChoice.NEW and one.twins and not reason:
        raise Invalid(Fault("reason", "required"))
    left_out = RowChoice.SKIP in {one.decision, choice.of}
    one.decision, one.reason = choice.of, reason
    one.found = {**one.found, "seen": doubles.marks(one.twins)}
    one.state = _state(one, batch, fit=not one.faults)
    if left_out:
        read = reader(session, batch, at=at)
        doubles.find_for(session, actor, batch, one, read)
    session.flush()
    return one


def decide_all(session: Session, batch: ImportBatch, state: RowState, decision: RowChoice) -> int:
    """Settle every row of one state alike and return how many they were."""
    batch.state = take(BatchStep.EDIT, batch.state)
    rows = [one for one in body(session, batch) if one.state is state]
    for one in rows:
        one.decision = decision
        one.found = {**one.found, "seen": doubles.marks(one.twins)}
        one.state = _state(one, batch, fit=not one.faults)
    session.flush()
    return len(rows)
