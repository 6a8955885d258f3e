"""A file that contradicts itself is refused with its name and the key."""

import pytest

from casework.instruments import shipped
from casework.instruments.reading import parse
from casework.instruments.toml import BadFile
from tests.mistakes import MISTAKES, NEEDS, NEEDS_MISTAKES, RISK


@pytest.mark.parametrize("what", MISTAKES)
def test_a_risk_form_is_refused_with(what: str) -> None:
    check(RISK, *MISTAKES[what])


@pytest.mark.parametrize("what", NEEDS_MISTAKES)
def test_a_needs_form_is_refused_with(what: str) -> None:
    check(NEEDS, *NEEDS_MISTAKES[what])


def check(source: str, old: str, new: str, key: str) -> None:
    assert old in source

    with pytest.raises(BadFile) as refused:
        parse("salah.toml", source.replace(old, new, 1).encode())

    assert refused.value.file == "salah.toml"
    assert key in refused.value.key


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BadFile):
        parse("salah.toml", b"\xff\xfe")


def test_a_part_without_items_is_refused() -> None:
    empty = RISK + '\n[[parts]]\ncode = "E"\ntitle = "Kosong"\noffered = "always"\nsource = "S"\n'

    with pytest.raises(BadFile, match="at least one item"):
        parse("salah.toml", empty.encode())


def test_the_instrument_keeps_the_very_bytes_it_was_read_from() -> None:
    found = parse("rri.toml", RISK.encode())

    assert found.source == RISK.encode()
    assert found == shipped.edition("rri", "02-2021")
