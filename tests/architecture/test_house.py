"""Rules of the house that no linter knows."""

import re
import subprocess
from pathlib import Path

import pytest

UNFINISHED = re.compile(
    r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError|mark\.skip\b(?!if)|mark\.xfail\b"
)
DRAWERS = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc|base)$")
SCRIPTS = ("bootstrap", "berkas", "server", "test", "lock", "fresh-machine")


def test_nothing_is_left_unfinished_or_skipped(root: Path, tracked: tuple[Path, ...]) -> None:
    own = Path(__file__).name
    sources = [p for p in tracked if p.suffix in {".py", ".js", ".html"} and p.name != own]

    assert [str(p) for p in sources if UNFINISHED.search((root / p).read_text("utf-8"))] == []


def test_no_module_is_a_drawer(tracked: tuple[Path, ...]) -> None:
    allowed = {Path("casework/db/base.py")}  # SQLAlchemy's own word for the declarative base

    assert [
        str(path)
        for path in tracked
        if path.suffix == ".py" and DRAWERS.search(path.stem) and path not in allowed
    ] == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_whole_and_may_be_run(root: Path, name: str) -> None:
    script = root / "script" / name

    assert script.stat().st_mode & 0o111 == 0o111
    subprocess.run(["bash", "-n", script], check=True)


def test_the_build_server_runs_the_readmes_own_command(root: Path) -> None:
    assert "script/test" in (root / ".ci/run").read_text("utf-8")
    assert "script/test" in (root / "README.md").read_text("utf-8")
