"""Writing in a draft: answers, days, texts and recommendations, kept bit by bit and never lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor
from casework.assessments.consenting import require_consent
from casework.assessments.drafts import edit
from casework.assessments.model import Answer, Assessment, Recommendation
from casework.errors import Fault, Invalid
from casework.instruments import catalogue, lists
from casework.instruments.form import Item

__all__ = [
    "AnswerDraft",
    "Frame",
    "RecommendationDraft",
    "save_answers",
    "save_frame",
    "save_recommendations",
    "save_text",
]

_EVIDENCE = 4_000  # letters
_TEXT = 20_000
_ROWS = 20
_HIGHEST = 9_999  # while it is typed; what the item allows is looked at before the issue


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What was chosen for an item and what it rests on; either may still be empty.

    `number` is the unscored number of an item that carries one.
    """

    option: str = ""
    evidence: str = ""
    number: int | None = None


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

    Unknown items and options are refused; an empty option takes the answer back. Raises
    ConsentMissing before anybody was asked (SP-1).
    """
    edit(actor, assessment)
    require_consent(session, assessment)
    version = assessment.instruments[instrument]["versi"]
    form = catalogue.find(session, assessment.office, instrument, version)
    stored = {one.item: one for one in assessment.answers if one.instrument == instrument}
    for code, draft in answers.items():
        item = form.item(code)
        if item is None or (draft.option and item.option(draft.option) is None):
            raise Invalid(Fault(code, "unknown-option"))
        evidence = typed.text(draft.evidence, field=f"bukti-{code}", most=_EVIDENCE)
        _check_number(item, draft.number)
        row = stored.get(code)
        if row is None:
            row = Answer(instrument=instrument, item=code, option="", evidence="", saved_at=at)
            assessment.answers.append(row)
        given = (draft.option, evidence, draft.number)
        if (row.option, row.evidence, row.number) != given:
            row.option, row.evidence, row.number = given
            row.saved_at = at
    _touch(session, assessment, at)


def _check_number(item: Item, number: int | None) -> None:
    if number is None:
        return
    if item.number is None:
        raise Invalid(Fault(f"angka-{item.code}", "number-not-asked"))
    if not 0 <= number <= _HIGHEST:
        raise Invalid(Fault(f"angka-{item.code}", "whole-number"))


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
