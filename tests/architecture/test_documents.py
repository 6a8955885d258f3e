"""What the documents say about the code is what the code does."""

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import casework
from casework.db.base import Base, Durability

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
PLACE = re.compile(r"`((?:webapp|casework|archive|indexer|rendering|doc_templates|docs)/[\w./-]*)`")
ADR_CEILING, README_CEILING = 40, 150


def words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_readme_is_read_in_one_sitting(root: Path) -> None:
    assert len(words(root / "README.md").splitlines()) <= README_CEILING


def test_the_map_names_every_folder(root: Path, tracked: tuple[Path, ...]) -> None:
    named = set(re.findall(r"^\| `([\w.]+)/` \|", words(root / "README.md"), re.MULTILINE))

    assert {path.parts[0] for path in tracked if len(path.parts) > 1} <= named
    assert [name for name in named if not (root / name).is_dir()] == []


def test_a_decision_is_one_page_with_context_decision_and_consequences(root: Path) -> None:
    pages = sorted((root / "docs/adr").glob("*.md"))

    for number, page in enumerate(pages, start=1):
        text = words(page)
        assert page.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number}. ")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ]
        assert len(text.splitlines()) <= ADR_CEILING


def test_the_decision_on_libraries_names_every_one_of_them(root: Path) -> None:
    page = words(root / "docs/adr/0004-libraries-taken.md").lower()
    asked = tomllib.loads(words(root / "pyproject.toml"))["project"]["dependencies"]

    assert [name for name in asked if name.partition("==")[0].lower() not in page] == []


def test_links_between_documents_lead_somewhere(root: Path, tracked: tuple[Path, ...]) -> None:
    dead = [
        f"{page}: {link}"
        for page in tracked
        if page.suffix == ".md"
        for link in LINK.findall(words(root / page))
        if "://" not in link and not (root / page.parent / link).exists()
    ]

    assert dead == []


def test_places_that_the_readme_names_are_there(root: Path) -> None:
    named = [name for name in PLACE.findall(words(root / "README.md")) if "<" not in name]

    assert [name for name in named if not (root / name).exists()] == []


def test_operations_tell_every_setting_of_the_machine(root: Path) -> None:
    read = set(re.findall(r"BERKAS_[A-Z_]+", words(root / "webapp/settings.py")))
    rows = re.compile(r"^\| `(BERKAS_[A-Z_]+)`", re.MULTILINE)

    assert set(rows.findall(words(root / "docs/operations.md"))) == read


@pytest.mark.parametrize("durability", list(Durability))
def test_operations_tell_what_survives(root: Path, durability: Durability) -> None:
    section = words(root / "docs/operations.md").partition("<!-- durability -->")[2]
    row = re.search(rf"^\| {durability} \|([^|]*)\|", section, re.MULTILINE)

    assert row
    assert sorted(re.findall(r"`(\w+)`", row[1])) == sorted(tables(durability))


def tables(durability: Durability) -> Iterator[str]:
    """Yield the tables of all mapped classes that declare this durability."""
    for module in pkgutil.walk_packages(casework.__path__, "casework."):
        if module.name.rpartition(".")[2] == "model":
            importlib.import_module(module.name)
    for mapper in Base.registry.mappers:
        if mapper.class_.durability is durability:
            yield mapper.class_.__tablename__
