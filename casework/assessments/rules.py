"""What a draft must satisfy before its result can be issued, and what is odd enough to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from casework.assessments.recommendations import Form, Kind, known
from casework.clients.rules import age
from casework.clock import months_after
from casework.errors import Fault
from casework.instruments import lists, rules
from casework.instruments.form import Audience, Instrument, Item, Number
from casework.instruments.rules import Subject

__all__ = [
    "Circumstances",
    "Draft",
    "FilledForm",
    "Row",
    "faults",
    "next_due",
    "warnings",
]

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class FilledForm:
    """An instrument with the answers (option by item) and the evidence (text by item) given.

    `numbers` are those beside an answer, by item.
    """

    instrument: Instrument
    answers: Mapping[str, str]
    evidence: Mapping[str, str]
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the recommendation as typed."""

    code: str = ""
    kind: str = ""
    form: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    position: int = 0  # its place on the page, where there are gaps; 0: as it stands in the list


@dataclass(frozen=True, slots=True)
class Draft:
    """What the assessor wrote; `forms` holds only the instruments that are to be filled in."""

    purpose: str
    started_on: date | None
    finished_on: date | None
    forms: tuple[FilledForm, ...]
    analysis: str
    recommendations: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the client and of the day on which the draft is looked at."""

    subject: Subject
    born: date
    received_on: date
    today: date
    audience: Audience = Audience.ADULT
    first_verdict_on: date | None = None


def faults(draft: Draft, client: Circumstances) -> tuple[Fault, ...]:
    """Return everything that keeps the result from being issued, in the order of the form."""
    return (
        *_frame(draft, client),
        *_open_items(draft, client),
        *_impossible_numbers(draft, client),
        *_conclusion(draft),
    )


def warnings(draft: Draft, client: Circumstances) -> tuple[Fault, ...]:
    """Return what does not keep the result from being issued but should be looked at."""
    return (
        *_bare_answers(draft, client),
        *_at_odds(draft, client),
        *_numbers_at_odds(draft, client),
    )


def next_due(finished: date, months: int = _MONTHS) -> date:
    """Return the day on which the next assessment is due (SP-9)."""
    return months_after(finished, months)


def _frame(draft: Draft, client: Circumstances) -> Iterator[Fault]:
    purpose = lists.purposes().get(draft.purpose)
    if purpose is None or not purpose.offered or client.audience not in purpose.audiences:
        yield Fault("purpose", "purpose-not-offered")
    started, finished = draft.started_on, draft.finished_on
    if started is None:
        yield Fault("started_on", "required")
    elif started <= client.born:
        yield Fault("started_on", "before-birth")
    elif started < client.received_on:
        yield Fault("started_on", "before-received")
    if finished is None:
        yield Fault("finished_on", "required")
    elif started is not None and finished < started:
        yield Fault("finished_on", "before-start")
    yield from _ahead({"started_on": started, "finished_on": finished}, client.today)


def _ahead(days: Mapping[str, date | None], today: date) -> Iterator[Fault]:
    for name, day in days.items():
        if day is not None and day > today:
            yield Fault(name, "date-future")


def _open_items(draft: Draft, client: Circumstances) -> Iterator[Fault]:
    for form in draft.forms:
        for code in rules.open_items(form.instrument, client.subject, form.answers):
            yield Fault(code, "unanswered", {"item": code, "instrument": form.instrument.code})


def _numbers(draft: Draft, client: Circumstances) -> Iterator[tuple[Item, Number, int, str]]:
    """Walk the numbers given beside the answers that are asked, each with the option chosen."""
    for form in draft.forms:
        for item in rules.applicable_items(form.instrument, client.subject, form.answers):
            given = form.numbers.get(item.code)
            if item.number is not None and given is not None:
                yield item, item.number, given, form.answers.get(item.code, "")


def _impossible_numbers(draft: Draft, client: Circumstances) -> Iterator[Fault]:
    present = age(client.born, client.today)
    for item, number, given, _ in _numbers(draft, client):
        where = f"angka-{item.code}"
        if not number.least <= given <= number.most:
            yield Fault(
                where,
                "number-range",
                {
                    "label": number.label,
                    "given": given,
                    "least": number.least,
                    "most": number.most,
                    "unit": number.unit,
                },
            )
        elif number.age and given > present:
            yield Fault(
                where, "age-above-present", {"label": number.label, "given": given, "age": present}
            )


def _numbers_at_odds(draft: Draft, client: Circumstances) -> Iterator[Fault]:
    for item, number, given, chosen in _numbers(draft, client):
        option, span = item.option(chosen), number.agrees.get(chosen)
        if option is None or span is None or span[0] <= given <= span[1]:
            continue
        yield Fault(
            f"angka-{item.code}",
            "number-at-odds",
            {
                "item": item.code,
                "label": number.label,
                "given": given,
                "unit": number.unit,
                "answer": option.title,
            },
        )


def _conclusion(draft: Draft) -> Iterator[Fault]:
    if not draft.analysis.strip():
        yield Fault("analysis", "required")
    if not draft.recommendations:
        yield Fault("recommendations", "required")
    for n, row in enumerate(draft.recommendations, 1):
        yield from _row(row.position or n, row)


def _row(n: int, row: Row) -> Iterator[Fault]:
    if not row.code:
        yield Fault(f"kode-{n}", "required")
    elif not known(row.code):
        yield Fault(f"kode-{n}", "unknown-recommendation", {"given": row.code})
    if row.kind not in set(Kind):
        yield Fault(f"jenis-{n}", "required" if not row.kind else "unknown-choice")
    if row.form not in set(Form):
        yield Fault(f"bentuk-{n}", "required" if not row.form else "unknown-choice")
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        yield Fault(f"selesai-{n}", "before-start")


def _bare_answers(draft: Draft, client: Circumstances) -> Iterator[Fault]:
    for form in draft.forms:
        for code in rules.without_evidence(
            form.instrument, client.subject, form.answers, form.evidence
        ):
            yield Fault(f"bukti-{code}", "no-evidence", {"item": code})


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two answers that can hardly both be right."""

    item: str
    options: tuple[str, ...]
    other: str
    others: tuple[str, ...]


_YES, _NO = ("ya",), ("tidak",)
_AT_ODDS = (
    _Pair("D3", _YES, "A9", ("tidak", "alkohol")),  # regular use of narcotics, yet never used
    *(_Pair(item, _YES, "A9", _NO) for item in ("11", "12", "13", "14", "15", "16")),
    _Pair("B2", _YES, "B1-1", _NO),  # violence before 15, yet no history of violence
    _Pair("27", ("riwayat", "berulang"), "B4", _NO),
    _Pair("B1-2", _YES, "B4", _NO),  # a sexual offence, yet none now or before
)
_FIRST_DETAINED = "A1"
_EARLY = 16  # years, the age that A1 asks about


def _at_odds(draft: Draft, client: Circumstances) -> Iterator[Fault]:
    given = dict(_asked_answers(draft, client))
    first = client.first_verdict_on
    if first and given.get(_FIRST_DETAINED) in _NO and age(client.born, first) <= _EARLY:
        yield Fault(_FIRST_DETAINED, "age-at-odds", {"age": age(client.born, first)})
    for pair in _AT_ODDS:
        if given.get(pair.item) in pair.options and given.get(pair.other) in pair.others:
            yield Fault(pair.item, "at-odds", {"item": pair.item, "other": pair.other})


def _asked_answers(draft: Draft, client: Circumstances) -> Iterator[tuple[str, str]]:
    for form in draft.forms:
        for item in rules.applicable_items(form.instrument, client.subject, form.answers):
            yield item.code, form.answers.get(item.code, "")
