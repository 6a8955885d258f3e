"""The pages on which clients are given to PKs: who is without one, and one client at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import history
from casework.assessments.history import Due
from casework.assessments.model import Result
from casework.clients import assigning
from casework.clients import service as clients
from casework.clients.assigning import Giving
from casework.clients.model import Client
from casework.clients.sheet import Sheet
from casework.clock import office_date
from casework.errors import Invalid
from casework.offices import service as offices
from casework.offices.model import Official
from webapp.client_file import past as client_past
from webapp.client_file.past import PkRow
from webapp.due.lines import name_of
from webapp.pieces.paging import page_asked
from webapp.words.children import left_out
from webapp.words.formatting import day, remaining, short_day, today
from webapp.words.people import officer, register_of

__all__ = ["Orphan", "OrphanPage", "PkPage", "give", "orphan_page", "pk_page", "waiting"]

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Orphan:
    """One client to be given to a PK; of a child only the initials."""

    number: str
    name: str
    kind: str
    received: str
    due: str
    before: str
    mark: str


@dataclass(frozen=True, slots=True)
class OrphanPage:
    """Who waits to be given to a PK, and to whom they can be given."""

    rows: list[Orphan]
    total: int
    first: int
    last: int
    previous: str
    following: str
    pks: list[tuple[str, str]]
    left_out: str


@dataclass(frozen=True, slots=True)
class PkPage:
    """One client with the PKs there were, and those who can be chosen."""

    row: Orphan
    url: str
    pks: list[tuple[str, str]]
    past: list[PkRow]


def waiting(session: Session, actor: Actor) -> int:
    """Return how many clients wait to be given to a PK."""
    return assigning.orphan_count(session, actor, on=today())


def orphan_page(session: Session, actor: Actor, asked: str) -> OrphanPage:
    """Put the list together; `asked` is the number of its page."""
    page = page_asked(asked)
    skip = (max(page, 1) - 1) * _PAGE
    found = assigning.orphans(session, actor, on=today(), most=_PAGE, skip=skip)
    last = skip + len(found.clients)
    return OrphanPage(
        rows=_rows(session, actor, found.clients),
        total=found.total,
        first=skip + 1,
        last=last,
        previous=url_for("assigning.index", hlm=page - 1) if page > 1 else "",
        following=url_for("assigning.index", hlm=page + 1) if last < found.total else "",
        pks=_choices(session, actor),
        left_out=left_out(actor),
    )


def pk_page(session: Session, actor: Actor, client: Client) -> PkPage:
    """Put the page of one client together."""
    readable = clients.may_read(actor, client)
    return PkPage(
        row=_rows(session, actor, [client])[0],
        url=url_for("guidance.show", number=client.number) if readable else "",
        pks=[one for one in _choices(session, actor) if one[0] != client.pk_id],
        past=client_past.pk_rows(session, client),
    )


def _choices(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in assigning.choices(session, actor, today())]


def _rows(session: Session, actor: Actor, found: Iterable[Client]) -> list[Orphan]:
    listed = list(found)
    last = history.latest(session, [one.id for one in listed])
    profile = offices.settings(session, actor.office)
    known = {one.id: one for one in offices.officials(session, actor.office)}
    marks = assigning.marks(session, [one.id for one in listed])
    rows = []
    for one in listed:
        due = history.due(one, last.get(one.id), profile)
        rows.append(
            Orphan(
                number=one.number,
                name=name_of(one),
                kind=register_of(one),
                received=short_day(one.received_on),
                due=_due(one, due, last.get(one.id)),
                before=_before(known.get(one.pk_id or "")),
                mark=marks.get(one.id, ""),
            )
        )
    return rows


def _due(client: Client, due: Due | None, last: Result | None) -> str:
    if due is not None:
        return f"{short_day(due.on)}, {remaining(due.on)}"
    return "belum diketahui" if history.unknown(client, last) else "tanpa tenggat"


def _before(pk: Official | None) -> str:
    if pk is None:
        return "belum pernah"
    ended = pk.until is not None and pk.until < today()
    return f"{officer(pk)}, bertugas s.d. {short_day(pk.until)}" if ended else officer(pk)


def give(
    session: Session, actor: Actor, client: Client, values: Mapping[str, str], *, at: datetime
) -> str:
    """Give the client to the PK that was chosen and return what to tell."""
    sheet = Sheet(values, office_date(at, offices.settings(session, actor.office).zone))
    on = sheet.day("on") or sheet.today
    giving = Giving(sheet.given("pk_id"), on, sheet.line("reason", 300), values.get("mark"))
    if not sheet.given("pk_id"):
        sheet.fault("pk_id", "required")
    if sheet.faults:
        raise Invalid(*sheet.faults)
    assigning.give(session, actor, client, giving, at=at)
    pk = offices.official(session, actor.office, giving.pk_id)
    return f"{client.number} {name_of(client)} ditugaskan kepada {officer(pk)} sejak {day(on)}."
