"""The office's own way of writing register numbers: what differs only warns."""

import pytest

from casework.clients.draft import RegisterEntry
from casework.clients.registers import deviations, kinds

PATTERNS = ("PB = {n}/PB/{year}", "B.I = {n}.{year}")


@pytest.mark.parametrize(
    ("kind", "number"),
    [("PB", "117/PB/2026"), ("pb", "1/pb/1999"), ("B.I", "003.2026"), ("CB", "apa saja")],
)
def test_a_number_written_as_usual_says_nothing(kind: str, number: str) -> None:
    assert list(deviations([RegisterEntry(kind, number)], PATTERNS)) == []


@pytest.mark.parametrize(
    "number", ["117/CB/2026", "117-PB-2026", "PB/2026", "117/PB/26", "0/PB/2026"]
)
def test_a_number_written_otherwise_is_named_with_the_pattern(number: str) -> None:
    (fault,) = deviations([RegisterEntry("CB", "x"), RegisterEntry("PB", number)], PATTERNS)

    assert (fault.field, fault.code) == ("register_2_number", "register-pattern")
    assert fault.facts["pattern"] == "{n}/PB/{year}"


def test_the_registers_come_in_the_office_s_order() -> None:
    assert kinds(PATTERNS) == ("PB", "B.I")
