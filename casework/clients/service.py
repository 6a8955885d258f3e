"""The door of the slice: one client under one's rights, and who may be assessed (SP-0)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients.changing import assign_pk, change
from casework.clients.guidance import change as change_guidance
from casework.clients.guidance import strike as strike_guidance
from casework.clients.joining import join
from casework.clients.model import Client, GuidanceStatus
from casework.clients.registering import next_number, register, registered
from casework.errors import NotFound, Refusal
from casework.users.permissions import Permission, permits

__all__ = [
    "NotUnderGuidance",
    "assign_pk",
    "change",
    "change_guidance",
    "get",
    "join",
    "may_read",
    "next_number",
    "register",
    "registered",
    "require_guidance",
    "strike_guidance",
]


class NotUnderGuidance(Refusal):
    """SP-0: only a client under guidance or supervision can be assessed."""

    def __init__(self, status: GuidanceStatus, since: date) -> None:
        super().__init__(f"guidance is {status} since {since}")
        self.status = status
        self.since = since


def may_read(actor: Actor, client: Client) -> bool:
    """Tell whether the actor may open this file: a child's only by who is assigned or answers."""
    if client.office != actor.office or client.void or not permits(actor, Permission.READ_FILES):
        return False
    opens_children = permits(actor, Permission.READ_CHILD_FILES) or client.pk_id == actor.id
    return not client.child or opens_children


def get(session: Session, actor: Actor, number: str) -> Client:
    """Return the client with this file number; NotFound where it is absent or not for the actor."""
    client = session.scalars(
        select(Client).where(Client.office == actor.office, Client.number == number)
    ).one_or_none()
    if client is None or not may_read(actor, client):
        raise NotFound(f"file {number}")
    return client


def require_guidance(client: Client) -> None:
    """Refuse a client who is not under guidance or supervision of the office (SP-0)."""
    if client.guidance_status is not GuidanceStatus.RUNNING:
        raise NotUnderGuidance(client.guidance_status, client.guidance_status_on)
