"""The draft: opened for a client under guidance, filled in bit by bit, never lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor
from casework.assessments.model import (
    Answer,
    Assessment,
    AssessmentState,
    Recommendation,
    Result,
)
from casework.assessments.record import NEEDS, RISK
from casework.assessments.workflow import Step, take
from casework.audit import service as audit
from casework.clients import service as clients
from casework.clients.model import Client
from casework.db.base import new_id
from casework.errors import Fault, Invalid, NotFound, Refusal
from casework.instruments import catalogue, lists

__all__ = [
    "AnswerDraft",
    "ChildInstrumentMissing",
    "DraftOpen",
    "Frame",
    "NotTheAssessor",
    "RecommendationDraft",
    "Stale",
    "edit",
    "get",
    "open_draft",
    "save_answers",
    "save_frame",
    "save_recommendations",
    "save_text",
]

_EVIDENCE = 4_000  # letters
_TEXT = 20_000
_ROWS = 20


class ChildInstrumentMissing(Refusal):
    """A child is assessed with the child instrument, which is not in this Berkas yet."""


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


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What was chosen for an item and what it rests on; either may still be empty."""

    option: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationDraft:
    """One row of the recommendation as typed; complete only when it is issued."""

    code: str = ""
    kind: str = ""
    form: str = ""
    text: str = ""
    target: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    partner: str = ""

    @property
    def empty(self) -> bool:
        """True where nothing at all was typed into the row."""
        return self == RecommendationDraft()


@dataclass(frozen=True, slots=True)
class Frame:
    """Why and when the assessment is carried out; the days may still be missing."""

    purpose: str
    started_on: date | None = None
    finished_on: date | None = None


def open_draft(session: Session, actor: Actor, client: Client, *, at: datetime) -> Assessment:
    """Open the client's next assessment with the instruments that are in force (SP-0, SP-1).

    Refuses a client who is not under guidance, a child, and a client whose last assessment
    is still open.
    """
    clients.require_guidance(client)
    if client.child:
        raise ChildInstrumentMissing
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
        ordinal=max(issued or 0, last.ordinal if last else 0) + 1,
        assessor_id=actor.id,
        state=AssessmentState.DRAFT,
        reassessment=issued is not None,
        purpose="pembimbingan",
        instruments={
            code: {"versi": found.version, "sha256": found.sha256}
            for code in (RISK, NEEDS)
            for found in (catalogue.find(code),)
        },
        opened_at=at,
        saved_at=at,
    )
    session.add(assessment)
    session.flush()
    audit.record(session, actor, "asesmen.buka", _object(client, assessment), at=at)
    return assessment


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


def save_answers(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    instrument: str,
    answers: Mapping[str, AnswerDraft],
    *,
    at: datetime,
) -> None:
    """Keep what was chosen and cited for these items; items not named are left as they are.

    Unknown items and options are refused; an empty option takes the answer back.
    """
    edit(actor, assessment)
    form = catalogue.find(instrument, assessment.instruments[instrument]["versi"])
    stored = {one.item: one for one in assessment.answers if one.instrument == instrument}
    for code, draft in answers.items():
        item = form.item(code)
        if item is None or (draft.option and item.option(draft.option) is None):
            raise Invalid(Fault(code, "unknown-option"))
        evidence = typed.text(draft.evidence, field=f"bukti-{code}", most=_EVIDENCE)
        row = stored.get(code)
        if row is None:
            row = Answer(instrument=instrument, item=code, option="", evidence="", saved_at=at)
            assessment.answers.append(row)
        if (row.option, row.evidence) != (draft.option, evidence):
            row.option, row.evidence, row.saved_at = draft.option, evidence, at
    _touch(session, assessment, at)


def save_frame(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    frame: Frame,
    *,
    at: datetime,
) -> None:
    """Keep the purpose and the days on which the assessment was carried out."""
    edit(actor, assessment)
    if not (known := lists.purposes().get(frame.purpose)) or not known.offered:
        raise Invalid(Fault("purpose", "unknown-purpose"))
    assessment.purpose = frame.purpose
    assessment.started_on = frame.started_on
    assessment.finished_on = frame.finished_on
    _touch(session, assessment, at)


def save_text(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    *,
    analysis: str | None = None,
    summary: str | None = None,
    at: datetime,
) -> None:
    """Keep the analysis, or the sentence that opens the recommendation; None leaves it be."""
    edit(actor, assessment)
    if analysis is not None:
        assessment.analysis = typed.text(analysis, field="analysis", most=_TEXT)
    if summary is not None:
        assessment.summary = typed.text(summary, field="summary", most=_TEXT)
    _touch(session, assessment, at)


def save_recommendations(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    rows: Sequence[RecommendationDraft],
    *,
    at: datetime,
    gaps: bool = False,
) -> None:
    """Keep the rows of the recommendation in this order; rows left empty fall away.

    With `gaps` the others stay at their places: a page that is still open names them by these.
    """
    edit(actor, assessment)
    kept = [_row(n, row) for n, row in enumerate(rows, 1) if not row.empty]
    if len(kept) > _ROWS:
        raise Invalid(Fault("recommendations", "too-many", {"most": _ROWS}))
    if not gaps:
        for n, row in enumerate(kept, 1):
            row.position = n
    assessment.recommendations.clear()
    session.flush()
    assessment.recommendations.extend(kept)
    _touch(session, assessment, at)


def _row(position: int, row: RecommendationDraft) -> Recommendation:
    def field(name: str) -> str:
        return f"{name}-{position}"

    return Recommendation(
        position=position,
        code=row.code,
        kind=row.kind,
        form=row.form,
        text=typed.text(row.text, field=field("uraian"), most=_EVIDENCE),
        target=typed.text(row.target, field=field("sasaran"), most=_EVIDENCE),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        partner=typed.line(row.partner, field=field("mitra"), most=200),
    )


def _touch(session: Session, assessment: Assessment, at: datetime) -> None:
    assessment.saved_at = at
    session.flush()


def _object(client: Client, assessment: Assessment) -> str:
    return f"berkas/{client.number}/asesmen/{assessment.ordinal}"
