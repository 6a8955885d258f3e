"""Whatever the trade refuses is told to the officer in an Indonesian sentence."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import casework
from casework.errors import Fault, Refusal
from webapp.words import refusals as words

ROOT = Path(casework.__file__).parent
# a code given as a literal, and the ones that a text check may return
GIVEN = re.compile(r"\b(?:Fault|fault)\(\s*[^,()]+,\s*\"([a-z][a-z0-9-]+)\"")


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield str(path.relative_to(ROOT)), path.read_text()


def refusals() -> list[tuple[str, ...]]:
    """Every class of the trade that is a Refusal, with its ancestors up to Refusal."""
    classes = [
        (node.name, tuple(base.id for base in node.bases if isinstance(base, ast.Name)))
        for _, text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef)
    ]
    lines: list[tuple[str, ...]] = [("Refusal",)]
    for line in lines:
        lines += [(name, *line) for name, bases in classes if line[0] in bases]
    return lines


def test_every_fault_that_is_found_anywhere_has_its_words() -> None:
    used = {(where, code) for where, text in sources() for code in GIVEN.findall(text)}

    assert used, "the search found nothing"
    assert [(where, code) for where, code in sorted(used) if code not in words.FAULTS] == []


def test_every_refusal_has_words_of_its_own() -> None:
    unnamed = [
        line
        for line in refusals()
        if line[0] not in words.REFUSALS
        and not any(ancestor in words.REFUSALS for ancestor in line[:-1])
    ]

    assert not unnamed


def test_no_two_refusals_share_a_name() -> None:
    names = Counter(line[0] for line in refusals())

    assert [name for name, times in names.items() if times > 1] == []


def test_the_table_names_no_refusal_that_does_not_exist() -> None:
    assert set(words.REFUSALS) <= {line[0] for line in refusals()}


def test_the_facts_stand_in_the_sentence() -> None:
    fault = Fault("nik", "nik-length", {"given": 15})

    assert words.fault_sentence(fault) == "NIK harus 16 angka; yang ditulis 15."


def test_a_fault_nobody_gave_words_to_still_breaks_no_page() -> None:
    assert words.fault_sentence(Fault("x", "never-heard-of")).startswith("Isian ini belum dapat")
    assert words.fault_sentence(Fault("x", "nik-length")) == "NIK harus 16 angka; yang ditulis ."


def test_a_refusal_is_told_in_the_words_of_its_nearest_ancestor() -> None:
    class Unheard(Refusal):
        """A refusal that the table does not name."""

    assert words.refusal_words(Unheard("x")).title == "Tidak dapat dilakukan"


def test_a_day_among_the_facts_is_written_as_the_office_writes_it() -> None:
    class NotUnderGuidance(Refusal):
        """Stands in for the one of the clients, with the same facts."""

        def __init__(self) -> None:
            super().__init__()
            self.status = "selesai"
            self.since = date(2026, 3, 9)

    told = words.refusal_words(NotUnderGuidance())

    assert "(status: selesai, sejak 9 Maret 2026)" in told.sentence


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        ("office-failed", "LibreOffice belum berjalan"),
        ("office-missing:libreoffice-writer-nogui", "paket libreoffice-writer-nogui"),
        ("RuntimeError", "Sistem mencoba lagi sendiri"),
    ],
)
def test_a_delay_says_what_is_waited_for_and_never_a_name_of_the_program(
    trouble: str, told: str
) -> None:
    sentence = words.trouble_sentence(trouble)

    assert told in sentence
    assert "RuntimeError" not in sentence


@pytest.mark.parametrize("code", sorted(words.FAULTS))
def test_a_sentence_is_calm_and_whole(code: str) -> None:
    sentence = words.FAULTS[code]

    assert sentence[0].isupper() or sentence.startswith("{label}")  # a label has its capital
    assert sentence.endswith(".")
    assert "!" not in sentence
