"""What keeps a draft from being issued, and what is only odd."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.assessments import rules
from casework.assessments.rules import Circumstances, Draft, FilledForm, Row
from casework.errors import Fault
from casework.instruments import lists, shipped
from casework.instruments.form import Audience
from casework.instruments.rules import Subject, applicable_items

TODAY = date(2026, 3, 9)
SUBJECT = Subject("L", ("pencurian",))
CLIENT = Circumstances(SUBJECT, date(1991, 6, 17), date(2026, 3, 3), TODAY)


def filled(code: str, **answers: str) -> FilledForm:
    """Return an instrument with every item answered by what counts nothing, but for `answers`."""
    form = shipped.find(code)
    given = {item.code: item.options[0].code for item in form.items} | answers
    return FilledForm(form, given, dict.fromkeys(given, "Putusan, hlm. 3"))


@pytest.fixture
def draft() -> Draft:
    return Draft(
        purpose="pembimbingan",
        started_on=date(2026, 3, 4),
        finished_on=TODAY,
        forms=(filled("rri", A1="ya", A5="3-lebih"), filled("kriminogenik")),
        analysis="Risiko residivisme berada pada tingkat Sedang.",
        recommendations=(Row("bimbingan-individual", "kepribadian", "individu"),),
    )


def wrong(draft: Draft, client: Circumstances = CLIENT) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in rules.faults(draft, client)]


def test_a_complete_draft_is_ready(draft: Draft) -> None:
    assert rules.faults(draft, CLIENT) == ()
    assert rules.warnings(draft, CLIENT) == ()


def test_an_empty_draft_names_everything_in_the_order_of_the_form() -> None:
    empty = FilledForm(shipped.find("rri"), {}, {})
    found = wrong(Draft("", None, None, (empty,), " \n", ()))

    assert [field for field, _ in found] == [
        "purpose",
        "started_on",
        "finished_on",
        *(item.code for item in applicable_items(empty.instrument, SUBJECT, {})),
        "analysis",
        "recommendations",
    ]


def test_every_open_item_of_every_form_asked_is_named(draft: Draft) -> None:
    risk, needs = draft.forms
    holes = (
        replace(risk, answers={**risk.answers, "A4": "", "B2": ""}),
        replace(needs, answers={**needs.answers, "6A": "", "6B": "", "B1-9": ""}),
    )

    assert rules.faults(replace(draft, forms=holes), CLIENT) == tuple(
        Fault(item, "unanswered", {"item": item, "instrument": form})
        for item, form in [
            ("A4", "rri"),
            ("B2", "rri"),
            ("6A", "kriminogenik"),
            ("B1-9", "kriminogenik"),
        ]
    )


@pytest.mark.parametrize("code", [*lists.purposes(), "tidak-dikenal", ""])
def test_only_purposes_of_people_under_guidance_are_taken(draft: Draft, code: str) -> None:
    allowed = code in {"pembimbingan", "permintaan-instansi-lain"}
    expected = [] if allowed else [("purpose", "purpose-not-offered")]

    assert wrong(replace(draft, purpose=code)) == expected


def test_a_purpose_must_be_one_of_the_instrument_that_is_used(draft: Draft) -> None:
    child = replace(CLIENT, audience=Audience.CHILD)

    assert wrong(draft, child) == []
    assert wrong(replace(draft, purpose="pembinaan-lanjutan"), child) == [
        ("purpose", "purpose-not-offered")
    ]


DAYS = {
    (date(2026, 3, 3), date(2026, 3, 3)): [],
    (TODAY, TODAY): [],
    (date(2026, 3, 2), TODAY): [("started_on", "before-received")],
    (date(1991, 6, 17), TODAY): [("started_on", "before-birth")],
    (date(2026, 3, 8), date(2026, 3, 7)): [("finished_on", "before-start")],
    (date(2026, 3, 8), date(2026, 3, 10)): [("finished_on", "date-future")],
    (date(2026, 3, 10), date(2026, 3, 11)): [
        ("started_on", "date-future"),
        ("finished_on", "date-future"),
    ],
    (None, date(2026, 3, 7)): [("started_on", "required")],
    (date(2026, 3, 7), None): [("finished_on", "required")],
}


@pytest.mark.parametrize("days", DAYS)
def test_the_days_of_an_assessment_must_be_possible(
    draft: Draft, days: tuple[date | None, date | None]
) -> None:
    started, finished = days

    assert wrong(replace(draft, started_on=started, finished_on=finished)) == DAYS[days]


ROWS = {
    Row("rehabilitasi-napza", "kepribadian", "kelompok", TODAY, TODAY): [],
    Row("", "kepribadian", "kelompok"): [("kode-1", "required")],
    Row("wajib-lapor", "kepribadian", "kelompok"): [("kode-1", "unknown-recommendation")],
    Row("pendidikan"): [("jenis-1", "required"), ("bentuk-1", "required")],
    Row("pendidikan", "x", "y"): [("jenis-1", "unknown-choice"), ("bentuk-1", "unknown-choice")],
    Row("pendidikan", "kemandirian", "individu", TODAY, date(2026, 3, 8)): [
        ("selesai-1", "before-start")
    ],
    Row("pendidikan", "kemandirian", "individu", None, TODAY): [],
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_the_recommendation_must_be_complete(draft: Draft, row: Row) -> None:
    assert wrong(replace(draft, recommendations=(row,))) == ROWS[row]


def test_a_fault_names_the_row_it_is_in(draft: Draft) -> None:
    good = draft.recommendations[0]

    assert wrong(replace(draft, recommendations=(good, good, Row("x", good.kind, good.form)))) == [
        ("kode-3", "unknown-recommendation")
    ]


def test_an_answer_without_evidence_is_a_warning_only(draft: Draft) -> None:
    risk, needs = draft.forms
    bare = replace(risk, evidence={**risk.evidence, "A6": " ", "C1": ""})
    found = rules.warnings(replace(draft, forms=(bare, needs)), CLIENT)

    assert [(one.field, one.code) for one in found] == [("bukti-A6", "no-evidence")]
    assert rules.faults(replace(draft, forms=(bare, needs)), CLIENT) == ()


@pytest.mark.parametrize(
    ("first_verdict", "odd"),
    [
        (date(2007, 7, 1), False),
        (date(2007, 6, 18), True),
        (date(2008, 6, 17), False),
        (None, False),
    ],
)
def test_a_verdict_at_sixteen_contradicts_a_first_detention_later(
    draft: Draft, first_verdict: date | None, *, odd: bool
) -> None:
    born = date(1991, 6, 17) if first_verdict != date(2007, 7, 1) else date(1990, 6, 17)
    client = replace(CLIENT, born=born, first_verdict_on=first_verdict)
    late = replace(draft, forms=(filled("rri"),))

    assert [one.code for one in rules.warnings(late, client)] == ["age-at-odds"] * odd


AT_ODDS = [
    ({}, {"14": "ya"}, "14"),
    ({}, {"B1-2": "ya"}, "B1-2"),
    ({"B2": "ya"}, {}, "B2"),
    ({}, {"27": "riwayat"}, "27"),
]


@pytest.mark.parametrize(("risk", "needs", "item"), AT_ODDS)
def test_answers_that_can_hardly_both_be_right_are_pointed_out(
    draft: Draft, risk: dict[str, str], needs: dict[str, str], item: str
) -> None:
    odd = replace(draft, forms=(filled("rri", **risk), filled("kriminogenik", **needs)))
    found = rules.warnings(odd, CLIENT)

    assert [(one.field, one.code) for one in found] == [(item, "at-odds")]


def test_regular_use_of_narcotics_contradicts_only_in_a_narcotics_case(draft: Draft) -> None:
    odd = replace(draft, forms=(filled("rri", D3="ya", A9="alkohol"),))
    narcotics = replace(CLIENT, subject=Subject("L", ("narkotika",)))

    assert rules.warnings(odd, CLIENT) == ()
    assert [one.facts for one in rules.warnings(odd, narcotics)] == [{"item": "D3", "other": "A9"}]


@pytest.mark.parametrize(
    ("finished", "months", "due"),
    [
        (date(2026, 3, 9), 12, date(2027, 3, 9)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_the_next_assessment_is_due_so_many_months_after_the_last(
    finished: date, months: int, due: date
) -> None:
    assert rules.next_due(finished, months) == due


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_the_next_assessment_is_always_due_in_the_right_month(finished: date, months: int) -> None:
    due = rules.next_due(finished, months)

    assert (due.year * 12 + due.month) - (finished.year * 12 + finished.month) == months
    assert due.day <= finished.day


def numbered(draft: Draft, given: int, **answers: str) -> Draft:
    risk = filled("rri", A5="3-lebih", A2="ya", **answers)
    return replace(draft, forms=(replace(risk, numbers={"A1": given}), draft.forms[1]))


@pytest.mark.parametrize("given", [8, 16, 34])
def test_an_age_up_to_the_present_one_is_taken(draft: Draft, given: int) -> None:
    assert wrong(numbered(draft, given, A1="ya")) == []


@pytest.mark.parametrize("given", [7, 121])
def test_a_number_outside_what_the_item_allows_is_a_fault(draft: Draft, given: int) -> None:
    assert wrong(numbered(draft, given, A1="ya")) == [("angka-A1", "number-range")]


def test_an_age_above_the_present_one_is_a_fault_that_names_both(draft: Draft) -> None:
    (fault,) = rules.faults(numbered(draft, 35, A1="tidak"), CLIENT)

    assert (fault.field, fault.code) == ("angka-A1", "age-above-present")
    assert fault.facts == {"label": "Usia saat pertama kali ditahan", "given": 35, "age": 34}


@pytest.mark.parametrize(("answer", "given"), [("ya", 17), ("tidak", 16)])
def test_a_number_that_does_not_agree_with_the_answer_is_a_warning_that_names_both(
    draft: Draft, answer: str, given: int
) -> None:
    (told,) = rules.warnings(numbered(draft, given, A1=answer), CLIENT)

    assert (told.field, told.code) == ("angka-A1", "number-at-odds")
    assert (told.facts["given"], told.facts["item"]) == (given, "A1")
    assert told.facts["answer"] == answer.capitalize()


@pytest.mark.parametrize(("answer", "given"), [("ya", 16), ("tidak", 17)])
def test_a_number_that_agrees_is_no_warning(draft: Draft, answer: str, given: int) -> None:
    assert rules.warnings(numbered(draft, given, A1=answer), CLIENT) == ()


def test_a_number_beside_an_item_that_is_not_asked_is_passed_over(draft: Draft) -> None:
    risk = replace(draft.forms[0], numbers={"B1": 99, "A2": 99})

    assert wrong(replace(draft, forms=(risk, draft.forms[1]))) == []
