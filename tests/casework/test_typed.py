"""What was typed is kept as typed, or refused with the reason: never changed in silence."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import typed
from casework.errors import Invalid

NAUGHTY = Path(__file__).parents[3] / "shared" / "corpora" / "naughty-strings.json"
XML_LEGAL = re.compile(r"[\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]*")
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def refusal(value: str, *, most: int = 300) -> tuple[str, str]:
    with pytest.raises(Invalid) as refused:
        typed.line(value, field="name", most=most)
    (fault,) = refused.value.faults
    return fault.field, fault.code


@pytest.mark.parametrize(
    "name",
    [
        "Budi Santoso",
        "Sukarman",
        "D'Angelo Nu'man",
        "Иван Петров",
        "李 明",
        "محمد",
        "Ölschläger 👍",
    ],
)
def test_names_of_every_alphabet_are_kept(name: str) -> None:
    assert typed.line(name, field="name", most=300) == name


def test_spaces_are_made_single_and_letters_composed() -> None:
    assert typed.line("  Budi \u00a0 Santoso ", field="name", most=300) == "Budi Santoso"
    assert typed.line("Rene\u0301", field="name", most=300) == "Ren\u00e9"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Budi\x00", "control-character"),
        ("Bu\x0bdi", "control-character"),
        ("Bu\x85di", "control-character"),
        ("Budi\ud800", "no-character"),
        ("Budi\ufffe", "no-character"),
        ("Budi\U0001ffff", "no-character"),
        *((f"Bu{mark}di", "turning-character") for mark in BIDI),
    ],
)
def test_what_a_paper_could_not_show_is_refused_with_the_reason(value: str, code: str) -> None:
    assert refusal(value) == ("name", code)


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\ufeff", "\u00ad", "\u3164"])
def test_a_letter_that_shows_nothing_is_refused_with_the_word_it_hides_in(mark: str) -> None:
    for keep in (typed.line, typed.text, typed.name):
        with pytest.raises(Invalid) as refused:
            keep(f"Ban{mark}dung", field="birth_place", most=99)
        (fault,) = refused.value.faults
        assert (fault.field, fault.code) == ("birth_place", "invisible-character")
        assert fault.facts == {"point": f"U+{ord(mark):04X}", "word": "Bandung"}


def test_a_name_has_three_hundred_letters_at_most() -> None:
    assert typed.line("a" * 300, field="name", most=300) == "a" * 300
    assert refusal("a" * 301) == ("name", "too-long")


def test_every_line_end_becomes_one_line_feed() -> None:
    assert (
        typed.text("satu\r\ndua\rtiga\n\nempat\n", field="t", most=99) == "satu\ndua\ntiga\n\nempat"
    )


@given(st.text(st.characters(), max_size=60))
def test_whatever_is_kept_is_legal_in_a_document(value: str) -> None:
    try:
        kept = typed.text(value, field="t", most=500)
    except Invalid:
        return
    assert XML_LEGAL.fullmatch(kept)
    assert unicodedata.is_normalized("NFC", kept)
    assert not set(kept) & set(BIDI)


@pytest.mark.skipif(not NAUGHTY.is_file(), reason="the corpus of naughty strings is not here")
def test_naughty_strings_are_kept_or_refused_whole() -> None:
    naughty = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    taken = [one for one in naughty if typed.flaw(one, field="t", lines=True) is None]

    assert len(taken) > len(naughty) * 0.9
    for value in taken:
        kept = typed.text(value, field="t", most=20_000)
        assert kept == unicodedata.normalize("NFC", value).strip("\n")
    for value in set(naughty) - set(taken):
        with pytest.raises(Invalid):
            typed.text(value, field="t", most=20_000)
