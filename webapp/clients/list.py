"""What the list of clients shows: fifty rows, or all for the printer, with filters and columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments.history import Due
from casework.assessments.roster import Line, Rating, roster
from casework.clients import queries
from casework.clients.workflow import GuidanceStatus
from casework.offices import service as offices
from casework.physical.queries import folders
from webapp.clients.criteria import COLUMNS, Column, Criteria, Sorting, sorting
from webapp.clients.filters import Filter, selected
from webapp.words.children import left_out
from webapp.words.formatting import short_day, today
from webapp.words.people import STATUSES, client_type, officer, old_risk, shown_name

__all__ = ["ClientList", "ClientRow", "client_list", "rows_of"]


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client of the list; a child by initials."""

    number: str
    name: str
    child: bool
    kind: str
    status: str
    rating: Rating | None
    old_risk: str
    due: Due | None
    unknown: bool
    place: str
    old_place: bool
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClientList:
    """One page of the list, and the links that narrow and sort it."""

    rows: list[ClientRow]
    columns: tuple[Column, ...]
    whose: Filter
    filters: list[Filter]
    sorting: Mapping[str, Sorting]
    total: int
    first: int
    page: int
    pages: int
    left_out: str

    @property
    def last(self) -> int:
        """The number of the last client on this page."""
        return self.first + len(self.rows) - 1

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns that can be chosen."""
        return COLUMNS

    @property
    def narrowed_by(self) -> list[Filter]:
        """The filters in which something is chosen."""
        return [one for one in self.filters if one.chosen]


def client_list(
    session: Session, actor: Actor, asked: Criteria, *, whole: bool = False
) -> ClientList:
    """Return the page that was asked for, trimmed to what the reader may see."""
    pks = {one.id: officer(one) for one in offices.officials(session, actor.office)}
    lines = roster(session, actor, text=asked.words)
    found, filters = selected(lines, asked, actor, pks, today())
    pages = 1 if whole else max(1, -(-len(found) // queries.PAGE))
    page = min(max(asked.page, 1), pages)
    start = (page - 1) * queries.PAGE
    shown = found if whole else found[start : start + queries.PAGE]
    return ClientList(
        rows=rows_of(session, actor, shown, pks),
        columns=tuple(one for one in COLUMNS if one.code in asked.columns),
        whose=filters[0],
        filters=filters[1:],
        sorting=sorting(asked),
        total=len(found),
        first=start + 1 if found else 0,
        page=page,
        pages=pages,
        left_out=left_out(actor, own=asked.mine),
    )


def rows_of(
    session: Session, actor: Actor, lines: Sequence[Line], pks: Mapping[str, str]
) -> list[ClientRow]:
    """Return the lines in words, with what only the rows that are shown need."""
    places = folders(session, actor.office, [one.number for one in lines])
    registers = queries.register_numbers(session, [one.id for one in lines])
    return [
        ClientRow(
            number=line.number,
            name=shown_name(line.name, child=line.child),
            child=line.child,
            kind=client_type(line.client_type),
            status="" if line.status is GuidanceStatus.RUNNING else STATUSES[line.status],
            rating=line.rating,
            old_risk=_old_risk(line),
            due=line.due,
            unknown=line.unknown,
            place=places.get(line.number) or line.old_place,
            old_place=line.number not in places,
            texts=_texts(line, pks, registers.get(line.id, ())),
        )
        for line in lines
    ]


def _old_risk(line: Line) -> str:
    return old_risk(line.old_band, line.old_score) if line.rating is None else ""


def _texts(line: Line, pks: Mapping[str, str], registers: Sequence[str]) -> Mapping[str, str]:
    """Return the columns that are plain words."""
    return {
        "jenis": client_type(line.client_type),
        "status": STATUSES[line.status],
        "tahap": str(line.stage).capitalize(),
        "diterima": short_day(line.received_on),
        "sampai": short_day(line.until),
        "pos": line.post,
        "register": ", ".join(registers),
        "pk": pks.get(line.pk_id, ""),
    }
