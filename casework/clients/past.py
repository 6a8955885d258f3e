"""What lies behind a client's present state: former PKs, changes of the guidance, other files."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients.model import Client, CrossReference, GuidanceChange, PkAssignment
from casework.clients.queries import readable
from casework.offices.model import Official

__all__ = ["Assigned", "Referred", "assignments", "guidance", "references"]


@dataclass(frozen=True, slots=True)
class Assigned:
    """One PK of the client's past or present, from which day and why."""

    assignment: PkAssignment
    official: Official


@dataclass(frozen=True, slots=True)
class Referred:
    """Another file of the same person, and the act that ties the two together."""

    reference: CrossReference
    other: Client


def assignments(session: Session, client: Client) -> list[Assigned]:
    """Return the PKs of a client, the present one first."""
    rows = session.execute(
        select(PkAssignment, Official)
        .join(Official, Official.id == PkAssignment.official_id)
        .where(PkAssignment.client_id == client.id)
        .order_by(PkAssignment.id.desc())
    )
    return [Assigned(assignment, official) for assignment, official in rows]


def guidance(session: Session, client: Client) -> list[GuidanceChange]:
    """Return every change of a client's guidance, the newest first, struck ones too."""
    return list(
        session.scalars(
            select(GuidanceChange)
            .where(GuidanceChange.client_id == client.id)
            .order_by(GuidanceChange.id.desc())
        )
    )


def references(session: Session, actor: Actor, client: Client) -> list[Referred]:
    """Return the other files of this person that the actor may read, each once.

    As a rule each of the two names the other; what this file says of it goes first.
    """
    rows = session.execute(
        select(CrossReference, Client)
        .join(
            Client,
            or_(
                and_(CrossReference.client_id == client.id, CrossReference.other_id == Client.id),
                and_(CrossReference.other_id == client.id, CrossReference.client_id == Client.id),
            ),
        )
        .where(readable(actor))
        .order_by(CrossReference.client_id != client.id, CrossReference.id)
    )
    found: dict[str, Referred] = {}  # each of two files seals what joins it: one is enough here
    for reference, other in rows:
        found.setdefault(other.id, Referred(reference, other))
    return list(found.values())
