"""Bringing a client's guidance into a state by the one step that leads there."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients import service as clients
from casework.clients.model import Client
from casework.clients.workflow import GuidanceStatus, GuidanceStep, Move

__all__ = ["bring"]

_STEPS = {
    GuidanceStatus.RUNNING: GuidanceStep.RESUME,
    GuidanceStatus.SUSPENDED: GuidanceStep.SUSPEND,
    GuidanceStatus.COMPLETED: GuidanceStep.COMPLETE,
    GuidanceStatus.REVOKED: GuidanceStep.REVOKE,
    GuidanceStatus.TRANSFERRED: GuidanceStep.TRANSFER,
    GuidanceStatus.DECEASED: GuidanceStep.DIE,
    GuidanceStatus.ABSCONDED: GuidanceStep.ABSCOND,
}


def bring(
    session: Session,
    actor: Actor,
    client: Client,
    status: GuidanceStatus,
    *,
    on: date,
    reason: str,
    at: datetime,
) -> None:
    """Take the step that leads to the state from the day `on`."""
    move = Move(_STEPS[GuidanceStatus(status)], on, reason, destination="Bapas Contoh Utara")
    clients.change_guidance(session, actor, client, move, at=at)
