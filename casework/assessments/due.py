"""Which clients are due for an assessment, by when, and who is at it: the list of today (SP-9)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true
from sqlalchemy.orm import Session, aliased, lazyload

from casework.actor import Actor, Role
from casework.assessments import history
from casework.assessments.history import Due
from casework.assessments.model import Assessment, AssessmentState, Result
from casework.clients.model import Client, GuidanceStatus
from casework.clients.queries import readable
from casework.offices import service as offices
from casework.offices.profile import Profile

__all__ = ["DueCount", "DueRow", "due_count", "due_list", "next_due_day"]

_OPEN = (AssessmentState.DRAFT, AssessmentState.NUMBERED)
_last, _later, _draft = aliased(Result), aliased(Result), aliased(Assessment)


@dataclass(frozen=True, slots=True)
class DueRow:
    """One client who is due, and the draft that is open for it, if one is."""

    client: Client
    due: Due
    draft: Assessment | None


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many are late, due today, and due in the days after it up to the horizon."""

    late: int
    today: int
    soon: int


def due_list(
    session: Session,
    actor: Actor,
    *,
    since: date | None = None,
    until: date,
    most: int | None = None,
) -> list[DueRow]:
    """Return the clients who are due from `since` up to `until`, the most urgent first.

    An assessor sees every client whom nobody else is assessing; a PK who is no assessor her own
    clients; who reads assessments otherwise, all of them. Only clients under guidance have a
    clock, and it stands still once a result has its number.
    """
    profile = offices.settings(session, actor.office)
    day = _day(profile)
    query = _clocks(actor).where(day <= until).order_by(day, Client.number).limit(most)
    rows = session.execute(query if since is None else query.where(day >= since))
    return [
        DueRow(client, due, draft)
        for client, last, draft in rows
        if (due := history.due(client, last, profile)) is not None
    ]


def due_count(session: Session, actor: Actor, *, on: date, until: date) -> DueCount:
    """Count the same clients by urgency, as seen on the day `on`."""
    day = _day(offices.settings(session, actor.office))
    counts = _clocks(actor).with_only_columns(
        func.count().filter(day < on),
        func.count().filter(day == on),
        func.count().filter(day > on, day <= until),
    )
    return DueCount(*session.execute(counts).one())


def next_due_day(session: Session, actor: Actor) -> date | None:
    """Return the nearest due day of the same clients, None where no clock runs."""
    day = _day(offices.settings(session, actor.office))
    return session.scalar(_clocks(actor).with_only_columns(func.min(day)))


def _day(profile: Profile) -> ColumnElement[date]:
    """Return the day itself in SQL: `history.due` for a whole office at once."""
    first: ColumnElement[date] = func.date(
        Client.received_on, f"+{profile.first_assessment_days} days"
    )
    return case(
        (_last.finished_on >= Client.received_on, _last.next_due),
        (Client.taken_over, Client.old_next_due),
        else_=first,
    )


def _clocks(actor: Actor) -> Select[Client, Result | None, Assessment | None]:
    newer = select(_later.id).where(
        _later.client_id == _last.client_id, _later.ordinal > _last.ordinal
    )
    return (
        select(Client, _last, _draft)
        .options(
            # a list of hundreds needs neither cases nor answers
            lazyload(Client.cases),
            lazyload(Client.registers),
            lazyload(_draft.answers),
            lazyload(_draft.recommendations),
        )
        .select_from(Client)
        .outerjoin(_last, (_last.client_id == Client.id) & ~newer.correlate(_last).exists())
        .outerjoin(_draft, (_draft.client_id == Client.id) & _draft.state.in_(_OPEN))
        .where(
            readable(actor),
            Client.guidance_status == GuidanceStatus.RUNNING,
            or_(_draft.id.is_(None), _draft.state == AssessmentState.DRAFT),
            _whose(actor),
        )
    )


def _whose(actor: Actor) -> ColumnElement[bool]:
    if actor.holds(Role.ASESOR):
        return or_(_draft.id.is_(None), _draft.assessor_id == actor.id)
    return Client.pk_id == actor.id if actor.holds(Role.PK) else true()
