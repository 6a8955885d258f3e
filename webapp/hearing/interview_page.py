"""What the pages of interviews show: who was heard, who is still to be, and the form of a talk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import interviewing
from casework.assessments.model import Assessment
from casework.clients.model import Client
from casework.deposits import queries as deposits
from casework.interviews import draft, queries
from casework.interviews.model import Interview, PlannedInterview
from casework.interviews.rules import Party
from webapp.pieces.forms import Form
from webapp.words.formatting import day, today
from webapp.words.hearing import MEANS, PARTIES
from webapp.words.refusals import fault_sentence

__all__ = [
    "MEANS_CHOICES",
    "PARTY_CHOICES",
    "Heard",
    "Panel",
    "blank_talk",
    "panel",
    "plan",
    "record",
]

PARTY_CHOICES = list(PARTIES.items())
MEANS_CHOICES = list(MEANS.items())


@dataclass(frozen=True, slots=True)
class Heard:
    """One talk in the list; without a sequence while it waits for its seal."""

    id: str
    who: str
    when: str
    sequence: int | None


@dataclass(frozen=True, slots=True)
class Planned:
    """One that is still to be held."""

    id: str
    who: str
    when: str
    late: bool
    note: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Who was heard for an assessment, who is to be, and who must be and was not."""

    heard: list[Heard]
    planned: list[Planned]
    missing: list[str]


def panel(session: Session, client: Client, assessment_id: str, *, open_draft: bool) -> Panel:
    """Put the panel together; nothing is missing any more of what is issued or given up."""
    standing = queries.standing(session, assessment_id)
    numbers = deposits.sequences(session, [row.id for row in standing])
    unheard = interviewing.unheard(session, client, assessment_id) if open_draft else ()
    waiting = queries.planned(session, assessment_id) if open_draft else ()
    return Panel(
        [Heard(row.id, _who(row), _when(row), numbers.get(row.id)) for row in standing],
        [
            Planned(row.id, _who(row), _when(row), _late(row.planned_on), row.note)
            for row in waiting
        ],
        [fault_sentence(one) for one in unheard],
    )


def _who(row: Interview | PlannedInterview) -> str:
    party = PARTIES[row.party]
    if not row.name:
        return party
    return f"{row.name} ({row.relation or party.lower()})"


def _when(row: Interview | PlannedInterview) -> str:
    on = row.held_on if isinstance(row, Interview) else row.planned_on
    means = MEANS[row.means].lower() if row.means else ""
    place = row.place if isinstance(row, PlannedInterview) else ""
    return ", ".join(part for part in (day(on), means, place) if part)


def _late(on: date | None) -> bool:
    return on is not None and on < today()


def blank_talk(
    session: Session, client: Client, assessment: Assessment, *, plan_id: str, replaces: str
) -> Form:
    """Return the form as it is opened: from its plan, from the record it puts right, or empty."""
    if replaces:
        return Form(_of_talk(queries.one(session, assessment.id, replaces)))
    planned = queries.plan(session, assessment.id, plan_id) if plan_id else None
    if planned is not None:
        return Form(_of_plan(planned))
    heard = queries.who_and_when(session, assessment.id).values()
    first = not any(Party.CLIENT in parties for parties in heard)
    party = Party.CLIENT if first else ""
    return Form({"party": party, "name": client.name if first else "", "held_on": ""})


def _of_talk(row: Interview) -> dict[str, str]:
    return {
        "party": row.party,
        "name": row.name,
        "relation": row.relation,
        "held_on": day(row.held_on),
        "means": row.means,
        "place": row.place,
        "ground": row.ground,
        "statement": row.statement,
    }


def _of_plan(row: PlannedInterview) -> dict[str, str]:
    due = row.planned_on is not None and row.planned_on <= today()
    return {
        "party": row.party,
        "name": row.name,
        "relation": row.relation,
        "held_on": day(row.planned_on) if due else "",
        "means": row.means or "",
        "place": row.place,
    }


def record(
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    fields: Mapping[str, str],
    *,
    at: datetime,
) -> Interview:
    """Record a talk as it was typed; raises Invalid with every fault."""
    return interviewing.record_talk(
        session,
        actor,
        client,
        assessment,
        draft.read_talk(fields),
        plan_id=fields.get("rencana", ""),
        replaces=fields.get("memperbaiki", ""),
        at=at,
    )


def plan(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    fields: Mapping[str, str],
    *,
    at: datetime,
) -> PlannedInterview:
    """Plan a talk as it was typed."""
    return interviewing.plan(session, actor, assessment, draft.read_plan(fields), at=at)
