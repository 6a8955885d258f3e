"""The interviews of a draft: planned and recorded by its assessor while it is worked on (SP-3)."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import drafts
from casework.assessments.model import Assessment
from casework.clients.model import Client
from casework.consents import queries as consents
from casework.errors import Fault
from casework.interviews import queries, rules, service
from casework.interviews.model import Interview, PlannedInterview
from casework.interviews.rules import Plan, Talk
from casework.occasion import Occasion

__all__ = ["drop_plan", "plan", "record_talk", "unheard", "warnings"]


def plan(
    session: Session, actor: Actor, assessment: Assessment, planned: Plan, *, at: datetime
) -> PlannedInterview:
    """Plan an interview; the plan belongs to the draft."""
    drafts.edit(actor, assessment)
    return service.add_plan(session, actor, _occasion(assessment), planned, at=at)


def drop_plan(session: Session, actor: Actor, assessment: Assessment, plan_id: str) -> None:
    """Take a plan off the list."""
    drafts.edit(actor, assessment)
    service.drop_plan(session, _occasion(assessment), plan_id)


def record_talk(  # noqa: PLR0913  (what was said, which plan it carries out, what it puts right)
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    talk: Talk,
    *,
    plan_id: str = "",
    replaces: str = "",
    at: datetime,
) -> Interview:
    """Seal an interview that was held; the plan that it carries out leaves the list.

    Only for the draft's own assessor, and not after the issue: what was heard later belongs to
    the next assessment.
    """
    drafts.edit(actor, assessment)
    occasion = _occasion(assessment)
    found = service.record_talk(
        session,
        actor,
        client,
        occasion,
        talk,
        finished_on=assessment.finished_on,
        replaces=replaces or None,
        at=at,
    )
    service.drop_plan(session, occasion, plan_id)
    return found


def unheard(session: Session, client: Client, assessment_id: str) -> Iterator[Fault]:
    """Yield who must be heard and was not."""
    heard = queries.who_and_when(session, assessment_id)
    parties = {party for days in heard.values() for party in days}
    yield from rules.unheard(parties, child=client.child)


def warnings(session: Session, client: Client, assessment: Assessment) -> Iterator[Fault]:
    """Yield what should be looked at before issue."""
    consent = consents.holding(session, assessment.id)
    yield from rules.warnings(
        queries.who_and_when(session, assessment.id),
        child=client.child,
        finished_on=assessment.finished_on,
        consented_on=consent.given_on if consent else None,
    )


def _occasion(assessment: Assessment) -> Occasion:
    return Occasion(assessment.id, assessment.ordinal)
