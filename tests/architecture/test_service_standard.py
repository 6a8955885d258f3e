"""Every line of the service standard that is said to be carried out is named by a test."""

import re
from pathlib import Path

ROW = re.compile(r"^\| (SP-\d+) \|.*\|([^|]*)\|([^|]*)\|$", re.MULTILINE)
LINES = [f"SP-{number}" for number in range(16)]


def rows(root: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Return, for each line, the places that carry it out and the tests that show it."""
    page = (root / "docs/service-standard.md").read_text(encoding="utf-8")
    return {
        line: (re.findall(r"`([^`]+)`", where), re.findall(r"`([^`]+)`", shown))
        for line, where, shown in ROW.findall(page)
    }


def test_the_page_tells_every_line(root: Path) -> None:
    assert list(rows(root)) == LINES


def test_places_that_carry_a_line_out_are_there(root: Path) -> None:
    places = {place for where, _ in rows(root).values() for place in where}

    assert [place for place in places if not (root / place).exists()] == []


def test_a_test_that_shows_a_line_names_it(root: Path) -> None:
    for line, (_, shown) in rows(root).items():
        for place in shown:
            assert re.search(rf"\b{line}\b", (root / place).read_text(encoding="utf-8")), place


def test_a_test_that_names_a_line_is_told_on_the_page(
    root: Path, tracked: tuple[Path, ...]
) -> None:
    told = {(line, place) for line, (_, shown) in rows(root).items() for place in shown}
    tests = [p for p in tracked if p.parts[0] == "tests" and p.name.startswith("test_")]
    named = {
        (line, str(path))
        for path in tests
        if path.parts[1] != "architecture" and path.suffix == ".py"
        for line in re.findall(r"\bSP-\d+\b", (root / path).read_text(encoding="utf-8"))
    }

    assert {line for line, _ in named} == {line for line, _ in told}
