"""Sums and bands over the whole table of items, and at every edge."""

import itertools
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.instruments import shipped
from casework.instruments.applying import Subject
from casework.instruments.form import Instrument, Item
from casework.instruments.scoring import FactorScore, Score, UnknownOption, score

MAN = Subject("L", ("pencurian",))
AGAIN = Subject("L", ("pencurian",), reassessment=True)
SCORED = [
    (code, item)
    for code in ("rri", "kriminogenik")
    for item in shipped.find(code).items
    if item.maximum
]


def least(form: Instrument) -> dict[str, str]:
    """Return the answers that add up to nothing."""
    return {item.code: item.options[0].code for item in form.items}


def worst(form: Instrument) -> dict[str, str]:
    """Return the answers that add up to the maximum; the options ascend in value."""
    return {item.code: item.options[-1].code for item in form.items}


def reaching(items: Iterable[Item], total: int) -> dict[str, str]:
    """Return answers to `items` that add up to exactly `total`."""
    answers = {}
    for item in items:
        option = max(
            (one for one in item.options if (one.value or 0) <= total),
            key=lambda one: one.value or 0,
        )
        total -= option.value or 0
        answers[item.code] = option.code
    assert total == 0
    return answers


def scored(form: Instrument, subject: Subject = MAN) -> list[Item]:
    skipped = "6A" if subject.reassessment else "6B"
    return [item for item in form.parts[0].items if item.code != skipped]


@pytest.mark.parametrize(("code", "item"), SCORED, ids=lambda value: getattr(value, "code", value))
def test_every_option_of_every_item_counts_its_value(code: str, item: Item) -> None:
    form = shipped.find(code)
    subject = AGAIN if item.code == "6B" else MAN

    for option in item.options:
        found = score(form, subject, {**least(form), item.code: option.code})

        assert found.total == option.value


@pytest.mark.parametrize("subject", [MAN, AGAIN])
def test_the_worst_answers_reach_the_maximum_of_form_and_factors(
    risk: Instrument, needs: Instrument, subject: Subject
) -> None:
    assert score(risk, subject, worst(risk)).total == 17
    found = score(needs, subject, worst(needs))

    assert found.total == 38
    assert [factor.total for factor in found.factors] == [6, 10, 6, 5, 2, 2, 7]
    assert [factor.maximum for factor in found.factors] == [6, 10, 6, 5, 2, 2, 7]


def test_ticks_are_never_added(risk: Instrument, needs: Instrument) -> None:
    ticked = {item.code: "ya" for part in risk.parts[1:] for item in part.items}
    found = score(risk, Subject("P", ("narkotika",)), {**least(risk), **ticked})

    assert found.total == 0
    assert [len(part.ticks) for part in found.parts] == [0, 3, 3, 3]  # B1 is not asked: no past
    marked = {item.code: "ya" for part in needs.parts[1:] for item in part.items}
    assert score(needs, MAN, {**least(needs), **marked}).total == 0


RISK_EDGES = [
    (0, "rendah"),
    (6, "rendah"),
    (7, "sedang"),
    (11, "sedang"),
    (12, "tinggi"),
    (15, "tinggi"),
    (16, "sangat-tinggi"),
    (17, "sangat-tinggi"),
]
NEEDS_EDGES = [
    (0, "rendah"),
    (10, "rendah"),
    (11, "sedang"),
    (22, "sedang"),
    (23, "tinggi"),
    (29, "tinggi"),
    (30, "sangat-tinggi"),
    (38, "sangat-tinggi"),
]


@pytest.mark.parametrize(
    ("code", "total", "band"),
    [("rri", *edge) for edge in RISK_EDGES] + [("kriminogenik", *edge) for edge in NEEDS_EDGES],
)
def test_each_band_begins_and_ends_at_its_edges(code: str, total: int, band: str) -> None:
    form = shipped.find(code)
    found = score(form, MAN, reaching(scored(form), total))

    assert found.band is not None
    assert (found.total, found.band.code) == (total, band)


FACTOR_BANDS = {
    "1": "RRSSTTX",
    "2": "RRRSSSSTTXX",
    "3": "RRSSSTX",
    "4": "RRSSTX",
    "5": "RST",
    "6": "RST",
    "7": "RRSSSTTX",
}
LETTERS = {"R": "rendah", "S": "sedang", "T": "tinggi", "X": "sangat-tinggi"}


@pytest.mark.parametrize(
    ("factor", "total"),
    [(code, n) for code, bands in FACTOR_BANDS.items() for n in range(len(bands))],
)
def test_each_sum_of_each_factor_falls_in_its_band(
    needs: Instrument, factor: str, total: int
) -> None:
    items = [item for item in scored(needs) if item.factor == factor]
    found = by_code(score(needs, MAN, {**least(needs), **reaching(items, total)}))[factor]

    assert found.band is not None
    assert found.band.code == LETTERS[FACTOR_BANDS[factor][total]]


def by_code(found: Score) -> Mapping[str, FactorScore]:
    return {factor.code: factor for factor in found.factors}


def test_leisure_and_money_are_never_very_high(needs: Instrument) -> None:
    found = by_code(score(needs, MAN, worst(needs)))

    assert {found[code].provisional.code for code in ("5", "6")} == {"tinggi"}


def test_a_form_with_open_items_has_a_provisional_band_only(risk: Instrument) -> None:
    answers = {**least(risk), "A1": "ya", "A2": "ya", "A3": "3-lebih", "A5": "3-lebih"}
    answers |= {"A6": "ya", "A9": "keduanya", "A4": "", "A8": ""}
    del answers["A10"]
    found = score(risk, MAN, answers)

    assert (found.total, found.maximum, found.provisional.title) == (13, 17, "Tinggi")
    assert found.band is None
    assert not found.complete
    assert found.open_items == ("A4", "A8", "A10")


def test_a_factor_has_its_band_before_the_form_is_finished(needs: Instrument) -> None:
    found = by_code(score(needs, MAN, {"21": "tidak", "22": "tidak"}))

    assert found["5"].band is not None
    assert found["5"].band.title == "Sedang"
    assert found["6"].band is None
    assert found["6"].open_items == ("23", "24")


def test_open_ticks_do_not_hold_the_band_back(risk: Instrument) -> None:
    found = score(risk, MAN, reaching(scored(risk), 3))

    assert found.complete
    assert found.parts[1].open_items == ("B2", "B3", "B4")


def test_6a_counts_the_first_time_and_6b_from_then_on(needs: Instrument) -> None:
    answers = {**least(needs), "6A": "ya", "6B": "tidak", "4": "tidak"}
    first, again = score(needs, MAN, answers), score(needs, AGAIN, {**answers, "6B": "ya"})

    assert first.total == 2
    assert again.total == 1


def test_an_answer_the_item_does_not_offer_is_refused(risk: Instrument) -> None:
    with pytest.raises(UnknownOption, match="A3"):
        score(risk, MAN, {"A3": "ya"})


@given(st.data())
def test_any_answers_add_up_to_a_sum_within_its_band(data: st.DataObject) -> None:
    form = shipped.find(data.draw(st.sampled_from(["rri", "kriminogenik"])))
    answers = {
        item.code: data.draw(st.sampled_from(["", *(option.code for option in item.options)]))
        for item in form.items
    }
    found = score(form, MAN, answers)

    assert 0 <= found.total <= found.maximum
    assert found.provisional.least <= found.total <= found.provisional.most
    assert found.total == sum(part.total or 0 for part in found.parts)
    if form.factors:
        assert found.total == sum(factor.total for factor in found.factors)


def test_every_reachable_risk_sum_has_exactly_one_band(risk: Instrument) -> None:
    sums = {
        sum(values)
        for values in itertools.product(
            *({option.value or 0 for option in item.options} for item in risk.parts[0].items)
        )
    }

    assert sums == set(range(18))
    assert all(sum(band.least <= n <= band.most for band in risk.bands) == 1 for n in sums)
