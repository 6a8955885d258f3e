"""Sums and bands as somebody would add them up from the paper, and from the bare file alone."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.instruments import rules, shipped
from casework.instruments.form import Instrument, Item
from casework.instruments.rules import Subject
from casework.instruments.scoring import score

MAN, WOMAN = Subject("L", ("pencurian",)), Subject("P", ("pencurian",))
RRI = {"rendah": (0, 6), "sedang": (7, 11), "tinggi": (12, 15), "sangat-tinggi": (16, 17)}
NEEDS = {"rendah": (0, 10), "sedang": (11, 22), "tinggi": (23, 29), "sangat-tinggi": (30, 38)}
CHILD = {"rendah": (0, 13), "menengah": (14, 26), "tinggi": (27, 40)}
CHILD_NEEDS = {"rendah": (0, 13), "sedang": (14, 28), "tinggi": (29, 42)}
SUMS = {
    "rri": RRI,
    "kriminogenik": NEEDS,
    "risiko-anak": CHILD,
    "kriminogenik-anak": CHILD_NEEDS,
}
# of each factor its bands, from the lowest up, by the highest sum of each
FACTORS: Mapping[str, Mapping[str, tuple[int, ...]]] = {
    "kriminogenik": {
        "1": (1, 3, 5, 6),
        "2": (2, 6, 8, 10),
        "3": (1, 4, 5, 6),
        "4": (1, 3, 4, 5),
        "5": (0, 1, 2),
        "6": (0, 1, 2),
        "7": (1, 4, 6, 7),
    },
    "kriminogenik-anak": {
        "1": (3, 8, 12),
        "2": (1, 2, 4),
        "3": (1, 4, 6),
        "4": (2, 5, 8),
        "5": (1, 2, 5),
        "6": (1, 5, 7),
    },
}
LEVELS = ("rendah", "sedang", "tinggi", "sangat-tinggi")


def reaching(form: Instrument, total: int, items: tuple[Item, ...]) -> dict[str, str]:
    """Return answers to all of these items that come to this sum."""
    signs = {item.code: part.sign for part in form.parts for item in part.items}
    sums: dict[int, dict[str, str]] = {0: {}}
    for item in items:
        sums = {
            before + signs[item.code] * (option.value or 0): {**chosen, item.code: option.code}
            for before, chosen in sums.items()
            for option in item.options
        }
    return sums[total]


def asked(form: Instrument, subject: Subject = MAN) -> tuple[Item, ...]:
    """Return the scored items, every one of those that take turns but once."""
    scored = {item.code for part in form.parts if part.scored for item in part.items}
    found = rules.applicable_items(form, subject, {})
    return tuple(item for item in found if item.code in scored)


@pytest.mark.parametrize(
    ("code", "total"),
    [(code, total) for code, bands in SUMS.items() for total in range(max(bands.values())[1] + 1)],
)
def test_every_sum_that_can_be_reached_falls_in_the_band_of_the_form(code: str, total: int) -> None:
    form = shipped.find(code)

    result = score(form, MAN, reaching(form, total, asked(form)))

    band = next(name for name, (least, most) in SUMS[code].items() if least <= total <= most)
    assert (result.total, result.maximum) == (total, max(SUMS[code].values())[1])
    assert result.band is not None
    assert result.band.code == band


@pytest.mark.parametrize(
    ("code", "factor", "total"),
    [
        (code, factor, total)
        for code, factors in FACTORS.items()
        for factor, edges in factors.items()
        for total in range(edges[-1] + 1)
    ],
)
def test_every_sum_of_a_factor_falls_in_its_band(code: str, factor: str, total: int) -> None:
    form = shipped.find(code)
    items = tuple(item for item in asked(form) if item.factor == factor)

    answers = reaching(form, total, items)
    found = next(one for one in score(form, MAN, answers).factors if one.code == factor)

    level = next(n for n, most in enumerate(FACTORS[code][factor]) if total <= most)
    assert found.band is not None
    assert (found.total, found.band.code) == (total, LEVELS[level])


CALM = {item.code: "tidak" for item in shipped.find("rri").items} | {"A3": "1-2"}
LOW = CALM | {"A2": "ya", "A5": "1-2", "A9": "alkohol"}


@pytest.mark.parametrize(
    ("answers", "total", "band", "required"),
    [
        pytest.param(LOW, 4, "Rendah", False, id="a: no tick"),
        pytest.param(LOW | {"B3": "ya"}, 4, "Rendah", True, id="b: a tick"),
        pytest.param(
            CALM | {"A1": "ya", "A2": "ya", "A5": "3-lebih"}, 8, "Sedang", True, id="c: sedang"
        ),
        pytest.param(
            dict.fromkeys(CALM, "ya") | {"A3": "3-lebih", "A5": "3-lebih", "A9": "keduanya"},
            17,
            "Sangat Tinggi",
            True,
            id="d: all worst",
        ),
    ],
)
def test_the_worked_examples_of_adults_come_out_sp_1(
    answers: dict[str, str], total: int, band: str, *, required: bool
) -> None:
    form = shipped.find("rri")

    result, requirement = score(form, MAN, answers), rules.criminogenic(form, MAN, answers)

    assert (result.total, result.provisional.title) == (total, band)
    assert requirement.settled
    assert requirement.needed is required


@pytest.mark.parametrize("factor", ["5", "6"])
def test_two_factors_are_never_very_high(factor: str) -> None:
    found = next(one for one in shipped.find("kriminogenik").factors if one.code == factor)

    assert [band.code for band in found.bands] == ["rendah", "sedang", "tinggi"]


@pytest.mark.parametrize(
    ("risk", "protection", "total", "band"),
    [(19, 5, 14, "Menengah"), (18, 5, 13, "Rendah"), (40, 0, 40, "Tinggi"), (5, 5, 0, "Rendah")],
)
def test_the_worked_examples_of_children_come_out_sp_1(
    risk: int, protection: int, total: int, band: str
) -> None:
    form = shipped.find("risiko-anak")
    first, second = form.parts
    answers = reaching(form, risk, first.items) | reaching(form, -protection, second.items)

    result = score(form, MAN, answers)

    assert (result.total, result.band and result.band.title) == (total, band)
    assert rules.criminogenic(form, MAN, answers).needed


# From here on: the sums anew from the tables of the file, with none of our reading or scoring.
Table = Mapping[str, Any]


def tables() -> Iterator[tuple[str, str, Table]]:
    for edition in shipped.editions():
        head = tomllib.loads(edition.source.decode())
        for form in head.get("forms", [head]):
            yield form["code"], head["version"], form


FORMS = list(tables())


def is_offered(form: Table, part: Table, subject: Subject, answers: Mapping[str, str]) -> bool:
    how: str = part["offered"]
    how = form.get("settings", {}).get(how, {"value": how})["value"]
    if how == "below-gate":
        return bool(added_up(form, subject, answers) < form["gate"]["least"])
    narcotics = "narkotika" in subject.offences
    holds: dict[str, bool] = {"always": True, "women": subject.sex == "P", "narcotics": narcotics}
    return holds[how]


def is_asked(form: Table, item: Table, subject: Subject, answers: Mapping[str, str]) -> bool:
    setting = form.get("settings", {}).get("alternates", {}).get("value", "by-turns")
    turn = ("again" if subject.reassessment else "first") if setting == "by-turns" else setting
    if item.get("alternate", turn) != turn:
        return False
    hangs = item.get("any_of", [])
    given = [answers.get(code, "") for code, _ in hangs]
    fits = any(answers.get(code) == option for code, option in hangs)
    return not hangs or not all(given) or fits


def value_of(form: Table, item: Table, answers: Mapping[str, str]) -> int:
    options = item["options"] if "options" in item else form["scales"][item["scale"]]
    return sum(one.get("value", 0) for one in options if one["code"] == answers.get(item["code"]))


def added_up(form: Table, subject: Subject, answers: Mapping[str, str], factor: str = "") -> int:
    return sum(
        (-1 if part.get("subtracted") else 1) * value_of(form, item, answers)
        for part in form["parts"]
        if "maximum" in part
        for item in part["items"]
        if is_asked(form, item, subject, answers) and factor in {"", item.get("factor")}
    )


def level(bands: list[Table], total: int) -> str:
    fitting = [band["code"] for band in bands if band["least"] <= total <= band["most"]]
    return str(fitting[0]) if fitting else str(bands[0]["code"])


@pytest.mark.parametrize("n", range(len(FORMS)), ids=[f"{c}-{v}" for c, v, _ in FORMS])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_score_of_any_answers_is_that_of_the_bare_file(n: int, data: st.DataObject) -> None:
    code, version, table = FORMS[n]
    form = shipped.find(code, version)
    answers = {
        item.code: data.draw(st.sampled_from(["", *(option.code for option in item.options)]))
        for item in form.items
    }
    subject = Subject(
        data.draw(st.sampled_from(["L", "P"])),
        data.draw(st.sampled_from([("pencurian",), ("narkotika", "pencurian"), ()])),
        data.draw(st.booleans()),
    )

    result = score(form, subject, answers)

    total = added_up(table, subject, answers)
    assert result.total == total
    assert result.provisional.code == level(table["bands"], total)
    assert [part.code for part in rules.offered_parts(form, subject, answers)] == [
        part["code"] for part in table["parts"] if is_offered(table, part, subject, answers)
    ]
    for factor in (one for part in table["parts"] for one in part.get("factors", [])):
        found = next(one for one in result.factors if one.code == factor["code"])
        points = added_up(table, subject, answers, factor["code"])
        assert (found.total, found.provisional.code) == (points, level(factor["bands"], points))
    open_items = {
        item["code"]
        for part in table["parts"]
        if is_offered(table, part, subject, answers)
        for item in part["items"]
        if is_asked(table, item, subject, answers) and not answers[item["code"]]
    }
    assert set(rules.open_items(form, subject, answers)) == open_items
