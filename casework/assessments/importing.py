"""A whole assessment from one file: the `isi` of a `hasil-asesmen`, read into a ready draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from sqlalchemy.orm import Session

from archive import schemas
from casework.actor import Actor
from casework.assessments import consenting, drafts, readiness, writing
from casework.assessments.model import Assessment
from casework.assessments.sheet import Filled, lay_out
from casework.assessments.writing import AnswerDraft, Frame, RecommendationDraft
from casework.clients.model import Client
from casework.clock import office_date
from casework.consents.draft import read as read_statement
from casework.consents.rules import Statement
from casework.consents.workflow import OPENING
from casework.errors import Fault, Invalid
from casework.instruments.form import Instrument
from casework.offices import service as offices

__all__ = ["Imported", "create", "read"]

_KIND = "hasil-asesmen"


@dataclass(frozen=True, slots=True)
class Stated:
    """What the file says an instrument came to; held against what its answers come to."""

    total: int | None
    band: str | None


@dataclass(frozen=True, slots=True)
class Imported:
    """One assessment as the file tells it; `assessor` is the name or NIP, empty if not told."""

    assessor: str
    frame: Frame
    answers: Mapping[str, Mapping[str, AnswerDraft]]
    stated: Mapping[str, Stated]
    analysis: str
    summary: str
    recommendations: tuple[RecommendationDraft, ...]
    consent: Statement | None = None


@cache
def _validator() -> Draft202012Validator:
    """Return the check of the file: the schema of the record, of which little is required."""
    whole = schemas.schema(_KIND, 1)
    content = _eased(whole["properties"]["isi"])
    return Draft202012Validator(
        {"$defs": whole["$defs"], **content}, format_checker=FormatChecker()
    )


def _eased(schema: Any) -> Any:  # noqa: ANN401  (a JSON Schema is any JSON)
    """Return a schema that does not ask for what Berkas computes or what `faults` asks for."""
    if isinstance(schema, list):
        return [_eased(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: _eased(one) for name, one in schema.items() if name != "required"}


def read(content: object, forms: Mapping[str, Instrument]) -> Imported:
    """Read the `isi`; Invalid names every place that cannot be read, by its path in the file.

    `forms` are the instruments in force, by code. Scores, titles, digests and identity may be
    there or not: Berkas computes its own.
    """
    faults = [
        Fault(error.json_path.removeprefix("$.") or "isi", "not-readable", {"why": error.message})
        for error in _validator().iter_errors(content)
    ]
    if faults or not isinstance(content, dict):
        raise Invalid(*(faults or [Fault("isi", "not-readable")]))
    sheets = list(_sheets(content, forms))
    if wrong := [fault for one in sheets for fault in one.faults]:
        raise Invalid(*wrong)
    days = content.get("pelaksanaan", {})
    assessor = content.get("asesor", {})
    return Imported(
        assessor=assessor.get("nip") or assessor.get("nama") or "",
        frame=Frame(
            content.get("tujuan", "pembimbingan"),
            _day(days.get("mulai")),
            _day(days.get("selesai")),
        ),
        answers={one.code: one.answers for one in sheets},
        stated={one.code: one.stated for one in sheets},
        analysis=content.get("analisis", ""),
        summary=content.get("kesimpulan", ""),
        recommendations=tuple(_row(one) for one in content.get("rekomendasi", ())),
        consent=_consent(content.get("persetujuan")),
    )


_CONSENT = {
    "hasil": "outcome",
    "tanggal": "given_on",
    "penjelas": "explained_by",
    "catatan": "remark",
}
_GUARDIAN = {"nama": "guardian", "hubungan": "relation"}


def _consent(said: Mapping[str, Any] | None) -> Statement | None:
    """Read the consent that the file tells of; what is taken in needs none (SP-1)."""
    if said is None:
        return None
    guardian = said.get("wali") or {}
    typed = {name: str(said.get(key) or "") for key, name in _CONSENT.items()}
    typed |= {name: str(guardian.get(key) or "") for key, name in _GUARDIAN.items()}
    try:
        found = read_statement(typed)
    except Invalid as refused:
        raise Invalid(*(_in_file(fault) for fault in refused.faults)) from refused
    if found.outcome not in OPENING:
        raise Invalid(Fault("persetujuan.hasil", "consent-not-given"))
    return found


def _in_file(fault: Fault) -> Fault:
    """Return a fault of a statement under the name that its field has in the file."""
    names = {name: key for key, name in _CONSENT.items()}
    names |= {name: f"wali.{key}" for key, name in _GUARDIAN.items()}
    return Fault(f"persetujuan.{names.get(fault.field, fault.field)}", fault.code, fault.facts)


@dataclass(frozen=True, slots=True)
class _Sheet:
    code: str
    answers: dict[str, AnswerDraft]
    stated: Stated
    faults: tuple[Fault, ...]


def _sheets(content: Mapping[str, Any], forms: Mapping[str, Instrument]) -> Iterator[_Sheet]:
    for n, one in enumerate(content.get("instrumen", ())):
        if not one.get("dilaksanakan", True):
            continue
        place, code = f"instrumen[{n}]", one.get("kode", "")
        if (form := forms.get(code)) is None:
            fault = Fault(f"{place}.kode", "unknown-choice", {"given": code})
            yield _Sheet(code, {}, Stated(None, None), (fault,))
            continue
        yield _Sheet(
            code,
            {
                row.get("butir", ""): AnswerDraft(
                    row.get("pilihan") or "", row.get("bukti", ""), row.get("angka")
                )
                for row in one.get("jawaban", ())
            },
            Stated(one.get("nilai"), one.get("tingkat")),
            tuple(_item_faults(place, form, one)),
        )


def _item_faults(place: str, form: Instrument, one: Mapping[str, Any]) -> Iterator[Fault]:
    if one.get("versi", form.version) != form.version:
        yield Fault(f"{place}.versi", "other-version", {"in force": form.version})
        return
    seen: set[str] = set()
    for n, row in enumerate(one.get("jawaban", ())):
        code, option = row.get("butir", ""), row.get("pilihan")
        item = form.item(code)
        if item is None:
            yield Fault(f"{place}.jawaban[{n}].butir", "unknown-item", {"given": code})
        elif code in seen:
            yield Fault(f"{place}.jawaban[{n}].butir", "twice", {"given": code})
        elif option and item.option(option) is None:
            known = " ".join(found.code for found in item.options)
            yield Fault(
                f"{place}.jawaban[{n}].pilihan", "unknown-option", {"item": code, "known": known}
            )
        elif row.get("angka") is not None and item.number is None:
            yield Fault(f"{place}.jawaban[{n}].angka", "number-not-asked", {"item": code})
        seen.add(code)


def _row(one: Mapping[str, Any]) -> RecommendationDraft:
    return RecommendationDraft(
        code=one.get("kode", ""),
        kind=one.get("jenis", ""),
        form=one.get("bentuk", ""),
        text=one.get("uraian", ""),
        target=one.get("sasaran", ""),
        starts_on=_day(one.get("mulai")),
        ends_on=_day(one.get("selesai")),
        partner=one.get("mitra", ""),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def create(
    session: Session, actor: Actor, client: Client, imported: Imported, *, at: datetime
) -> Assessment:
    """Open the client's next assessment and fill it in whole; Invalid unless it is ready to issue.

    Nothing is to be kept of one that is refused: the caller rolls back.
    """
    assessment = drafts.open_draft(session, actor, client, at=at)
    if imported.consent is not None:
        _record_consent(session, actor, client, assessment, imported.consent, at)
    writing.save_frame(session, actor, assessment, imported.frame, at=at)
    for code, answers in imported.answers.items():
        writing.save_answers(session, actor, assessment, code, answers, at=at)
    writing.save_text(
        session,
        actor,
        assessment,
        analysis=imported.analysis,
        summary=imported.summary,
        at=at,
    )
    writing.save_recommendations(session, actor, assessment, imported.recommendations, at=at)
    today = office_date(at, offices.settings(session, actor.office).zone)
    faults = [
        *readiness.faults(session, client, assessment, on=today),
        *_contradictions(session, client, assessment, imported.stated),
    ]
    if faults:
        raise Invalid(*faults)
    return assessment


def _record_consent(
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    said: Statement,
    at: datetime,
) -> None:
    try:
        consenting.record_statement(session, actor, client, assessment, said, at=at)
    except Invalid as refused:
        raise Invalid(*(_in_file(fault) for fault in refused.faults)) from refused


def _contradictions(
    session: Session, client: Client, assessment: Assessment, stated: Mapping[str, Stated]
) -> Iterator[Fault]:
    """Yield where the file states another score or band than its own answers come to."""
    sheet = lay_out(session, client, assessment)
    for code, told in stated.items():
        filled: Filled = sheet.of(code)
        if told.total is not None and told.total != filled.score.total:
            facts = {"given": told.total, "computed": filled.score.total}
            yield Fault(f"{code}.nilai", "score-differs", facts)
        band = filled.score.provisional.code
        if told.band is not None and told.band != band:
            yield Fault(f"{code}.tingkat", "band-differs", {"given": told.band, "computed": band})
