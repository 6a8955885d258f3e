"""Planning an interview, and recording one that was held: sealed at once, never changed."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.clients.model import Client
from casework.clock import office_date
from casework.db.base import new_id
from casework.deposits import journal
from casework.deposits.parcel import Parcel, client_chain
from casework.errors import Invalid, Refusal
from casework.interviews import queries, record, rules
from casework.interviews.model import Interview, PlannedInterview
from casework.interviews.rules import Frame, Plan, Talk
from casework.occasion import Occasion
from casework.offices import service as offices

__all__ = ["AlreadyPutRight", "add_plan", "drop_plan", "record_talk"]


class AlreadyPutRight(Refusal):
    """Another record has put this one right since; that one is to be put right."""


def add_plan(
    session: Session, actor: Actor, occasion: Occasion, plan: Plan, *, at: datetime
) -> PlannedInterview:
    """Put an interview on the list of what is to be held; the very same one twice is one plan."""
    today = office_date(at, offices.settings(session, actor.office).zone)
    if found := tuple(rules.plan_faults(plan, today)):
        raise Invalid(*found)
    values = {name: getattr(plan, name) for name in plan.__slots__}
    for row in queries.planned(session, occasion.assessment_id):
        if all(getattr(row, name) == value for name, value in values.items()):
            return row
    row = PlannedInterview(id=new_id(), assessment_id=occasion.assessment_id, at=at, **values)
    session.add(row)
    session.flush()
    return row


def drop_plan(session: Session, occasion: Occasion, plan_id: str) -> None:
    """Take a plan off the list; one that is gone already is no matter."""
    if (row := queries.plan(session, occasion.assessment_id, plan_id)) is not None:
        session.delete(row)
        session.flush()


def record_talk(  # noqa: PLR0913  (of whom, for what, and what it puts right)
    session: Session,
    actor: Actor,
    client: Client,
    occasion: Occasion,
    talk: Talk,
    *,
    finished_on: date | None,
    replaces: str | None = None,
    at: datetime,
) -> Interview:
    """Seal what was said; the very same talk again is one act.

    With `replaces` it puts that record right, which stays. Raises Invalid with every fault,
    AlreadyPutRight where another record did so before.
    """
    known = queries.held(session, occasion.assessment_id)
    for row in known:
        if row.supersedes == replaces and record.said(row) == record.said(talk):
            return row
    if replaces is not None:
        queries.one(session, occasion.assessment_id, replaces)
        if replaces in {row.supersedes for row in known}:
            raise AlreadyPutRight(replaces)
    zone = offices.settings(session, actor.office).zone
    frame = Frame(client.birth_date, office_date(at, zone), finished_on)
    if found := tuple(rules.faults(talk, frame)):
        raise Invalid(*found)
    parcel = Parcel(
        record.KIND,
        client_chain(actor, client.number, child=client.child_root),
        zone,
        record.content(occasion, talk),
        file_number=client.number,
        supersedes=replaces,
        child=client.child_root,
    )
    interview = record.keep(session, journal.enter(session, actor, parcel, at=at))
    target = f"berkas/{client.number}/asesmen/{occasion.ordinal}"
    audit.record(session, actor, "wawancara.catat", target, at=at)
    return interview
