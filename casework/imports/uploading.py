"""Taking a list in: the file read, its rows kept as they came, its columns given their meaning."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor
from casework.audit import service as audit
from casework.db.base import new_id
from casework.errors import Fault, Invalid, NotFound
from casework.imports.mapping import ColumnMap, fingerprint, head_of, propose
from casework.imports.model import ImportBatch, ImportMapping, ImportRow, RowState
from casework.imports.workflow import BatchState, BatchStep, take
from casework.jobs import service as jobs
from rendering.table import Table, Unreadable, read_table
from rendering.upload import plain_name

__all__ = ["CHECK", "Incoming", "choose_sheet", "get", "map_columns", "read", "rehead", "upload"]

CHECK = "impor-periksa"
FILE = "file"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read and may be kept."""

    name: str
    content: bytes = field(repr=False)
    table: Table


def read(content: bytes, name: str, *, sheet: str = "") -> Incoming:
    """Read a file; raises Invalid with why it cannot be taken. Slow: no transaction may be open."""
    try:
        return Incoming(plain_name(name), content, read_table(content, sheet=sheet))
    except Unreadable as refused:
        raise Invalid(Fault(FILE, f"table-{refused.reason}", refused.facts)) from refused


def upload(session: Session, actor: Actor, file: Incoming, *, at: datetime) -> ImportBatch:
    """Keep a list with the mapping that its heads suggest, or that was kept for such heads."""
    batch = ImportBatch(
        id=new_id(),
        office=actor.office,
        state=BatchState.UPLOADED,
        file_name=file.name,
        content=file.content,
        facts={},
        mapping={},
        uploaded_at=at,
        uploaded_by=actor.name,
    )
    batch.acting = actor
    session.add(batch)
    session.flush()
    _keep(session, batch, file.table)
    audit.record(session, actor, "impor.unggah", f"impor/{batch.id}", at=at)
    return batch


def choose_sheet(session: Session, batch: ImportBatch, file: Incoming) -> None:
    """Take another sheet of the same book; what was decided of the first one is let go."""
    batch.state = take(BatchStep.READ, batch.state)
    session.execute(delete(ImportRow).where(ImportRow.batch_id == batch.id))
    _keep(session, batch, file.table)


def rehead(session: Session, batch: ImportBatch, n: int) -> None:
    """Take another row for the head and propose anew."""
    batch.state = take(BatchStep.READ, batch.state)
    row = session.get(ImportRow, (batch.id, n))
    if row is None:
        raise Invalid(Fault("head", "head-empty", {"row": n}))
    _propose(session, batch, Table("", "", (), (row.row,), (), 1900), row.cells, n)


def _keep(session: Session, batch: ImportBatch, table: Table) -> None:
    batch.facts = {
        "kind": table.kind,
        "sheet": table.sheet,
        "sheets": [{"title": one.title, "hidden": one.hidden} for one in table.sheets],
        "notices": [{"code": one.code, "facts": one.facts} for one in table.notices],
        "epoch": table.epoch,
    }
    head = head_of(table)
    _propose(session, batch, table, list(head.cells), head.n)
    session.add_all(
        ImportRow(
            batch_id=batch.id,
            n=row.n,
            cells=list(row.cells),
            flags={str(column): flag for column, flag in row.flags.items()},
            edited={},
            state=RowState.READY,
            values={},
            found={},
        )
        for row in table.rows
    )
    session.flush()


def _propose(session: Session, batch: ImportBatch, table: Table, heads: list[str], n: int) -> None:
    """Propose what was kept for these heads, newest first, else what the heads suggest."""
    mark = fingerprint(heads)
    kept = session.scalars(
        select(ImportMapping)
        .where(ImportMapping.office == batch.office, ImportMapping.fingerprint == mark)
        .order_by(ImportMapping.saved_at.desc())
    ).first()
    batch.facts = {**batch.facts, "heads": heads, "fingerprint": mark}
    if kept is not None:
        batch.facts |= {"kept": kept.name}
        batch.mapping = replace(ColumnMap.from_dict(kept.mapping), head=n).as_dict()
        return
    row = next(one for one in table.rows if one.n == n)
    batch.mapping = replace(propose(table, row), meanings=_known_words(session, batch)).as_dict()


def _known_words(session: Session, batch: ImportBatch) -> dict[str, dict[str, str]]:
    """Return what the office's words mean by every mapping that it keeps, the newest decides."""
    kept = session.scalars(
        select(ImportMapping.mapping)
        .where(ImportMapping.office == batch.office)
        .order_by(ImportMapping.saved_at)
    )
    found = dict[str, dict[str, str]]()
    for mapping in [*kept, *([batch.mapping] if batch.mapping else [])]:
        for code, words in ColumnMap.from_dict(mapping).meanings.items():
            found.setdefault(code, {}).update(words)
    return found


def get(session: Session, actor: Actor, batch_id: str) -> ImportBatch:
    """Return the list if it is of the actor's office; NotFound where it is not."""
    batch = session.get(ImportBatch, batch_id)
    if batch is None or batch.office != actor.office:
        raise NotFound(f"import {batch_id}")
    return batch


def map_columns(
    session: Session,
    actor: Actor,
    batch: ImportBatch,
    columns: ColumnMap,
    *,
    at: datetime,
    keep_as: str = "",
) -> None:
    """Give the columns their meaning and order the check of every row."""
    columns.check()
    batch.state = take(BatchStep.MAP, batch.state)
    batch.mapping = columns.as_dict()
    batch.acting = actor
    if name := typed.line(keep_as, field="keep_as", most=_LONGEST_NAME):
        _keep_mapping(session, actor, batch, name, at=at)
        batch.facts = {**batch.facts, "kept": name}
    jobs.add(session, CHECK, batch.id, at=at)


def _keep_mapping(
    session: Session, actor: Actor, batch: ImportBatch, name: str, *, at: datetime
) -> None:
    row = session.scalars(
        select(ImportMapping).where(
            ImportMapping.office == batch.office, ImportMapping.name == name
        )
    ).one_or_none()
    values: Mapping[str, object] = {
        "fingerprint": batch.facts["fingerprint"],
        "mapping": batch.mapping,
        "saved_at": at,
        "saved_by": actor.name,
    }
    if row is None:
        session.add(ImportMapping(id=new_id(), office=batch.office, name=name, **values))
        return
    for key, value in values.items():
        setattr(row, key, value)
