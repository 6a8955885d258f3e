"""Giving up a draft that will never be issued: what was filled in stays to be read."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor, Role
from casework.assessments.drafts import NotTheAssessor
from casework.assessments.model import Assessment, AssessmentState
from casework.assessments.workflow import DropGround, Step, take
from casework.audit import service as audit
from casework.clients import joining
from casework.clients.model import Client
from casework.errors import Fault, Invalid

__all__ = ["close", "drop", "dropped", "found_child", "may_drop"]

_REASON = 300  # letters


def may_drop(actor: Actor, assessment: Assessment) -> bool:
    """Tell whether the actor may give this draft up: its own assessor, or a supervisor."""
    own = assessment.assessor_id == actor.id and actor.holds(Role.ASESOR)
    return own or actor.holds(Role.SUPERVISOR)


def drop(
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    *,
    reason: str,
    at: datetime,
) -> None:
    """Give the draft up, so that another can be opened; asked again, nothing happens.

    Raises NotTheAssessor, Invalid without a reason, StepNotAllowed once it has a number.
    """
    if not may_drop(actor, assessment):
        raise NotTheAssessor
    if assessment.state is AssessmentState.DROPPED:
        return
    reason = typed.line(reason, field="reason", most=_REASON)
    if not reason:
        raise Invalid(Fault("reason", "required"))
    close(session, actor, client, assessment, ground=DropGround.DECIDED, reason=reason, at=at)


def found_child(
    session: Session, actor: Actor, client: Client, *, reason: str, at: datetime
) -> Client:
    """Open the child's file, and give up the draft of the grown-ups' form that is left behind.

    An assessment that has its number already is sealed: what was issued was issued.
    """
    fresh = joining.found_child(session, actor, client, reason=reason, at=at)
    reason = typed.line(reason, field="reason", most=_REASON)
    left = select(Assessment).where(
        Assessment.client_id == client.id, Assessment.state == AssessmentState.DRAFT
    )
    for draft in session.scalars(left):
        close(session, actor, client, draft, ground=DropGround.CHILD, reason=reason, at=at)
    return fresh


def dropped(session: Session, client: Client) -> list[Assessment]:
    """Return the client's drafts that were given up, the oldest first."""
    query = select(Assessment).where(
        Assessment.client_id == client.id, Assessment.state == AssessmentState.DROPPED
    )
    return list(session.scalars(query.order_by(Assessment.ordinal)))


def close(  # noqa: PLR0913  (which, on what ground and why)
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    *,
    ground: DropGround,
    reason: str,
    at: datetime,
) -> None:
    """Give a draft up on a ground that the caller has made sure of."""
    assessment.state = take(Step.DROP, assessment.state)
    assessment.dropped_for, assessment.drop_reason = ground, reason
    assessment.dropped_at, assessment.dropped_by = at, actor.name
    session.flush()
    target = f"berkas/{client.number}/asesmen/{assessment.ordinal}"
    audit.record(session, actor, "asesmen.urung", target, at=at)
