"""The checkout works on any machine: no path, index address or unpinned package of one of them."""

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==\S+ \\$", re.MULTILINE)
HASHES = re.compile(r"( \\\n    --hash=sha256:[0-9a-f]{64})+$", re.MULTILINE)
ADDRESS = re.compile(r"https?://|file:/|--(extra-)?index-url|--find-links|--trusted-host")
INDEX = re.compile(
    r"--(extra-)?index-url[ =]\S*:|find-links *= */|\"resolved\": *\""
    r"|registry\.npmjs|pythonhosted|pypi\.org/simple|deb\.debian\.org"
)
HOMES = re.compile(r"/(home|Users)/[a-z]\w*/|/root/")
SHARED_BY_ALL = {Path("/"), Path("/opt"), Path("/srv"), Path("/var/lib")}


def test_no_file_names_a_place_on_one_machine(root: Path, tracked: tuple[Path, ...]) -> None:
    here = root if root.parent in SHARED_BY_ALL else root.parent
    words = {path: words_of(root / path) for path in others(tracked)}

    assert [str(p) for p, text in words.items() if HOMES.search(text) or f"{here}/" in text] == []


def test_no_file_names_a_package_index(root: Path, tracked: tuple[Path, ...]) -> None:
    assert [str(path) for path in others(tracked) if INDEX.search(words_of(root / path))] == []


def others(tracked: tuple[Path, ...]) -> list[Path]:
    """Return all files but this one, which must name what it forbids."""
    return [path for path in tracked if path.name != Path(__file__).name]


def words_of(path: Path) -> str:
    """Return what a person reads in a text file, nothing for pictures, fonts and Word files."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_versions_and_hashes_and_no_address(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    entries = [part for part in re.split(r"\n(?=\S)", text) if not part.startswith("#")]

    assert ADDRESS.search(text) is None
    assert [entry for entry in entries if not HASHES.search(entry.rstrip())] == []


@pytest.mark.parametrize(("lock", "extras"), [(LOCKS[0], ()), (LOCKS[1], ("dev",))])
def test_a_lock_covers_what_the_project_asks_for(
    root: Path, lock: str, extras: tuple[str, ...]
) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]

    assert {plain(re.split(r"[=<>!~\[ ]", one)[0]) for one in wanted} <= set(pins(root / lock))


def test_both_locks_agree_on_every_version(root: Path) -> None:
    run, develop = (pins(root / lock) for lock in LOCKS)

    assert {name: develop.get(name) for name in run} == run


def pins(lock: Path) -> dict[str, str]:
    lines = (m[0].removesuffix(" \\") for m in PINNED.finditer(lock.read_text(encoding="utf-8")))
    return {plain(name): version for name, _, version in (line.partition("==") for line in lines)}


def plain(name: str) -> str:
    """Return a package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
