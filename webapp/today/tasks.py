"""The lines of the work list on the first page, grouped by urgency."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import due
from casework.assessments.due import Horizon
from casework.assessments.model import AssessmentState
from casework.assessments.queries import UnderWay
from casework.clients.model import Client
from casework.jobs import service as jobs
from casework.litmas import queries as litmas
from casework.users.permissions import Permission, permits
from webapp.due.lines import Task, due_task, last_place, name_of, page_url
from webapp.words.formatting import ago
from webapp.words.people import register_of
from webapp.words.refusals import trouble_sentence

__all__ = ["Group", "Task", "groups", "last_place", "name_of", "page_url"]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one urgency; `total` counts all of them, `tasks` are those shown.

    A group with a `url` is listed on another page.
    """

    slug: str
    mark: str
    title: str
    total: int
    tasks: tuple[Task, ...]
    url: str = ""

    @property
    def here(self) -> bool:
        """Whether the page itself lists the group."""
        return not self.url


_SHOWN = 12  # lines of a group; all of them when the group is chosen
_WEEK, _MONTH = timedelta(days=7), timedelta(days=30)
_DAY = timedelta(days=1)
_WAITING = ("menunggu", "to-print", "Menunggu pihak lain")


def groups(
    session: Session, actor: Actor, own: Sequence[UnderWay], on: date, chosen: str
) -> tuple[Group, ...]:
    """Return the groups in the order of urgency, empty ones too; `chosen` names a whole one.

    What is due up to seven days from `on`, how much is due or unknown beyond them (their lists
    stand on a page of their own), then what waits for others.
    """
    total = due.due_count(session, actor, Horizon(on, on + _WEEK, on + _MONTH))
    spans = (
        ("terlambat", "late", "Terlambat", total.late, None, on - _DAY),
        ("hari-ini", "today", "Hari ini", total.today, on, on),
        ("tujuh-hari", "soon", "7 hari", total.soon, on + _DAY, on + _WEEK),
    )
    found = []
    for slug, mark, title, count, since, until in spans:
        most = None if slug == chosen else _SHOWN
        rows = due.due_list(session, actor, since=since, until=until, most=most) if count else []
        tasks = tuple(due_task(actor, row, mark, on) for row in rows)
        found.append(Group(slug, mark, title, count, tasks))
    beyond = (
        Group("tiga-puluh-hari", "scheduled", "30 hari", total.later, ()),
        Group("belum-diketahui", "unrated", "Belum diketahui", total.unknown, ()),
    )
    elsewhere = (replace(group, url=_listed(actor, group.slug)) for group in beyond)
    waiting = (*_numbered(session, own), *_ordered(session, actor))
    return (*found, *elsewhere, Group(*_WAITING, len(waiting), waiting))


def _listed(actor: Actor, slug: str) -> str:
    """Return the address of a group that only the page of due days lists."""
    return page_url("due.index", kelompok=slug) if permits(actor, Permission.READ_DUE) else ""


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
