"""Giving clients to PKs: who is without one, who may be chosen, and the change itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, lazyload

from casework.actor import Actor, Role
from casework.clients.changing import assign_pk
from casework.clients.guidance import not_handed_over
from casework.clients.model import Client, PkAssignment
from casework.clients.workflow import GUIDED
from casework.clock import office_date
from casework.errors import Fault, Invalid, NotFound, Refusal
from casework.offices import service as offices
from casework.offices.model import Official
from casework.users.permissions import Permission, permits

__all__ = [
    "AssignedMeanwhile",
    "Giving",
    "Orphans",
    "choices",
    "give",
    "last_assignment",
    "marks",
    "orphan_count",
    "orphans",
    "to_assign",
]


class AssignedMeanwhile(Refusal):
    """Somebody else gave the client to a PK after the form was opened."""


@dataclass(frozen=True, slots=True)
class Giving:
    """To whom a client is to be given, from when and why; `mark` is the assignment last seen."""

    pk_id: str
    on: date
    reason: str = ""
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Orphans:
    """Some of the clients under guidance whom no PK in office has, and how many there are."""

    clients: tuple[Client, ...]
    total: int


def choices(session: Session, actor: Actor, on: date) -> list[Official]:
    """Return the PKs who are in office on the day."""
    return offices.officials(session, actor.office, Role.PK, on=on)


def to_assign(session: Session, actor: Actor, number: str) -> Client:
    """Return a client to be given to a PK, also one whose file the actor may not open."""
    client = session.scalars(
        select(Client).where(_assignable(actor), Client.number == number)
    ).one_or_none()
    if client is None:
        raise NotFound(f"file {number}")
    return client


def orphans(
    session: Session, actor: Actor, *, on: date, most: int | None = None, skip: int = 0
) -> Orphans:
    """Return the clients without a PK, or whose PK is not in office any more, the oldest first."""
    query = _orphaned(session, actor, on)
    total = session.scalar(query.with_only_columns(func.count())) or 0
    bare = (lazyload(Client.cases), lazyload(Client.names), lazyload(Client.registers))
    rows = query.options(*bare).order_by(Client.received_on, Client.number)
    return Orphans(tuple(session.scalars(rows.limit(most).offset(skip))), total)


def orphan_count(session: Session, actor: Actor, *, on: date) -> int:
    """Return how many clients wait to be given to a PK."""
    return session.scalar(_orphaned(session, actor, on).with_only_columns(func.count())) or 0


def _orphaned(session: Session, actor: Actor, on: date) -> Select[Client]:
    in_office = [one.id for one in choices(session, actor, on)]
    return select(Client).where(
        _assignable(actor),
        Client.guidance_status.in_(GUIDED),
        not_handed_over(),
        or_(Client.pk_id.is_(None), Client.pk_id.not_in(in_office)),
    )


def _assignable(actor: Actor) -> ColumnElement[bool]:
    if not permits(actor, Permission.ASSIGN_PK):
        return Client.id.is_(None)
    return and_(Client.office == actor.office, Client.void.is_(False))


def marks(session: Session, client_ids: Sequence[str]) -> dict[str, str]:
    """Return the ids of the assignments that hold now, by the client's id."""
    rows = session.execute(
        select(PkAssignment.client_id, func.max(PkAssignment.id).label("newest"))
        .where(PkAssignment.client_id.in_(client_ids))
        .group_by(PkAssignment.client_id)
    )
    return {row.client_id: row.newest for row in rows}


def last_assignment(session: Session, client: Client) -> PkAssignment | None:
    """Return the assignment that holds now, None where there never was one."""
    return session.scalars(
        select(PkAssignment)
        .where(PkAssignment.client_id == client.id)
        .order_by(PkAssignment.id.desc())
        .limit(1)
    ).one_or_none()


def give(session: Session, actor: Actor, client: Client, giving: Giving, *, at: datetime) -> None:
    """Give the client to a PK in office; the same PK chosen twice is one act.

    Raises Invalid, or AssignedMeanwhile where the form was made from an older assignment.
    """
    last = last_assignment(session, client)
    if giving.mark is not None and giving.mark != (last.id if last else ""):
        if client.pk_id == giving.pk_id:
            return
        raise AssignedMeanwhile(client.number)
    today = office_date(at, offices.settings(session, actor.office).zone)
    found = {one.id: one for one in choices(session, actor, today)}
    if faults := _faults(client, giving, last, found, today):
        raise Invalid(*faults)
    pk = found[giving.pk_id]
    assign_pk(session, actor, client, pk, on=giving.on, reason=giving.reason, at=at)
    session.flush()


def _faults(
    client: Client,
    giving: Giving,
    last: PkAssignment | None,
    known: dict[str, Official],
    today: date,
) -> Sequence[Fault]:
    found = []
    if giving.pk_id not in known:
        found.append(Fault("pk_id", "unknown-choice" if giving.pk_id else "required"))
    elif giving.pk_id == client.pk_id:
        found.append(Fault("pk_id", "unchanged"))
    if giving.on > today:
        found.append(Fault("on", "date-future"))
    elif giving.on < (last.since if last else client.received_on):
        found.append(Fault("on", "before-last-change"))
    return found
