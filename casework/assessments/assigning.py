"""Who assesses, from which day, by which letter and on whose word: kept in the draft (SP-1)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor, Role
from casework.assessments import drafts
from casework.assessments.model import Assessment
from casework.assessments.workflow import Step, take
from casework.audit import service as audit
from casework.clients.model import Client
from casework.clock import office_date
from casework.errors import Fault, Invalid
from casework.offices import service as offices
from casework.offices.model import Official

__all__ = ["Assignment", "assign", "choices", "may_assign", "may_pass_on"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to assess, from when, by the number of which letter, and who said so."""

    assessor_id: str
    on: date | None
    letter: str = ""
    by: str = ""


def may_assign(actor: Actor, assessment: Assessment) -> bool:
    """Tell whether the actor may write down the assignment: the assessor, or a supervisor."""
    return assessment.assessor_id == actor.id or actor.holds(Role.SUPERVISOR)


def may_pass_on(actor: Actor) -> bool:
    """Tell whether the actor may give the draft to another assessor."""
    return actor.holds(Role.SUPERVISOR)


def choices(session: Session, assessment: Assessment, on: date) -> list[Official]:
    """Return the assessors in office on the day."""
    return offices.officials(session, assessment.office, Role.ASESOR, on=on)


def assign(
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    given: Assignment,
    *,
    at: datetime,
) -> None:
    """Write the assignment down; a supervisor may give the draft to another assessor.

    Raises NotTheAssessor, StepNotAllowed once it is issued, Invalid with every fault.
    """
    take(Step.WRITE, assessment.state)
    if not may_assign(actor, assessment):
        raise drafts.NotTheAssessor
    today = office_date(at, offices.settings(session, actor.office).zone)
    faults = list[Fault]()
    letter = _line(given.letter, "letter", 120, faults)
    by = _line(given.by, "by", 200, faults)
    if given.on is None:
        faults.append(Fault("on", "required"))
    elif given.on > today:
        faults.append(Fault("on", "date-future"))
    moved = given.assessor_id != assessment.assessor_id
    known = {one.id for one in choices(session, assessment, today)}
    if moved and (not may_pass_on(actor) or given.assessor_id not in known):
        faults.append(Fault("assessor_id", "unknown-choice"))
    if not by:
        faults.append(Fault("by", "required"))
    if faults:
        raise Invalid(*faults)
    assessment.assessor_id = given.assessor_id
    assessment.assigned_on, assessment.assigned_by = given.on, by
    assessment.assigned_letter = letter or None
    session.flush()
    target = f"berkas/{client.number}/asesmen/{assessment.ordinal}"
    audit.record(session, actor, "asesmen.tugaskan", target, at=at)


def _line(value: str, field: str, most: int, faults: list[Fault]) -> str:
    try:
        return typed.line(value, field=field, most=most)
    except Invalid as refused:
        faults.extend(refused.faults)
        return ""
