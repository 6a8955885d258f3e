"""The tree is where a newcomer expects it: known folders, short files, tests beside their like."""

import re
from pathlib import Path

FOLDERS = {
    ".ci",
    "archive",
    "bench",
    "casework",
    "doc_templates",
    "docs",
    "indexer",
    "rendering",
    "script",
    "tests",
    "webapp",
}
PACKAGES = {"archive", "casework", "doc_templates", "indexer", "rendering", "webapp"}
# whole roads, and what was judged apart from the code
ROADS = {"architecture", "browser", "data", "faults", "journeys", "migrations"}
CEILING = 400


def test_every_top_level_folder_is_a_known_one(tracked: tuple[Path, ...]) -> None:
    assert {path.parts[0] for path in tracked if len(path.parts) > 1} <= FOLDERS


def test_no_source_file_is_longer_than_the_ceiling(root: Path, tracked: tuple[Path, ...]) -> None:
    lengths = {
        str(path): len((root / path).read_text(encoding="utf-8").splitlines())
        for path in tracked
        if path.suffix in {".py", ".js", ".css", ".html"} and "vendor" not in path.parts
    }

    assert {path: lines for path, lines in lengths.items() if lines > CEILING} == {}


def test_the_tests_mirror_the_tree(root: Path, tracked: tuple[Path, ...]) -> None:
    folders = {path.parent.relative_to("tests") for path in tracked if path.parts[0] == "tests"}
    own = {folder for folder in folders if folder.parts and folder.parts[0] not in ROADS}

    assert [str(folder) for folder in own if not mirrored(root, folder)] == []


def mirrored(root: Path, folder: Path) -> bool:
    """Tell whether tests lie where their package or module does, or one subject below it."""
    stands_for = [folder, folder.parent] if len(folder.parts) > 1 else [folder]
    return any((root / f).is_dir() or (root / f).with_suffix(".py").is_file() for f in stands_for)


def test_no_folder_of_tests_is_a_package(tracked: tuple[Path, ...]) -> None:
    packages = [p for p in tracked if p.parts[0] == "tests" and p.name == "__init__.py"]

    assert packages == []  # tests/archive/__init__.py would shadow the package `archive`


def test_every_package_of_the_project_has_a_door(tracked: tuple[Path, ...]) -> None:
    modules = {path for path in tracked if path.suffix == ".py" and path.parts[0] in PACKAGES}
    folders = {path.parent for path in modules if "migrations" not in path.parts}  # Alembic's

    assert {folder for folder in folders if folder / "__init__.py" not in modules} == set()


def test_a_template_never_switches_escaping_off(root: Path, tracked: tuple[Path, ...]) -> None:
    unsafe = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\(")
    pages = [p for p in tracked if "templates" in p.parts and p.parts[0] == "webapp"]

    assert [str(p) for p in pages if unsafe.search((root / p).read_text(encoding="utf-8"))] == []
