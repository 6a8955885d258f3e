"""Days as officers type them."""

from datetime import date

import pytest

from casework.clients.days import read_day
from casework.errors import Fault


@pytest.mark.parametrize(
    "typed",
    [
        "9 Maret 2026",
        "9 maret 2026",
        "09 MARET 2026",
        "9 Mar 2026",
        "9 Mar. 2026",
        "09-03-2026",
        "9-3-2026",
        "9/3/2026",
        "09/03/2026",
        "9.3.2026",
        "9 3 2026",
        "2026-03-09",
        "  9   Maret  2026 ",
    ],
)
def test_a_day_may_be_typed_in_the_ways_of_the_office(typed: str) -> None:
    assert read_day(typed, "birth_date") == date(2026, 3, 9)


def test_old_spellings_of_months_are_understood() -> None:
    assert read_day("11 Nopember 2025", "x") == date(2025, 11, 11)
    assert read_day("1 Pebruari 2024", "x") == date(2024, 2, 1)


@pytest.mark.parametrize("typed", ["9-3-26", "9 Maret 26", "9/3/026", "1/1/1"])
def test_a_short_year_is_refused_because_it_may_mean_two_centuries(typed: str) -> None:
    assert read_day(typed, "x") == Fault("x", "date-short-year")


@pytest.mark.parametrize("typed", ["31 Februari 2026", "29-02-2025", "9/13/2026", "0-1-2026"])
def test_a_day_that_no_calendar_has_is_refused(typed: str) -> None:
    found = read_day(typed, "x")

    assert isinstance(found, Fault)
    assert (found.code, found.facts["given"]) == ("date-impossible", typed)


def test_a_leap_day_is_a_day() -> None:
    assert read_day("29 Februari 2024", "x") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "typed", ["kemarin", "Maret 2026", "2026", "9 Marchember 2026", "٩-٣-٢٠٢٦"]
)
def test_what_is_no_day_is_refused_by_its_form(typed: str) -> None:
    assert read_day(typed, "x") == Fault("x", "date-form")


def test_a_year_long_before_any_client_was_born_is_a_slip() -> None:
    assert read_day("9-3-0226", "x") == Fault("x", "date-impossible", {"given": "9-3-0226"})
