"""`script/server` around the command line: an invented office is made whole or not at all."""

import shutil
import subprocess
from pathlib import Path

import pytest

BERKAS = """#!/usr/bin/env bash
case $1 in
    demo) touch "$BERKAS_HOME/berkas.sqlite3"; echo "asesor: kata sandi"; exit "${DEMO_ENDS:-0}" ;;
    serve) echo "serves $BERKAS_HOME with ${*:2}" ;;
esac
"""


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A checkout whose set-up is done and whose `berkas` only says what it was asked."""
    folder = tmp_path / "checkout"
    (folder / "script").mkdir(parents=True)
    (folder / ".venv/bin").mkdir(parents=True)
    shutil.copy(root / "script/server", folder / "script/server")
    for name, text in {"script/bootstrap": "#!/bin/sh\n", ".venv/bin/berkas": BERKAS}.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    return folder


def run(checkout: Path, *options: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "script/server", *options],
        env={"PATH": "/usr/bin:/bin", **environ},
        check=False,
        capture_output=True,
        text=True,
    )


def test_an_empty_office_is_served_from_the_checkouts_own_home(checkout: Path) -> None:
    ended = run(checkout, "--port", "8080")

    assert ended.stdout == f"serves {checkout}/var with --port 8080\n"


def test_the_invented_office_is_made_once_and_its_logins_told_each_time(checkout: Path) -> None:
    first, second = run(checkout, "--demo"), run(checkout, "--demo")

    assert "inventing" in first.stderr
    assert "inventing" not in second.stderr
    assert all("asesor: kata sandi" in ended.stdout for ended in (first, second))
    assert all("serves" in ended.stdout for ended in (first, second))


def test_an_interrupted_demo_leaves_no_half_office(checkout: Path) -> None:
    broken = run(checkout, "--demo", DEMO_ENDS="1")

    assert broken.returncode == 1
    assert not (checkout / "var").exists()
    assert "serves" in run(checkout, "--demo").stdout


def test_an_office_that_is_there_is_never_mixed_with_the_demo(
    checkout: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "berkas.sqlite3").write_bytes(b"an office")

    refused = run(checkout, "--demo", BERKAS_HOME=str(home))

    assert refused.returncode == 1
    assert "holds an office already" in refused.stderr
    assert [path.name for path in home.iterdir()] == ["berkas.sqlite3"]


def test_the_demo_takes_the_place_of_an_empty_home(checkout: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()

    assert "serves" in run(checkout, "--demo", "--clients", "5", BERKAS_HOME=str(home)).stdout
    assert (home / "DEMO.txt").exists()
