"""The forms that change a guidance: one for each step that is possible now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients import service as clients
from casework.clients import workflow
from casework.clients.guidance import Basis
from casework.clients.model import Client
from casework.clients.sheet import Sheet
from casework.clients.workflow import GuidanceStep, Move, Stage
from casework.clock import office_date
from casework.errors import Fault, Invalid
from casework.offices import service as offices
from webapp.guidance.words import STEPS, StepWords
from webapp.words.fields import Names

__all__ = ["StepForm", "change", "forms", "lost", "names"]

_MOST = 1_000  # letters
_STAGES = {str(stage): stage for stage in Stage}
_LABELS: Mapping[str, str] = {
    "since": "Mulai bimbingan",
    "until": "Masa bimbingan sampai",
    "stage": "Tahap",
    "destination": "Bapas tujuan",
    "sure": "Sudah memeriksa nama dan nomor berkas ini",
}


@dataclass(frozen=True, slots=True)
class StepForm:
    """One step as the page offers it; its fields are named after it."""

    step: GuidanceStep
    words: StepWords
    ends: bool

    def name(self, field: str) -> str:
        """Return the name of a field of this form, which no other form of the page has."""
        return f"{self.step}_{field}"

    def asks_for(self, field: str) -> bool:
        """Tell whether the step has this field."""
        return field in self.words.fields

    def wants(self, field: str) -> bool:
        """Tell whether the step cannot be taken without this field."""
        return field != "reason" or self.step in workflow.REASONED


def forms(client: Client) -> list[StepForm]:
    """Return the forms of the steps that can be taken now, in the order of the words."""
    possible = workflow.steps_from(client.guidance_status)
    return [_form(step) for step in STEPS if step in possible]


def _form(step: GuidanceStep) -> StepForm:
    return StepForm(step, STEPS[step], step in workflow.ENDS)


def change(
    session: Session, actor: Actor, client: Client, values: Mapping[str, str], *, at: datetime
) -> str:
    """Take the step that was sent and return what to tell; Invalid names the form's fields."""
    step = values.get("step", "")
    if step not in set(GuidanceStep):
        raise Invalid(Fault("step", "unknown-choice"))
    form = _form(GuidanceStep(step))
    known = Basis(values.get("mark", ""), values.get("key", ""))
    try:
        if form.step is GuidanceStep.STRIKE:
            reason = values.get(form.name("reason"), "")
            clients.strike_guidance(session, actor, client, reason=reason, at=at, known=known)
        else:
            today = office_date(at, offices.settings(session, actor.office).zone)
            move = _move(form, Sheet(values, today))
            clients.change_guidance(session, actor, client, move, at=at, known=known)
    except Invalid as refused:
        raise Invalid(*_own(form, refused.faults)) from None
    return form.words.told


def _move(form: StepForm, sheet: Sheet) -> Move:
    on = sheet.day(form.name("on"), required=True)
    since, until = _day(form, sheet, "since"), _day(form, sheet, "until")
    stage = sheet.choice(form.name("stage"), _STAGES, required=form.step is GuidanceStep.STAGE)
    destination, reason = _line(form, sheet, "destination"), _line(form, sheet, "reason")
    if form.ends and not sheet.given(form.name("sure")):
        sheet.fault(form.name("sure"), "not-agreed")
    if sheet.faults or on is None:
        raise Invalid(*sheet.faults)
    return Move(form.step, on, reason, _STAGES.get(stage), since, until, destination)


def _day(form: StepForm, sheet: Sheet, field: str) -> date | None:
    if not form.asks_for(field):
        return None
    return sheet.day(form.name(field), required=form.step is GuidanceStep.TERM)


def _line(form: StepForm, sheet: Sheet, field: str) -> str:
    if not form.asks_for(field):
        return ""
    return sheet.line(form.name(field), _MOST, required=form.wants(field))


def _own(form: StepForm, faults: tuple[Fault, ...]) -> Iterator[Fault]:
    """Yield the faults under the names of the form's fields."""
    for fault in faults:
        own = fault.field.startswith(f"{form.step}_")
        yield fault if own else replace(fault, field=form.name(fault.field))


def names() -> Names:
    """Return what the fields of all the forms are called."""
    found = {"step": "Langkah"}
    for form in map(_form, STEPS):
        own = {**_LABELS, "on": form.words.day, "reason": form.words.reason}
        found |= {form.name(field): label for field, label in own.items()}
    return Names(found)


def lost(client: Client, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what was typed into a form that the page does not offer any more."""
    step = values.get("step", "")
    possible = {str(form.step) for form in forms(client)} | {str(GuidanceStep.STRIKE)}
    if step in possible or step not in set(GuidanceStep):
        return []
    form = _form(GuidanceStep(step))
    typed = [(form.words.day, values.get(form.name("on"), ""))]
    typed += [
        (names().of(form.name(field)), values.get(form.name(field), ""))
        for field in form.words.fields
    ]
    return [("Langkah", form.words.label), *((label, text) for label, text in typed if text)]
