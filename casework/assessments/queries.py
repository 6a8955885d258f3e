"""Lists of assessments, and one assessment with everything that is known of it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, raiseload

from casework.actor import Actor
from casework.assessments.model import Assessment, AssessmentState, Result
from casework.clients.model import Client
from casework.clients.queries import readable
from casework.deposits.model import Deposit
from casework.errors import NotFound

__all__ = ["Overview", "UnderWay", "by_id", "listed", "overview", "own", "under_way"]

_MOST = 200
# a list shows neither answers nor cases, and reading them would cost more than the list itself
_BARE = (
    raiseload(Assessment.answers),
    raiseload(Assessment.recommendations),
    raiseload(Client.cases),
    raiseload(Client.registers),
)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """One assessment in a list, with its client."""

    assessment: Assessment
    client: Client


@dataclass(frozen=True, slots=True)
class Overview:
    """One assessment: its draft (None after a rebuild), its result and where that was sealed."""

    ordinal: int
    draft: Assessment | None
    result: Result | None
    document: Deposit | None

    @property
    def assessment_id(self) -> str:
        """The id by which consent and interviews name the assessment."""
        if self.draft is not None:
            return self.draft.id
        return self.result.assessment_id if self.result is not None else ""


def under_way(session: Session, actor: Actor) -> list[UnderWay]:
    """Return the assessments that are not stored yet: the actor's own, or all for who reviews."""
    query = (
        select(Assessment, Client)
        .join(Client, Client.id == Assessment.client_id)
        .where(
            readable(actor),
            Assessment.state.in_((AssessmentState.DRAFT, AssessmentState.NUMBERED)),
        )
        .order_by(Assessment.saved_at.desc())
        .limit(_MOST)
        .options(*_BARE)
    )
    return [UnderWay(draft, client) for draft, client in session.execute(query)]


def own(session: Session, actor: Actor) -> list[UnderWay]:
    """Return the assessments that the actor opened and that are not stored, last saved first."""
    rows = session.execute(
        select(Assessment, Client)
        .join(Client, Client.id == Assessment.client_id)
        .where(
            readable(actor),
            Assessment.assessor_id == actor.id,
            Assessment.state.in_((AssessmentState.DRAFT, AssessmentState.NUMBERED)),
        )
        .order_by(Assessment.saved_at.desc())
    )
    return [UnderWay(draft, client) for draft, client in rows]


def listed(session: Session, actor: Actor, *states: AssessmentState) -> list[UnderWay]:
    """Return the assessments in these states, the oldest first; all of them without states."""
    query = (
        select(Assessment, Client)
        .join(Client, Client.id == Assessment.client_id)
        .where(readable(actor))
        .order_by(Assessment.id)
    )
    if states:
        query = query.where(Assessment.state.in_(states))
    return [UnderWay(draft, client) for draft, client in session.execute(query)]


def by_id(session: Session, actor: Actor, assessment_id: str) -> UnderWay:
    """Return one assessment by its id; NotFound where its client is not for the actor."""
    found = session.execute(
        select(Assessment, Client)
        .join(Client, Client.id == Assessment.client_id)
        .where(Assessment.id == assessment_id, readable(actor))
    ).one_or_none()
    if found is None:
        raise NotFound(f"assessment {assessment_id}")
    return UnderWay(found[0], found[1])


def overview(session: Session, actor: Actor, client: Client, ordinal: int) -> Overview:
    """Return the client's assessment of that number, as draft, as result, or as both."""
    draft = session.scalars(
        select(Assessment).where(
            Assessment.office == actor.office,
            Assessment.client_id == client.id,
            Assessment.ordinal == ordinal,
        )
    ).one_or_none()
    result = session.scalars(
        select(Result).where(Result.client_id == client.id, Result.ordinal == ordinal)
    ).one_or_none()
    if draft is None and result is None:
        raise NotFound(f"assessment {ordinal} of {client.number}")
    document = session.get(Deposit, result.id) if result is not None else None
    return Overview(ordinal, draft, result, document)
