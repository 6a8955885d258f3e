"""Age, who counts as a child, and how a person is named where."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clients import rules

BORN = date(2008, 3, 9)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (BORN, date(2026, 3, 8), 17),
        (BORN, date(2026, 3, 9), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (BORN, BORN, 0),
    ],
)
def test_age_is_counted_in_full_years(born: date, on: date, years: int) -> None:
    assert rules.age(born, on) == years


@given(st.dates(date(1930, 1, 1), date(2010, 1, 1)), st.dates(date(2011, 1, 1), date(2040, 1, 1)))
def test_nobody_grows_younger(born: date, on: date) -> None:
    years = rules.age(born, on)

    assert years >= rules.age(born, on.replace(day=1))
    assert on.year - born.year - 1 <= years <= on.year - born.year


def test_who_was_seventeen_on_the_day_of_the_verdict_is_a_child_before_the_law() -> None:
    verdict, received = date(2026, 3, 8), date(2026, 9, 1)

    assert rules.is_child(BORN, [verdict, received], child_type=False)
    assert not rules.is_child(BORN, [received], child_type=False)


def test_a_type_only_children_have_makes_a_child_at_any_age() -> None:
    assert rules.is_child(date(1990, 1, 1), [date(2026, 1, 1)], child_type=True)
    assert rules.is_child(date(1990, 1, 1), [], child_type=True)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Budi Santoso", "B. Santoso"),
        ("Sukarman", "Sukarman"),
        ("Budi Santoso Wijaya", "B. Santoso Wijaya"),
        ("Muhammad Rizki Pratama", "M. R. Pratama"),
        ("Moh. Yusuf Hamdani", "M. Y. Hamdani"),
        ("Muhammad Yusuf", "M. Yusuf"),
        ("I Made Suardana", "I. M. Suardana"),
        ("Ni Luh Ayu Wati", "N. L. Ayu Wati"),
        ("Hendra Kusuma, S.H.", "H. Kusuma"),
        ("D'Angelo Nu'man", "D. Nu'man"),
        ("'Aisyah Putri", "A. Putri"),
        ("Ölschläger Иван", "Ö. Иван"),
        ("李 明", "李. 明"),
        ("123", "123"),
        ("  Budi   Santoso ", "B. Santoso"),
    ],
)
def test_lists_show_an_adult_by_the_last_names(name: str, shown: str) -> None:
    assert rules.shown_name(name, child=False) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Rizky Aditya", "R.A."),
        ("Nur", "N."),
        ("Siti Nur'aini Putri", "S.N.P."),
        ("ahmad fauzi", "A.F."),
        ("Budi, S.H.", "B."),
        ("123", "-"),
    ],
)
def test_a_child_is_shown_by_initials_only(name: str, shown: str) -> None:
    assert rules.shown_name(name, child=True) == shown


@given(st.text(min_size=1, max_size=80))
def test_initials_never_give_away_more_than_first_letters(name: str) -> None:
    assert all(len(part.casefold()) <= 3 for part in rules.initials(name).split("."))


def test_a_file_is_numbered_within_its_year() -> None:
    assert rules.file_number(2025, 123) == "2025-00123"
    assert rules.file_number(2025, 123456) == "2025-123456"


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("2025-00123", True),
        ("2025-123456", True),
        ("2025-00000", False),
        ("2025-123", False),
        ("25-00123", False),
        ("2025-00123 ", False),
        ("2025-00123\n", False),
        ("٢٠٢٥-00123", False),
        ("", False),
    ],
)
def test_a_file_number_is_known_by_its_shape(text: str, *, valid: bool) -> None:
    assert rules.is_file_number(text) is valid
