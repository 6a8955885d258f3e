"""Consent to an assessment: before the first answer; a refusal ends the draft (SP-1)."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import drafts, dropping
from casework.assessments.model import Assessment
from casework.assessments.workflow import DropGround
from casework.clients.model import Client
from casework.consents import queries, rules, service
from casework.consents.model import Consent
from casework.consents.rules import Statement, Weight
from casework.consents.workflow import Outcome
from casework.errors import Fault, Refusal
from casework.occasion import Occasion

__all__ = ["ConsentMissing", "lacking", "missing", "record_statement", "require_consent"]

_GROUNDS = {Outcome.REFUSED: DropGround.REFUSED, Outcome.WITHDRAWN: DropGround.WITHDRAWN}
_REASON = 300  # letters


class ConsentMissing(Refusal):
    """Nothing is answered before consent to the assessment is recorded."""


def record_statement(
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    said: Statement,
    *,
    at: datetime,
) -> Consent:
    """Seal what was said; with a refusal or a withdrawal the draft is closed, its answers stay.

    Only for the draft's own assessor. Raises Invalid, OutcomeNotAllowed or StepNotAllowed.
    """
    drafts.edit(actor, assessment)
    occasion = Occasion(assessment.id, assessment.ordinal)
    consent = service.record_statement(session, actor, client, occasion, said, at=at)
    if (ground := _GROUNDS.get(consent.outcome)) is not None:
        reason = " ".join(consent.remark.split())[:_REASON]
        dropping.close(session, actor, client, assessment, ground=ground, reason=reason, at=at)
    return consent


def missing(session: Session, assessment: Assessment) -> bool:
    """Tell whether consent must still be recorded before the first answer."""
    return assessment.consent_required and not queries.allows(session, assessment.id)


def require_consent(session: Session, assessment: Assessment) -> None:
    """Refuse to go on without consent."""
    if missing(session, assessment):
        raise ConsentMissing(assessment.id)


def lacking(session: Session, assessment: Assessment, weight: Weight) -> Iterator[Fault]:
    """Yield what is missing of the consent before issue, of one weight."""
    found = queries.history(session, assessment.id)
    outcome = found[-1].outcome if found else None
    scanned = bool(found) and bool(queries.scans(session, found))
    needed = assessment.consent_required
    yield from rules.lacking(outcome, needed=needed, scanned=scanned, weight=weight)
