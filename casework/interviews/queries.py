"""The interviews of an assessment: what is planned, what was held, what was put right since."""

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.errors import NotFound
from casework.interviews.model import Interview, PlannedInterview
from casework.interviews.rules import Party

__all__ = ["held", "highest", "one", "plan", "planned", "standing", "who_and_when"]


def held(session: Session, assessment_id: str) -> list[Interview]:
    """Return every record of a talk for an assessment, the oldest talk first."""
    query = select(Interview).where(Interview.assessment_id == assessment_id)
    return list(session.scalars(query.order_by(Interview.held_on, Interview.id)))


def standing(session: Session, assessment_id: str) -> list[Interview]:
    """Return the records that hold: those that no later one puts right."""
    found = held(session, assessment_id)
    replaced = {row.supersedes for row in found}
    return [row for row in found if row.id not in replaced]


def who_and_when(session: Session, assessment_id: str) -> dict[date, set[Party]]:
    """Return who was heard on which day."""
    found = defaultdict[date, set[Party]](set)
    for row in standing(session, assessment_id):
        found[row.held_on].add(row.party)
    return dict(found)


def one(session: Session, assessment_id: str, interview_id: str) -> Interview:
    """Return one record of an assessment; NotFound where it has no such."""
    found = session.get(Interview, interview_id)
    if found is None or found.assessment_id != assessment_id:
        raise NotFound(f"interview {interview_id}")
    return found


def planned(session: Session, assessment_id: str) -> list[PlannedInterview]:
    """Return what is still to be held, the nearest first; without a day at the end."""
    query = select(PlannedInterview).where(PlannedInterview.assessment_id == assessment_id)
    days = (PlannedInterview.planned_on.is_(None), PlannedInterview.planned_on)
    return list(session.scalars(query.order_by(*days, PlannedInterview.id)))


def plan(session: Session, assessment_id: str, plan_id: str) -> PlannedInterview | None:
    """Return one plan of an assessment; None where it was carried out or taken off the list."""
    found = session.get(PlannedInterview, plan_id)
    return found if found is not None and found.assessment_id == assessment_id else None


def highest(session: Session, client_id: str) -> int:
    """Return the highest number of an assessment that anybody was heard for, 0 without any."""
    query = select(func.max(Interview.ordinal)).where(Interview.client_id == client_id)
    return session.scalar(query) or 0
