"""The branch rules: which parts appear, and when the needs assessment must follow."""

import pytest

from casework.instruments import rules, shipped
from casework.instruments.form import Instrument
from casework.instruments.reading import parse
from casework.instruments.rules import Reason, Subject, criminogenic
from casework.instruments.scoring import score

MAN = Subject("L", ("pencurian",))
WOMAN = Subject("P", ("penipuan",))
DEALER = Subject("L", ("narkotika", "pencurian"))


@pytest.fixture
def example(calm: dict[str, str]) -> dict[str, str]:
    """Worked example a: theft, imprisoned once, one or two verdicts, alcohol."""
    return {**calm, "A2": "ya", "A5": "1-2", "A9": "alkohol"}


def with_setting(code: str, name: str, old: str, new: str) -> Instrument:
    """Return the published instrument with one setting read the other way."""
    source = shipped.edition(code).source.decode()
    before, name, after = source.partition(f"[settings.{name}]\n")
    changed = after.replace(f'value = "{old}"', f'value = "{new}"', 1)
    return parse("berubah.toml", f"{before}{name}{changed}".encode()).forms[0]


def test_example_a_is_low_and_ends_with_the_risk_form(
    risk: Instrument, example: dict[str, str]
) -> None:
    found = score(risk, MAN, example)
    due = criminogenic(risk, MAN, example)

    assert found.band is not None
    assert (found.total, found.band.title) == (4, "Rendah")
    assert (due.needed, due.reason, due.settled) == (False, Reason.LOW_RISK, True)


def test_example_b_is_low_and_goes_on_because_of_a_tick(
    risk: Instrument, example: dict[str, str]
) -> None:
    answers = {**example, "B3": "ya"}
    due = criminogenic(risk, MAN, answers)

    assert score(risk, MAN, answers).total == 4
    assert (due.needed, due.reason, due.ticks) == (True, Reason.TICK, ("B3",))


def test_example_c_is_medium_and_goes_on_because_of_the_sum(
    risk: Instrument, calm: dict[str, str]
) -> None:
    answers = {**calm, "A1": "ya", "A2": "ya", "A5": "3-lebih"}
    found = score(risk, MAN, answers)
    due = criminogenic(risk, MAN, answers)

    assert found.band is not None
    assert (found.total, found.band.title) == (8, "Sedang")
    assert (due.needed, due.reason) == (True, Reason.RISK)


def test_example_d_is_very_high(risk: Instrument) -> None:
    worst = {item.code: item.options[-1].code for item in risk.items}
    found = score(risk, MAN, worst)

    assert found.band is not None
    assert (found.total, found.band.title) == (17, "Sangat Tinggi")


def test_seven_goes_on_and_six_does_not(risk: Instrument, calm: dict[str, str]) -> None:
    six = {**calm, "A1": "ya", "A2": "ya", "A5": "1-2"}

    assert criminogenic(risk, MAN, six).needed is False
    assert criminogenic(risk, MAN, {**six, "A8": "ya"}).reason is Reason.RISK


def test_a_narcotics_case_always_goes_on(risk: Instrument, calm: dict[str, str]) -> None:
    due = criminogenic(risk, DEALER, calm)

    assert (due.needed, due.reason) == (True, Reason.NARCOTICS)


def test_a_narcotics_case_can_be_left_to_the_ticks_by_a_setting(calm: dict[str, str]) -> None:
    lenient = with_setting("rri", "narcotics-gate", "goes-on", "ticks-decide")

    assert criminogenic(lenient, DEALER, calm).reason is Reason.LOW_RISK
    assert criminogenic(lenient, DEALER, {**calm, "D2": "ya"}).reason is Reason.TICK


def test_nothing_is_concluded_while_answers_are_open(risk: Instrument) -> None:
    due = criminogenic(risk, MAN, {"A1": "ya"})

    assert (due.needed, due.reason, due.settled) == (False, Reason.OPEN, False)


def test_open_answers_cannot_undo_what_is_already_settled(risk: Instrument) -> None:
    assert criminogenic(risk, MAN, {"A1": "ya", "A5": "3-lebih"}).settled
    assert criminogenic(risk, MAN, {"B2": "ya"}).settled
    assert criminogenic(risk, DEALER, {}).settled


def test_an_open_tick_keeps_a_low_sum_from_being_settled(
    risk: Instrument, calm: dict[str, str]
) -> None:
    assert criminogenic(risk, MAN, {**calm, "B4": ""}).reason is Reason.OPEN


@pytest.mark.parametrize(
    ("subject", "parts"),
    [
        (MAN, "AB"),
        (WOMAN, "ABC"),
        (DEALER, "ABD"),
        (Subject("P", ("narkotika",)), "ABCD"),
        (Subject("L", ("pencurian", "tidak-dikenal")), "AB"),
        (Subject("L"), "AB"),
    ],
)
def test_sex_and_offence_decide_the_parts(risk: Instrument, subject: Subject, parts: str) -> None:
    assert "".join(part.code for part in rules.offered_parts(risk, subject, {})) == parts


def test_part_b_can_be_left_out_from_seven_on_by_a_setting() -> None:
    narrow = with_setting("rri", "part-b", "always", "below-gate")
    medium = {"A1": "ya", "A5": "3-lebih"}

    assert [part.code for part in rules.offered_parts(narrow, MAN, {})] == ["A", "B"]
    assert [part.code for part in rules.offered_parts(narrow, MAN, medium)] == ["A"]


def test_a_tick_in_a_part_that_is_not_offered_counts_for_nothing(
    risk: Instrument, calm: dict[str, str]
) -> None:
    assert criminogenic(risk, MAN, {**calm, "C1": "ya", "D1": "ya"}).needed is False


def test_a_graver_case_is_only_asked_of_people_with_an_earlier_one(
    risk: Instrument, calm: dict[str, str]
) -> None:
    def asked(answers: dict[str, str]) -> bool:
        return "B1" in {item.code for item in rules.applicable_items(risk, MAN, answers)}

    assert asked({})
    assert asked({"A2": "tidak"})
    assert asked({**calm, "A2": "ya"})
    assert asked({**calm, "A5": "1-2"})
    assert not asked(calm)


@pytest.mark.parametrize(
    ("choice", "first", "again"),
    [
        ("by-turns", "6A", "6B"),
        ("first", "6A", "6A"),
        ("again", "6B", "6B"),
    ],
)
def test_which_of_6a_and_6b_is_asked_is_a_setting(choice: str, first: str, again: str) -> None:
    form = with_setting("kriminogenik", "alternates", "by-turns", choice)

    def sixth(subject: Subject) -> list[str]:
        items = rules.applicable_items(form, subject, {})
        return [item.code for item in items if item.code.startswith("6")]

    assert sixth(MAN) == [first]
    assert sixth(Subject("L", reassessment=True)) == [again]


def test_progress_counts_answers_and_answers_without_evidence(
    risk: Instrument, calm: dict[str, str]
) -> None:
    answers = {**calm, "A2": "ya", "A7": "", "A8": "", "B4": ""}
    evidence = dict.fromkeys(risk_codes(risk), "Putusan, hlm. 3") | {"A6": " ", "B3": ""}
    found = rules.progress(risk, MAN, answers, evidence)

    assert [(one.code, one.answered, one.total, one.without_evidence) for one in found] == [
        ("A", 8, 10, 1),
        ("B", 3, 4, 1),
    ]
    assert rules.open_items(risk, MAN, answers) == ("A7", "A8", "B4")
    assert rules.without_evidence(risk, MAN, answers, evidence) == ("A6", "B3")


def risk_codes(risk: Instrument) -> list[str]:
    return [item.code for item in risk.items]


def test_the_whole_way_of_a_reassessment_is_sixty_items_at_most(
    risk: Instrument, needs: Instrument
) -> None:
    asked = [
        len(rules.applicable_items(form, Subject("L", reassessment=True), {}))
        for form in (risk, needs)
    ]

    assert asked == [14, 46]  # 10 and 4; 29 and 17


def test_an_instrument_without_a_gate_opens_nothing(needs: Instrument) -> None:
    found = criminogenic(needs, MAN, {})

    assert (found.needed, found.reason, found.settled) == (False, Reason.ALONE, True)
