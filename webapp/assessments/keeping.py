"""From the fields of a form page to the draft and back: which field belongs to what."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import recommendations, writing
from casework.assessments.model import Assessment
from casework.assessments.sheet import Sheet
from casework.assessments.writing import AnswerDraft, Frame, RecommendationDraft
from casework.clients.days import read_day
from casework.errors import Fault, Invalid, NotFound
from casework.instruments import lists
from casework.instruments.form import Audience
from webapp.assessments.filling import ADVICE, ANALYSIS, FRAME, Page
from webapp.pieces.forms import Form
from webapp.words.formatting import day

__all__ = ["ADVICE_ROWS", "choices", "keep", "live", "stored", "template", "unchanged"]

ADVICE_ROWS = 20
_DIGITS = 4
_OPTION = re.compile(r"j-(?P<item>[A-Z0-9-]+)")
_NUMBER = re.compile(r"angka-(?P<item>[A-Z0-9-]+)")
_EVIDENCE = re.compile(r"bukti-(?P<item>[A-Z0-9-]+)")
_ROW = re.compile(r"(kode|jenis|bentuk|uraian|sasaran|mulai|selesai|mitra)-(?P<row>[0-9]{1,2})")

Fields = Mapping[str, str]


def keep(  # noqa: PLR0913  (whole page or single fields)
    session: Session,
    actor: Actor,
    assessment: Assessment,
    part: str,
    fields: Fields,
    *,
    at: datetime,
    partly: bool = False,
) -> None:
    """Keep the fields of one page; with `partly` only those that are given, the rest stays."""
    written: dict[str, Callable[..., None]] = {
        FRAME: _keep_frame,
        ANALYSIS: _keep_analysis,
        ADVICE: partial(_keep_advice, gaps=partly),
    }
    if part in written:
        given = {**_written(assessment, part), **fields} if partly else fields
        written[part](session, actor, assessment, given, at)
        assessment.last_place = part
        return
    instrument, _, letter = part.rpartition("-")
    if instrument not in assessment.instruments or not letter:
        raise NotFound(f"part {part}")
    answers = _answers(assessment, instrument, fields)
    writing.save_answers(session, actor, assessment, instrument, answers, at=at)
    assessment.last_place = f"{part} {next(reversed(answers), '')}".strip()


def _answers(assessment: Assessment, instrument: str, fields: Fields) -> dict[str, AnswerDraft]:
    before = {
        one.item: AnswerDraft(one.option, one.evidence, one.number)
        for one in assessment.answers
        if one.instrument == instrument
    }
    found, faults = dict[str, AnswerDraft](), list[Fault]()
    for name, value in fields.items():
        for pattern, change in _CHANGES.items():
            if match := pattern.fullmatch(name):
                item = match["item"]
                old = found.get(item) or before.get(item) or AnswerDraft()
                try:
                    found[item] = change(old, value)
                except ValueError:
                    faults.append(Fault(name, "whole-number"))
    if faults:
        raise Invalid(*faults)
    return found


def _whole(text: str) -> int | None:
    """Return the number typed, None for an empty field; ValueError for anything else."""
    if not (typed := text.strip()):
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS):
        raise ValueError(typed)
    return int(typed)


_CHANGES: Mapping[re.Pattern[str], Callable[[AnswerDraft, str], AnswerDraft]] = {
    _OPTION: lambda old, value: replace(old, option=value),
    _EVIDENCE: lambda old, value: replace(old, evidence=value),
    _NUMBER: lambda old, value: replace(old, number=_whole(value)),
}


def _keep_frame(
    session: Session, actor: Actor, assessment: Assessment, fields: Fields, at: datetime
) -> None:
    faults = list[Fault]()
    frame = Frame(
        fields.get("purpose", ""),
        _day(fields.get("started_on", ""), "started_on", faults),
        _day(fields.get("finished_on", ""), "finished_on", faults),
    )
    if faults:
        raise Invalid(*faults)
    writing.save_frame(session, actor, assessment, frame, at=at)


def _keep_analysis(
    session: Session, actor: Actor, assessment: Assessment, fields: Fields, at: datetime
) -> None:
    writing.save_text(session, actor, assessment, analysis=fields.get("analysis", ""), at=at)


def _keep_advice(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    fields: Fields,
    at: datetime,
    *,
    gaps: bool,
) -> None:
    faults = list[Fault]()
    numbers = (int(match["row"]) for name in fields if (match := _ROW.fullmatch(name)))
    last = min(max(numbers, default=0), ADVICE_ROWS)
    rows = [_row(fields, number, faults) for number in range(1, last + 1)]
    if faults:
        raise Invalid(*faults)
    writing.save_text(session, actor, assessment, summary=fields.get("summary", ""), at=at)
    writing.save_recommendations(session, actor, assessment, rows, at=at, gaps=gaps)


def _row(fields: Fields, number: int, faults: list[Fault]) -> RecommendationDraft:
    def get(name: str) -> str:
        return fields.get(f"{name}-{number}", "")

    code = get("kode")
    if code and not recommendations.known(code):
        faults.append(Fault(f"kode-{number}", "unknown-recommendation", {"given": code[:40]}))
    kind, form = get("jenis"), get("bentuk")
    return RecommendationDraft(
        code=code,
        kind=kind if kind in {"kepribadian", "kemandirian"} else "",
        form=form if form in {"individu", "kelompok"} else "",
        text=get("uraian"),
        target=get("sasaran"),
        starts_on=_day(get("mulai"), f"mulai-{number}", faults),
        ends_on=_day(get("selesai"), f"selesai-{number}", faults),
        partner=get("mitra"),
    )


def _day(text: str, field: str, faults: list[Fault]) -> date | None:
    if not text.strip():
        return None
    found = read_day(text, field)
    if isinstance(found, Fault):
        faults.append(found)
        return None
    return found


def _written(assessment: Assessment, part: str) -> dict[str, str]:
    """Return the fields of a written page as they are stored."""
    return _STORED[part](assessment)


def _stored_frame(assessment: Assessment) -> dict[str, str]:
    return {
        "purpose": assessment.purpose,
        "started_on": _typed(assessment.started_on),
        "finished_on": _typed(assessment.finished_on),
    }


def _stored_advice(assessment: Assessment) -> dict[str, str]:
    values = {"summary": assessment.summary}
    for row in assessment.recommendations:
        n = row.position
        values |= {
            f"kode-{n}": row.code,
            f"jenis-{n}": row.kind,
            f"bentuk-{n}": row.form,
            f"uraian-{n}": row.text,
            f"sasaran-{n}": row.target,
            f"mulai-{n}": _typed(row.starts_on),
            f"selesai-{n}": _typed(row.ends_on),
            f"mitra-{n}": row.partner,
        }
    return values


_STORED: dict[str, Callable[[Assessment], dict[str, str]]] = {
    FRAME: _stored_frame,
    ANALYSIS: lambda assessment: {"analysis": assessment.analysis},
    ADVICE: _stored_advice,
}


def _typed(value: date | None) -> str:
    return day(value)


def stored(assessment: Assessment, page: Page) -> Form:
    """Return the form of a page as it was last saved."""
    if page.slug in _STORED:
        return Form(_written(assessment, page.slug))
    return Form(_chosen(assessment, page.instrument))


def _chosen(assessment: Assessment, instrument: str) -> dict[str, str]:
    values = dict[str, str]()
    for one in assessment.answers:
        if one.instrument == instrument:
            values[f"j-{one.item}"] = one.option
            values[f"bukti-{one.item}"] = one.evidence
            values[f"angka-{one.item}"] = "" if one.number is None else str(one.number)
    return values


def unchanged(assessment: Assessment, part: str, fields: Fields) -> bool:
    """Tell whether all that was typed is kept already: the second of two clicks on one button."""
    known = part in _STORED
    before = _written(assessment, part) if known else _chosen(assessment, part.rpartition("-")[0])
    return all(
        value.split() == before.get(name, "").split()
        for name, value in fields.items()
        if name not in {"csrf_token", "stay", "version"}
    )


def template(page: Page) -> str:
    """Return the template that draws a page."""
    return f"assessments/{page.slug if page.part is None else 'items'}.html"


def live(sheet: Sheet, part: str) -> dict[str, str]:
    """Return the figures that change while the page is filled in, ready to be shown."""
    instrument = part.rpartition("-")[0]
    if instrument not in {one.form.code for one in sheet.filled}:
        return {}
    filled = sheet.of(instrument)
    letter = part.rpartition("-")[2].upper()
    own = next((one for one in filled.progress if one.code == letter), None)
    done, total = (own.answered, own.total) if own else (0, 0)
    left = total - done
    return {
        "count": f"{done}/{total}",
        "score": f"{filled.score.total}/{filled.score.maximum}",
        "band": filled.score.provisional.title,
        "open": f"{left} butir kosong" if left else "semua butir terjawab",
    }


def choices(assessment: Assessment, page: Page, audience: Audience) -> dict[str, object]:
    """Return the lists that a written page offers; one empty row of recommendation more."""
    if page.slug == FRAME:
        offered = [one for one in lists.purposes().values() if one.offered]
        fitting = [one for one in offered if audience in one.audiences]
        return {"purposes": [(one.code, one.title) for one in fitting]}
    if page.slug == ADVICE:
        last = max((row.position for row in assessment.recommendations), default=0)
        rows = min(max(last + 1, 2), ADVICE_ROWS)
        table = recommendations.table()
        return {
            "advice_rows": range(1, rows + 1),
            "programmes": [(code, one.title) for code, one in table.items()],
        }
    return {}
