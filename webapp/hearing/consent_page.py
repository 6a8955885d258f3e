"""What the page of a consent shows: what holds, what may be recorded next, its papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import consenting
from casework.assessments.model import Assessment, AssessmentState
from casework.clients.model import Client
from casework.clients.rules import ADULT, age
from casework.consents import draft, queries, rules
from casework.consents.model import Consent
from casework.consents.workflow import CLOSING, OPENING, Outcome, follows
from casework.errors import Fault, Invalid
from webapp.pieces.forms import Form
from webapp.words.formatting import day, today
from webapp.words.hearing import OUTCOMES

__all__ = ["ConsentPage", "Panel", "Scan", "consent_page", "panel", "record", "stored"]


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan of the signed paper; without a sequence while it waits for its seal."""

    title: str
    sequence: int | None


@dataclass(frozen=True, slots=True)
class Panel:
    """What holds of an assessment: the statement, its words, its scans."""

    consent: Consent | None
    state: str
    scans: list[Scan]
    missing: bool

    @property
    def given(self) -> bool:
        """Whether the form may be filled in."""
        return self.consent is not None and self.consent.outcome in OPENING


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """Everything the page shows."""

    panel: Panel
    history: list[Consent]
    options: list[tuple[str, str, str]]
    minor: bool
    guardian: bool


def panel(session: Session, assessment_id: str, draft_row: Assessment | None) -> Panel:
    """Return what holds; the draft is None where only the result is left."""
    found = queries.history(session, assessment_id)
    holding = found[-1] if found else None
    return Panel(
        holding,
        OUTCOMES[holding.outcome].state if holding else "",
        [Scan(one.title, sequence) for one, sequence in queries.scans(session, found)],
        draft_row is not None
        and draft_row.state is AssessmentState.DRAFT
        and consenting.missing(session, draft_row),
    )


def consent_page(session: Session, client: Client, assessment: Assessment) -> ConsentPage:
    """Put the page together."""
    found = queries.history(session, assessment.id)
    before = found[-1].outcome if found else None
    choices = rules.offered(client.birth_date, today(), follows(before))
    return ConsentPage(
        panel=panel(session, assessment.id, assessment),
        history=found[:-1][::-1],
        options=[_option(one, before) for one in choices],
        minor=age(client.birth_date, today()) < ADULT,
        guardian=Outcome.GUARDIAN in choices,
    )


def _option(outcome: Outcome, before: Outcome | None) -> tuple[str, str, str]:
    words = OUTCOMES[outcome]
    if outcome is before:
        return (outcome, "Catatan diperbaiki", "tulis apa yang diperbaiki di Catatan")
    return (outcome, words.choice, words.hint)


def stored(actor: Actor, client: Client, consent: Consent | None) -> Form:
    """Return the form as it is opened: what is known already, the outcome never chosen."""
    if consent is None:
        guarantor = client.guarantor if client.child else None
        return Form(
            {
                "explained_by": actor.name,
                "given_on": day(today()),
                "guardian": guarantor.name if guarantor else "",
                "relation": guarantor.relation if guarantor else "",
            }
        )
    return Form(
        {
            "given_on": day(consent.given_on),
            "explained_by": consent.explained_by,
            "guardian": consent.guardian,
            "relation": consent.relation,
        }
    )


def record(
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    fields: Mapping[str, str],
    *,
    at: datetime,
) -> Consent:
    """Record what was typed; what ends the assessment must be ticked as meant."""
    faults: Sequence[Fault] = ()
    if fields.get("outcome") in CLOSING and not fields.get("sure"):
        faults = (Fault("sure", "not-agreed"),)
    try:
        said = draft.read(fields)
    except Invalid as refused:
        raise Invalid(*refused.faults, *faults) from refused
    if faults:
        raise Invalid(*faults)
    return consenting.record_statement(session, actor, client, assessment, said, at=at)
