"""How the office writes dates, times and numbers."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from casework.clock import Zone
from casework.offices.profile import Profile
from webapp.words import formatting

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, start=1)))
def test_a_day_is_written_with_the_month_in_words(number: int, name: str) -> None:
    assert formatting.day(date(2026, number, 9)) == f"9 {name} 2026"


def test_a_narrow_column_gets_the_short_month() -> None:
    assert formatting.short_day(date(2026, 3, 9)) == "9 Mar 2026"
    assert formatting.short_day(date(2026, 8, 18)) == "18 Agu 2026"


def test_the_day_of_the_week_is_named() -> None:
    assert formatting.weekday(date(2026, 3, 5)) == "Kamis, 5 Maret 2026"


@pytest.mark.parametrize(
    ("zone", "day", "clock"),
    [
        (Zone.WIB, "31 Desember 2026", "23.30"),
        (Zone.WITA, "1 Januari 2027", "00.30"),
        (Zone.WIT, "1 Januari 2027", "01.30"),
    ],
)
def test_a_moment_is_shown_on_the_clock_and_calendar_of_the_office(
    app: Flask, zone: Zone, day: str, clock: str
) -> None:
    from flask import g  # noqa: PLC0415  (only inside a request is there an office)

    moment = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    with app.test_request_context():
        g.office = Profile(code="contoh", name="Bapas", zone=zone)

        assert formatting.day(moment) == day
        assert formatting.clock(moment) == clock
        assert formatting.day_and_clock(moment) == f"{day} pukul {clock}"


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (999, "999"), (1500, "1.500"), (1234567, "1.234.567")]
)
def test_thousands_are_parted_by_a_point(value: int, written: str) -> None:
    assert formatting.number(value) == written


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 3, 2), "terlambat 7 hari"),
        (date(2026, 3, 8), "terlambat 1 hari"),
        (date(2026, 3, 9), "hari ini"),
        (date(2026, 3, 10), "besok"),
        (date(2026, 3, 14), "5 hari lagi"),
        (date(2031, 3, 9), "1.826 hari lagi"),
    ],
)
def test_a_due_day_says_how_far_off_it_is(due: date, said: str) -> None:
    assert formatting.remaining(due, on=date(2026, 3, 9)) == said


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (date(2026, 3, 9), "hari ini"),
        (date(2026, 3, 8), "kemarin"),
        (date(2026, 3, 5), "sudah 4 hari"),
    ],
)
def test_waiting_says_for_how_long(since: date, said: str) -> None:
    assert formatting.ago(since, on=date(2026, 3, 9)) == said


@pytest.mark.parametrize(
    ("value", "written"), [(840, "840 B"), (12_345, "12 kB"), (1_440_000, "1,4 MB")]
)
def test_a_file_says_how_large_it_is(value: int, written: str) -> None:
    assert formatting.size(value) == written


def test_nothing_is_written_for_a_date_that_is_not_there() -> None:
    assert formatting.day(None) == formatting.clock(None) == formatting.day_and_clock(None) == ""
