"""What the pages of an assessment say of its assignment and of the day by which it is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import assigning, history
from casework.assessments.assigning import Assignment
from casework.assessments.history import Due
from casework.assessments.model import Assessment
from casework.clients.days import read_day
from casework.clients.model import Client
from casework.errors import Fault, Invalid
from casework.offices import service as offices
from webapp.client_file.page import why
from webapp.pieces.forms import Form
from webapp.words.formatting import day, today

__all__ = ["Assigned", "assessors", "assigned", "record", "stored"]


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who assesses, since when and by whose word; when it is due and why."""

    assessor: str
    facts: list[tuple[str, str]]
    due: Due | None
    why: str
    changes: bool


def assigned(session: Session, actor: Actor, client: Client, draft: Assessment) -> Assigned:
    """Return what the panel shows (SP-9: the due day from the first minute)."""
    assessor = offices.official(session, draft.office, draft.assessor_id).name
    last = history.latest(session, [client.id]).get(client.id)
    due = history.due(client, last, offices.settings(session, draft.office))
    facts = (
        ("Asesor", assessor),
        ("Ditugaskan sejak", day(draft.assigned_on)),
        ("Surat tugas", draft.assigned_letter or ""),
        ("Ditugaskan oleh", draft.assigned_by or ""),
    )
    return Assigned(
        assessor,
        [(term, value) for term, value in facts if value],
        due,
        why(due) if due else "",
        assigning.may_assign(actor, draft),
    )


def assessors(session: Session, actor: Actor, draft: Assessment) -> list[tuple[str, str]]:
    """Return whom the draft may be given to; empty where the reader gives it to nobody."""
    if not assigning.may_pass_on(actor):
        return []
    return [(one.id, one.name) for one in assigning.choices(session, draft, today())]


def stored(actor: Actor, draft: Assessment) -> Form:
    """Return the form as it is opened."""
    return Form(
        {
            "assessor_id": draft.assessor_id,
            "on": day(draft.assigned_on or draft.opened_at),
            "letter": draft.assigned_letter or "",
            "by": draft.assigned_by or actor.name,
        }
    )


def record(
    session: Session,
    actor: Actor,
    client: Client,
    draft: Assessment,
    fields: Mapping[str, str],
    *,
    at: datetime,
) -> None:
    """Write down what was typed; raises Invalid with every fault."""
    text = fields.get("on", "")
    on = read_day(text, "on") if text.strip() else None
    given = Assignment(
        fields.get("assessor_id") or draft.assessor_id,
        None if isinstance(on, Fault) else on,
        fields.get("letter", ""),
        fields.get("by", ""),
    )
    try:
        assigning.assign(session, actor, client, draft, given, at=at)
    except Invalid as refused:
        if not isinstance(on, Fault):
            raise
        rest = (one for one in refused.faults if one.field != "on")
        raise Invalid(on, *rest) from refused
