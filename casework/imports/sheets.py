"""The sheets that leave this slice: the sample to fill in, and the faulty rows to mend."""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.errors import Fault
from casework.imports.fields import reason_head, sample_fields
from casework.imports.model import ImportBatch, ImportRow, RowState
from rendering.sheet import Column, write_sheet

__all__ = ["faulty", "sample"]

_WIDE = 60


def sample() -> bytes:
    """Return the sample sheet: a column for each field, and one invented client."""
    fields = sample_fields()
    heads = [Column(one.title, max(12, len(one.title) + 2)) for one in fields]
    return write_sheet(heads, [[one.example for one in fields]], title="Klien")


def faulty(session: Session, batch: ImportBatch, told: Callable[[Sequence[Fault]], str]) -> bytes:
    """Return the faulty rows as they came, with what is wrong in a last column.

    `told` puts the faults of a row into words; the cells that are meant are drawn in red.
    """
    query = select(ImportRow).where(
        ImportRow.batch_id == batch.id,
        ImportRow.n > batch.columns.head,
        ImportRow.state == RowState.FAULTY,
    )
    rows = list(session.scalars(query.order_by(ImportRow.n)))
    columns, width = batch.columns, len(batch.heads)
    table, marked = list[list[str]](), set[tuple[int, int]]()
    for place, row in enumerate(rows):
        cells = [*row.cells, *[""] * width][:width]
        for code, text in row.edited.items():
            if (column := columns.column_of(code)) is not None and column < width:
                cells[column] = text
        for fault in row.faults:
            if (column := columns.column_of(fault.field)) is not None:
                marked.add((place, column))
        table.append([*cells, told(row.faults)])
    heads = [Column(head or "-") for head in batch.heads]
    return write_sheet(
        [*heads, Column(reason_head(), _WIDE)], table, title="Perbaiki", marked=marked
    )
