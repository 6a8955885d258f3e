"""Invented assessments: answers that agree with each other and with the case, each cited."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from casework.assessments.writing import AnswerDraft, RecommendationDraft
from casework.demo.people import Person
from casework.demo.source import draw, lists
from casework.demo.words import Facts, conclude
from casework.instruments import shipped
from casework.instruments.applying import items_for
from casework.instruments.form import Instrument, Item
from casework.instruments.rules import Subject, criminogenic
from casework.instruments.scoring import score

__all__ = ["LEVELS", "Writing", "level", "subject_of", "write"]

# how often each level occurs, and how readily the graver answer is given in it
LEVELS = {"rendah": 42, "sedang": 36, "tinggi": 19, "sangat-tinggi": 3}
_RISK_GRAVE = {"rendah": 0.15, "sedang": 0.45, "tinggi": 0.75, "sangat-tinggi": 0.97}
_NEEDS_GRAVE = {"rendah": 0.16, "sedang": 0.36, "tinggi": 0.56, "sangat-tinggi": 0.78}
_TICKED = 0.05
_BARE = 0.03  # answers that cite nothing
_TRIES = 5_000

_VIOLENT = {"penganiayaan", "pengeroyokan", "perampokan", "pembunuhan", "kdrt", "perlindungan-anak"}
_DECEITFUL = {"penipuan", "penggelapan", "korupsi", "pemalsuan"}
_SCHOOLED = {"SMA", "SMK", "D3", "S1"}
_CLEAN = "tidak"


@dataclass(frozen=True, slots=True)
class Writing:
    """Everything an assessor writes: answers by instrument and item, texts, recommendation."""

    answers: Mapping[str, Mapping[str, AnswerDraft]]
    analysis: str
    summary: str
    recommendations: tuple[RecommendationDraft, ...]


def level(dice: Random) -> str:
    """Return a level of risk as often as it occurs."""
    return draw(dice, tuple(LEVELS), tuple(LEVELS.values()))


def subject_of(person: Person, *, reassessment: bool = False) -> Subject:
    """Return what the instruments need to know of an invented client."""
    draft = person.draft
    return Subject(draft.sex.value, draft.cases[0].offences, reassessment)


def write(
    dice: Random, person: Person, level: str, *, finished: date, reassessment: bool = False
) -> Writing:
    """Return a complete assessment whose risk falls in the band `level`."""
    subject = subject_of(person, reassessment=reassessment)
    risk, needs = shipped.find("rri"), shipped.find("kriminogenik")
    given = {risk.code: _risk(dice, risk, subject, person, level)}
    forms = [risk]
    if criminogenic(risk, subject, given[risk.code]).needed:
        fixed = _needs_fixed(person, given[risk.code])
        given[needs.code] = _answer(dice, needs, subject, _NEEDS_GRAVE[level], fixed)
        forms.append(needs)
    facts = Facts(
        person,
        level=level,
        met=finished - timedelta(days=dice.randint(1, 6)),
        finished=finished,
        risk=score(risk, subject, given[risk.code]),
        needs=score(needs, subject, given[needs.code]) if needs.code in given else None,
        answers={code: option for answers in given.values() for code, option in answers.items()},
    )
    said = conclude(dice, facts)
    return Writing(
        {form.code: dict(_cited(dice, form, given[form.code], facts)) for form in forms},
        said.analysis,
        said.summary,
        said.rows,
    )


def _risk(
    dice: Random, form: Instrument, subject: Subject, person: Person, level: str
) -> dict[str, str]:
    fixed = _risk_fixed(dice, person)
    if level == "rendah":
        fixed["A1"] = _no(when=True)
    for _ in range(_TRIES):
        answers = _answer(dice, form, subject, _RISK_GRAVE[level], fixed)
        if answers["A5"] == "3-lebih":
            answers["A2"] = "ya"  # nobody is convicted three times without prison
        if score(form, subject, answers).provisional.code == level:
            return answers
    raise ValueError(f"no answers come to {level}")


def _answer(
    dice: Random,
    form: Instrument,
    subject: Subject,
    grave: float,
    fixed: Mapping[str, Callable[[Mapping[str, str]], str | None]],
) -> dict[str, str]:
    """Answer every item that is asked; `fixed` settles some by the case and earlier answers."""
    answers: dict[str, str] = {}
    for part in form.parts:
        for item in part.items:
            if item not in items_for(form, part, subject, answers):
                continue
            settled = fixed.get(item.code, _open)(answers)
            chance = grave if part.scored else _TICKED + grave / 5
            answers[item.code] = settled or _pick(dice, item, chance)
    return answers


def _open(_: Mapping[str, str]) -> None:
    return None


def _pick(dice: Random, item: Item, grave: float) -> str:
    if dice.random() >= grave:
        return item.options[0].code
    return item.options[-1 if dice.random() < grave else 1].code


_Fixed = dict[str, Callable[[Mapping[str, str]], str | None]]


def _yes(*, when: bool) -> Callable[[Mapping[str, str]], str | None]:
    return lambda _: "ya" if when else None


def _no(*, when: bool) -> Callable[[Mapping[str, str]], str | None]:
    return lambda _: _CLEAN if when else None


def _risk_fixed(dice: Random, person: Person) -> _Fixed:
    offences = set(person.draft.cases[0].offences)
    user = "narkotika" in offences and dice.random() < 0.75  # noqa: PLR2004
    return {
        "A9": lambda _: "narkotika" if user else None,
        "B3": _yes(when="kdrt" in offences),
        "B4": _yes(when=bool(offences & _VIOLENT)),
        "D3": lambda given: None if given["A9"] in {"narkotika", "keduanya"} else _CLEAN,
    }


def _needs_fixed(person: Person, risk: Mapping[str, str]) -> _Fixed:
    offences = set(person.draft.cases[0].offences)
    violent, used = risk.get("B4") == "ya", risk["A9"] != _CLEAN
    idle = person.draft.occupation == "Tidak bekerja"
    rare: _Fixed = {code: _no(when=True) for code in ("B1-3", "B1-8", "B2-4", "B2-8", "B1-2")}
    return rare | {
        "4": lambda _: "ya" if person.draft.education != "SD" else None,
        "5": lambda _: "ya" if person.draft.education in _SCHOOLED else _CLEAN,
        "6A": lambda _: "ya" if idle else _CLEAN,
        **{str(n): _no(when=not used) for n in range(11, 17)},
        "17": lambda _: "ya" if "bersama" in person.deed else _CLEAN,
        "27": _no(when=not violent),
        "B1-1": _yes(when=risk.get("B2") == "ya"),
        "B1-5": lambda _: "ya" if "korupsi" in offences else _CLEAN,
        "B1-6": lambda _: "ya" if offences & _DECEITFUL else _CLEAN,
        "B1-9": lambda _: "ya" if "narkotika" in offences else _CLEAN,
    }


def _cited(
    dice: Random, form: Instrument, answers: Mapping[str, str], facts: Facts
) -> Iterator[tuple[str, AnswerDraft]]:
    for code, option in answers.items():
        cited = "" if dice.random() < _BARE else facts.fill(dice, _sentences(form, code, option))
        yield code, AnswerDraft(option, cited)


def _sentences(form: Instrument, code: str, option: str) -> tuple[str, ...]:
    source = lists("bukti")
    if code in source.table(form.code).values:
        return source.table(form.code).table(code).texts(option)
    return source.table("tanda").texts(code if option == "ya" else "umum")
