"""The draft: opened for a client under guidance, written in by its assessor alone."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments.model import Assessment, AssessmentState, Result
from casework.assessments.sheet import audience_of
from casework.assessments.workflow import Step, take
from casework.audit import service as audit
from casework.clients import service as clients
from casework.clients.model import Client
from casework.clock import office_date
from casework.consents import queries as consents
from casework.db.base import new_id
from casework.errors import NotFound, Refusal
from casework.instruments import catalogue
from casework.interviews import queries as interviews
from casework.offices import service as offices

__all__ = [
    "DraftOpen",
    "NoInstrument",
    "NotTheAssessor",
    "Stale",
    "edit",
    "get",
    "open_draft",
]


class NoInstrument(Refusal):
    """The office has retired every instrument with which this client could be assessed."""


class DraftOpen(Refusal):
    """The client has an assessment that is not issued yet; `ordinal` is its number."""

    def __init__(self, ordinal: int) -> None:
        super().__init__(f"assessment {ordinal} is open")
        self.ordinal = ordinal


class NotTheAssessor(Refusal):
    """Only the assessor who opened a draft writes in it."""


class Stale(Refusal):
    """The draft was changed elsewhere since the page was opened; both versions are kept."""

    def __init__(self, given: int, current: int) -> None:
        super().__init__(f"version {given} was shown, {current} is stored")
        self.given = given
        self.current = current


def open_draft(session: Session, actor: Actor, client: Client, *, at: datetime) -> Assessment:
    """Open the client's next assessment with the instruments that are in force (SP-0, SP-1).

    A child gets the child's. Refuses a client who is not under guidance, and one whose last
    assessment is still open; NoInstrument where the office has retired them all.
    """
    clients.require_guidance(client)
    profile = offices.settings(session, actor.office)
    forms = catalogue.in_force(
        session, profile, audience_of(client), on=office_date(at, profile.zone)
    )
    if not forms:
        raise NoInstrument
    last = session.scalars(
        select(Assessment)
        .where(Assessment.client_id == client.id)
        .order_by(Assessment.ordinal.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and last.state in {AssessmentState.DRAFT, AssessmentState.NUMBERED}:
        raise DraftOpen(last.ordinal)
    issued = session.scalar(select(func.max(Result.ordinal)).where(Result.client_id == client.id))
    assessment = Assessment(
        id=new_id(),
        office=actor.office,
        client_id=client.id,
        ordinal=_highest(session, client, issued, last) + 1,
        assessor_id=actor.id,
        state=AssessmentState.DRAFT,
        reassessment=issued is not None,
        purpose="pembimbingan",
        # what is taken in from elsewhere was consented to there
        consent_required=actor.via == "web",
        instruments={form.code: {"versi": form.version, "sha256": form.sha256} for form in forms},
        assigned_on=office_date(at, profile.zone),
        assigned_by=actor.name,
        opened_at=at,
        saved_at=at,
    )
    session.add(assessment)
    session.flush()
    audit.record(session, actor, "asesmen.buka", _object(client, assessment), at=at)
    return assessment


def _highest(session: Session, client: Client, issued: int | None, last: Assessment | None) -> int:
    """Return the highest number of an assessment that was ever used in this file."""
    told = max(consents.highest(session, client.id), interviews.highest(session, client.id))
    return max(issued or 0, last.ordinal if last else 0, told)


def get(session: Session, actor: Actor, client: Client, ordinal: int) -> Assessment:
    """Return the client's assessment with this number; the client was found under the rights."""
    assessment = session.scalars(
        select(Assessment).where(
            Assessment.office == actor.office,
            Assessment.client_id == client.id,
            Assessment.ordinal == ordinal,
        )
    ).one_or_none()
    if assessment is None:
        raise NotFound(f"assessment {ordinal} of {client.number}")
    return assessment


def edit(actor: Actor, assessment: Assessment, *, version: int | None = None) -> None:
    """Refuse to write: issued, somebody else's, or changed since the page was opened."""
    take(Step.WRITE, assessment.state)
    if assessment.assessor_id != actor.id and actor.via == "web":
        raise NotTheAssessor
    if version is not None and version != assessment.version:
        raise Stale(version, assessment.version)


def _object(client: Client, assessment: Assessment) -> str:
    return f"berkas/{client.number}/asesmen/{assessment.ordinal}"
