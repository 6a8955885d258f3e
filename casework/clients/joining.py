"""Two files of one person: joined where they are found, and a file of its own for a child's case.

Both numbers keep working and nothing moves; each file seals what joins it to the other.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor
from casework.audit import service as audit
from casework.clients import guidance, life, record
from casework.clients.changing import NotTheirClient, enter, may_change
from casework.clients.model import Client, CrossReference, GuidanceStatus
from casework.clients.registering import next_number
from casework.clients.workflow import GUIDED
from casework.clock import office_date
from casework.deposits import journal
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel, client_chain
from casework.errors import Fault, Invalid, Refusal
from casework.offices import service as offices
from casework.offices.model import Official

__all__ = ["CHILD", "SAME", "AlreadyChild", "child_file", "found_child", "join", "joined"]

CHILD, SAME = "anak", "orang-sama"
_REASON = 300  # letters


class AlreadyChild(Refusal):
    """The file is a child's already."""


def found_child(
    session: Session, actor: Actor, client: Client, *, reason: str, at: datetime
) -> Client:
    """Open a file in the children's root for one who proves to have been a child; return it.

    The guidance goes on there, the old file is closed to all but a child's readers and stays
    where it lies. Asked again, the file that was opened comes back.
    """
    if not may_change(actor, client):
        raise NotTheirClient(client.number)
    if client.child:
        if (known := child_file(session, client)) is not None:
            return known
        raise AlreadyChild(client.number)
    reason = _clean(reason)
    fresh = _open(session, actor, client, reason, at)
    if client.guidance_status in GUIDED:
        words = f"diteruskan pada berkas anak {fresh.number}"
        guidance.hand_over(session, actor, client, fresh.number, words, at=at)
    _refer(session, actor, client, fresh, CHILD, reason=reason, at=at)
    audit.record(session, actor, "klien.anak", f"berkas/{client.number}", at=at)
    return fresh


def join(
    session: Session, actor: Actor, client: Client, other: Client, *, reason: str, at: datetime
) -> None:
    """Join two files of one person; both were opened under the actor's rights.

    A child's file is joined with another child's only: the file of the grown-up, which more
    people read, must not tell of it.
    """
    if not may_change(actor, client):
        raise NotTheirClient(client.number)
    reason = _clean(reason)
    if client.id == other.id:
        raise Invalid(Fault("other", "same-file"))
    if client.child is not other.child:
        raise Invalid(Fault("other", "other-audience"))
    if joined(session, client, other):
        raise Invalid(Fault("other", "already-joined"))
    _refer(session, actor, client, other, SAME, reason=reason, at=at)
    audit.record(session, actor, "klien.sambung", f"berkas/{client.number}", at=at)


def joined(session: Session, one: Client, other: Client) -> bool:
    """Tell whether the two files name each other already."""
    pairs = ((one.id, other.id), (other.id, one.id))
    found = select(CrossReference.id).where(
        or_(
            *(
                (CrossReference.client_id == first) & (CrossReference.other_id == second)
                for first, second in pairs
            )
        )
    )
    return session.scalars(found.limit(1)).first() is not None


def _clean(reason: str) -> str:
    kept = typed.line(reason, field="reason", most=_REASON)
    if not kept:
        raise Invalid(Fault("reason", "required"))
    return kept


def child_file(session: Session, client: Client) -> Client | None:
    """Return the file in which the guidance of one who was found to be a child goes on."""
    return session.scalars(
        select(Client)
        .join(CrossReference, CrossReference.other_id == Client.id)
        .where(
            CrossReference.client_id == client.id,
            CrossReference.kind == CHILD,
            Client.child_root.is_(True),
        )
    ).first()


def _open(session: Session, actor: Actor, client: Client, reason: str, at: datetime) -> Client:
    """Open the child's file with all that is registered, and the guidance as it stands."""
    zone = offices.settings(session, actor.office).zone
    number = next_number(session, actor.office, office_date(at, zone).year)
    chain = client_chain(actor, number, child=True)
    values = {**_opening(session, client), "anak": True, "anak_alasan": reason}
    parcel = Parcel("pembukaan", chain, zone, values, file_number=number, child=True)
    fresh = record.make(session, journal.enter(session, actor, parcel, at=at))
    if client.guidance_status is not GuidanceStatus.RUNNING:
        told = life.retold(_ended(session, client), life.state_of(client))
        life.read_status(session, enter(session, actor, fresh, "status", told, at))
    return fresh


def _opening(session: Session, client: Client) -> dict[str, Any]:
    pk = session.get(Official, client.pk_id) if client.pk_id else None
    return record.reopening(client, pk)


def _ended(session: Session, client: Client) -> Mapping[str, Any]:
    """Return what was sealed when the guidance came to stand where it stands."""
    held = reversed(guidance.standing(guidance.history(session, client)))
    same = takewhile(lambda one: one.state.status is client.guidance_status, held)
    return session.get_one(Deposit, list(same)[-1].change.id).isi


def _refer(  # noqa: PLR0913  (two files, and what joins them)
    session: Session,
    actor: Actor,
    client: Client,
    other: Client,
    kind: str,
    *,
    reason: str,
    at: datetime,
) -> None:
    """Seal in each file what it has to do with the other."""
    for one, another in ((client, other), (other, client)):
        values = {"hubungan": kind, "berkas_lain": another.number, "alasan": reason}
        life.read_reference(session, enter(session, actor, one, "tunjuk-silang", values, at))
