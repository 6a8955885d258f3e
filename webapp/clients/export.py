"""The list of clients as a sheet: exactly those on the list, in all columns, a child unnamed."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments.roster import Line, roster
from casework.offices import service as offices
from rendering.sheet import Column, Value, write_sheet
from webapp.clients.criteria import Criteria
from webapp.clients.filters import selected
from webapp.clients.list import ClientRow, rows_of
from webapp.words.formatting import today
from webapp.words.marks import BANDS
from webapp.words.people import officer

__all__ = ["export", "what"]

_COLUMNS = (
    Column("Nomor berkas", 14),
    Column("Nama (anak: inisial)", 30),
    Column("L/P", 6),
    Column("Anak/dewasa", 12),
    Column("Jenis klien", 26),
    Column("Nomor register", 24),
    Column("Status", 16),
    Column("Tahap", 12),
    Column("PK", 28),
    Column("Pos Bapas", 20),
    Column("Diterima", 12),
    Column("Bimbingan s.d.", 14),
    Column("Risiko", 14),
    Column("Nilai RRI", 10),
    Column("Asesmen terakhir", 16),
    Column("Risiko di daftar lama", 20),
    Column("Asesmen berikutnya", 18),
    Column("Keterangan tenggat", 20),
    Column("Map kertas", 30),
)


def export(session: Session, actor: Actor, asked: Criteria) -> tuple[bytes, int]:
    """Return the sheet of every client that passes the filters, and how many there are."""
    pks = {one.id: officer(one) for one in offices.officials(session, actor.office)}
    lines = roster(session, actor, text=asked.words)
    found, _ = selected(lines, asked, actor, pks, today())
    rows = rows_of(session, actor, found, pks)
    sheet = write_sheet(_COLUMNS, _rows(found, rows), title="Klien")
    return sheet, len(found)


def _rows(lines: list[Line], rows: list[ClientRow]) -> Iterator[tuple[Value, ...]]:
    for line, row in zip(lines, rows, strict=True):
        rating = line.rating
        yield (
            row.number,
            row.name,
            str(line.sex),
            "Anak" if line.child else "Dewasa",
            row.kind,
            row.texts["register"],
            row.texts["status"],
            row.texts["tahap"],
            row.texts["pk"],
            line.post,
            line.received_on,
            line.until,
            BANDS[rating.band].word if rating else None,
            rating.score if rating else None,
            rating.finished_on if rating else None,
            row.old_risk,
            line.due.on if line.due else None,
            _clock(line),
            row.place,
        )


def _clock(line: Line) -> str:
    if line.due is not None:
        return f"Asesmen {line.due.kind}"
    return "Belum diketahui" if line.unknown else "Tanpa tenggat"


def what(asked: Criteria, count: int) -> str:
    """Return what the log says was taken: how many and by which filter, never the words typed."""
    words = "&kata" if asked.words else ""
    return f"daftar-klien/{count}?{asked.query}{words}"[:160]
