"""The lines of the work list on the first page, grouped by urgency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import current_app, url_for
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import due
from casework.assessments.due import DueRow
from casework.assessments.history import DueKind
from casework.assessments.model import AssessmentState
from casework.assessments.queries import UnderWay
from casework.clients.model import Client
from casework.clients.rules import shown_name
from casework.jobs import service as jobs
from casework.litmas import queries as litmas
from casework.users.permissions import Permission, permits
from webapp import filling
from webapp.client_page import why
from webapp.formatting import ago, remaining, short_day
from webapp.people import register_of
from webapp.words import trouble_sentence

__all__ = ["Group", "Task", "groups", "last_place", "name_of", "page_url"]


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the work list: its mark, whose file, what to do, by when and why then."""

    mark: str
    state: str
    number: str
    name: str
    work: str
    kind: str
    note: str
    why: str = ""
    label: str = ""
    url: str = ""
    post: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one urgency; `total` counts all of them, `tasks` are those shown."""

    slug: str
    mark: str
    title: str
    total: int
    tasks: tuple[Task, ...]


_SHOWN = 12  # lines of a group; all of them when the group is chosen
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_WAITING = ("menunggu", "to-print", "Menunggu pihak lain")


def groups(
    session: Session, actor: Actor, own: Sequence[UnderWay], on: date, chosen: str
) -> tuple[Group, ...]:
    """Return the four groups in the order of urgency, empty ones too; `chosen` names a whole one.

    What is due up to seven days from `on`, then what waits for others.
    """
    total = due.due_count(session, actor, on=on, until=on + _WEEK)
    spans = (
        ("terlambat", "late", "Terlambat", total.late, None, on - _DAY),
        ("hari-ini", "today", "Hari ini", total.today, on, on),
        ("tujuh-hari", "soon", "7 hari", total.soon, on + _DAY, on + _WEEK),
    )
    found = []
    for slug, mark, title, count, since, until in spans:
        most = None if slug == chosen else _SHOWN
        rows = due.due_list(session, actor, since=since, until=until, most=most) if count else []
        tasks = tuple(_due_task(actor, row, mark, on) for row in rows)
        found.append(Group(slug, mark, title, count, tasks))
    waiting = (*_numbered(session, own), *_ordered(session, actor))
    return (*found, Group(*_WAITING, len(waiting), waiting))


def _due_task(actor: Actor, row: DueRow, mark: str, on: date) -> Task:
    client = row.client
    label, url, post = _step(actor, row)
    state = remaining(row.due.on, on)
    return Task(
        mark=mark,
        state=state[0].upper() + state[1:],
        number=client.number,
        name=name_of(client),
        work="Asesmen awal" if row.due.kind is DueKind.FIRST else "Asesmen lanjutan",
        kind=register_of(client),
        note=_day(row.due.on, on),
        why=why(row.due),
        label=label,
        url=url,
        post=post,
    )


def _step(actor: Actor, row: DueRow) -> tuple[str, str, bool]:
    """Return what the line's button says, where it leads, and whether it opens something new."""
    number = row.client.number
    if row.draft is not None and row.draft.assessor_id == actor.id:
        part = last_place(row.draft.last_place)[0]
        address = page_url("filling.show", number=number, ordinal=row.draft.ordinal, part=part)
        return "Isi", address, False
    if row.draft is None and permits(actor, Permission.ASSESS) and not row.client.child:
        return "Buka", page_url("assessments.open_one", number=number), True
    return "Lihat", page_url("clients.file", number=number), False


def _numbered(session: Session, own: Sequence[UnderWay]) -> list[Task]:
    """Return the results that have their number and are not stored yet, with the reason."""
    return [
        _waiting(
            one.client,
            f"Penerbitan asesmen {one.assessment.ordinal}",
            one.assessment.numbered_at,
            jobs.trouble(session, one.assessment.id),
            page_url("issuing.show", number=one.client.number, ordinal=one.assessment.ordinal),
        )
        for one in own
        if one.assessment.state is AssessmentState.NUMBERED
    ]


def _ordered(session: Session, actor: Actor) -> list[Task]:
    if not permits(actor, Permission.COMPILE_LITMAS):
        return []
    return [
        _waiting(
            one.client,
            f"Bundel Litmas {one.litmas.number}",
            one.order.ordered_at,
            jobs.trouble(session, one.order.id),
            page_url("litmas.show", slug=one.litmas.slug),
        )
        for one in litmas.open_orders(session, actor)
    ]


def _waiting(
    client: Client, work: str, since: datetime | None, trouble: str | None, url: str
) -> Task:
    return Task(
        mark="to-print",
        state=ago(since) if since else "",
        number=client.number,
        name=name_of(client),
        work=work,
        kind=register_of(client),
        note="sistem" if trouble else "sedang dikerjakan sistem",
        why=trouble_sentence(trouble) if trouble else "",
        label="Lihat",
        url=url,
    )


def last_place(last: str) -> tuple[str, str]:
    """Return the page and the item that an assessor was last at; the first page at the start."""
    part, _, item = last.partition(" ")
    return part or filling.FRAME, item


def name_of(client: Client) -> str:
    """Return the name as lists show it; a child by initials."""
    return shown_name(client.name, child=client.child)


def _day(day: date, on: date) -> str:
    written = short_day(day)
    return written.rpartition(" ")[0] if day.year == on.year else written


def page_url(endpoint: str, **values: object) -> str:
    """Return the address of a page, nothing where it does not exist."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""  # type: ignore[arg-type]
