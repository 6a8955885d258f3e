"""Answers tried out on the forms of an instrument: what they come to, with nothing kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework.instruments import rules
from casework.instruments.applying import Subject, items_for
from casework.instruments.form import Instrument, Item, Measures, Part
from casework.instruments.rules import Requirement
from casework.instruments.scoring import Score, score

__all__ = ["Tried", "TriedForm", "try_out"]


@dataclass(frozen=True, slots=True)
class TriedForm:
    """One form: the parts that apply with the items asked, the sums, and what is still open."""

    form: Instrument
    parts: tuple[tuple[Part, tuple[Item, ...]], ...]
    score: Score
    open_items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """Every form of the trial; `requirement` is None where none of them is for risk."""

    forms: tuple[TriedForm, ...]
    requirement: Requirement | None


def try_out(
    forms: Sequence[Instrument], subject: Subject, answers: Mapping[str, Mapping[str, str]]
) -> Tried:
    """Return what the answers (option by item, by form) come to; UnknownOption for others."""
    risk = next((form for form in forms if form.measures is Measures.RISK), None)
    requirement = (
        None if risk is None else rules.criminogenic(risk, subject, answers.get(risk.code, {}))
    )
    return Tried(
        tuple(_tried(form, subject, answers.get(form.code, {})) for form in forms), requirement
    )


def _tried(form: Instrument, subject: Subject, answers: Mapping[str, str]) -> TriedForm:
    asked = ((part, items_for(form, part, subject, answers)) for part in form.parts)
    return TriedForm(
        form,
        tuple((part, items) for part, items in asked if items),
        score(form, subject, answers),
        rules.open_items(form, subject, answers),
    )
