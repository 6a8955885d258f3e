"""Which clients are due for an assessment, by when, and who is at it: the list of today (SP-9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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

__all__ = [
    "EVERYBODY",
    "OWN",
    "DueCount",
    "DueRow",
    "Horizon",
    "Scope",
    "Whose",
    "due_count",
    "due_days",
    "due_list",
    "next_due_day",
    "officer_counts",
    "unknown_list",
]

_OPEN = (AssessmentState.DRAFT, AssessmentState.NUMBERED)
_last, _later, _draft = aliased(Result), aliased(Result), aliased(Assessment)


class Whose(StrEnum):
    """Whose clients are asked for."""

    OWN = "saya"
    EVERYBODY = "semua"
    OFFICER = "petugas"
    NOBODY = "tanpa-pk"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose clients a list is about; `pk_id` where they are one officer's."""

    whose: Whose
    pk_id: str = ""


OWN, EVERYBODY = Scope(Whose.OWN), Scope(Whose.EVERYBODY)


@dataclass(frozen=True, slots=True)
class DueRow:
    """One client who is due, and the draft that is open for it; `due` is None where unknown."""

    client: Client
    due: Due | None
    draft: Assessment | None


@dataclass(frozen=True, slots=True)
class Horizon:
    """The day on which a list is looked at, and the two days up to which it looks ahead."""

    on: date
    soon: date
    later: date


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many are late, due today, soon, later, and of how many it is not known."""

    late: int
    today: int
    soon: int
    later: int
    unknown: int


def due_list(  # noqa: PLR0913  (which days, whose, and how much of it)
    session: Session,
    actor: Actor,
    *,
    since: date | None = None,
    until: date,
    most: int | None = None,
    skip: int = 0,
    scope: Scope = OWN,
) -> list[DueRow]:
    """Return the clients who are due from `since` up to `until`, the most urgent first.

    An assessor's own are all whom nobody else is assessing; those of a PK who is no assessor the
    PK's clients; who reads assessments otherwise has all of them. Only clients under guidance
    have a clock, and it stands still once a result has its number.
    """
    profile = offices.settings(session, actor.office)
    day = _day(profile)
    query = _clocks(actor, scope).where(day <= until).order_by(day, Client.number)
    query = query.limit(most).offset(skip)
    rows = session.execute(query if since is None else query.where(day >= since))
    return [
        DueRow(client, due, draft)
        for client, last, draft in rows
        if (due := history.due(client, last, profile)) is not None
    ]


def unknown_list(
    session: Session, actor: Actor, *, most: int | None = None, skip: int = 0, scope: Scope = OWN
) -> list[DueRow]:
    """Return the clients of whom nobody knows when they were last assessed; none is late."""
    unknown = _day(offices.settings(session, actor.office)).is_(None)
    query = _clocks(actor, scope).where(unknown).order_by(Client.number).limit(most).offset(skip)
    return [DueRow(client, None, draft) for client, _, draft in session.execute(query)]


def due_count(session: Session, actor: Actor, horizon: Horizon, *, scope: Scope = OWN) -> DueCount:
    """Count the same clients by urgency."""
    day = _day(offices.settings(session, actor.office))
    counts = _clocks(actor, scope).with_only_columns(*_counts(day, horizon))
    return _count(session.execute(counts).one())


def officer_counts(session: Session, actor: Actor, horizon: Horizon) -> dict[str | None, DueCount]:
    """Count everybody's clients by the id of their PK, None for those without one."""
    day = _day(offices.settings(session, actor.office))
    query = _clocks(actor, EVERYBODY).with_only_columns(Client.pk_id, *_counts(day, horizon))
    rows = session.execute(query.group_by(Client.pk_id)).all()
    return {row[0]: _count(row[1:]) for row in rows}


def due_days(
    session: Session, actor: Actor, *, since: date, until: date, scope: Scope = OWN
) -> dict[date, int]:
    """Return how many of the same clients are due on each day of the span that has any."""
    day = _day(offices.settings(session, actor.office))
    query = _clocks(actor, scope).with_only_columns(day, func.count())
    rows = session.execute(query.where(day >= since, day <= until).group_by(day))
    return {_as_date(found): count for found, count in rows}


def next_due_day(session: Session, actor: Actor) -> date | None:
    """Return the nearest due day of one's own clients, None where no clock runs."""
    day = _day(offices.settings(session, actor.office))
    return session.scalar(_clocks(actor, OWN).with_only_columns(func.min(day)))


def _counts(day: ColumnElement[date], horizon: Horizon) -> Sequence[ColumnElement[int]]:
    return (
        func.count().filter(day < horizon.on),
        func.count().filter(day == horizon.on),
        func.count().filter(day > horizon.on, day <= horizon.soon),
        func.count().filter(day > horizon.soon, day <= horizon.later),
        func.count().filter(day.is_(None)),
    )


def _count(row: Sequence[int]) -> DueCount:
    return DueCount(*row)


def _as_date(found: date | str) -> date:
    return date.fromisoformat(found) if isinstance(found, str) else found


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


def _clocks(actor: Actor, scope: Scope) -> Select[Client, Result | None, Assessment | None]:
    newer = select(_later.id).where(
        _later.client_id == _last.client_id, _later.ordinal > _last.ordinal
    )
    return (
        select(Client, _last, _draft)
        .options(
            # a list of hundreds needs neither cases nor answers
            lazyload(Client.cases),
            lazyload(Client.names),
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
            _whose(actor, scope),
        )
    )


def _whose(actor: Actor, scope: Scope) -> ColumnElement[bool]:
    if scope.whose is Whose.OWN:
        return _own(actor)
    if scope.whose is Whose.OFFICER:
        return Client.pk_id == scope.pk_id
    return Client.pk_id.is_(None) if scope.whose is Whose.NOBODY else true()


def _own(actor: Actor) -> ColumnElement[bool]:
    if actor.holds(Role.ASESOR):
        return or_(_draft.id.is_(None), _draft.assessor_id == actor.id)
    return Client.pk_id == actor.id if actor.holds(Role.PK) else true()
