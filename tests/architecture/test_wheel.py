"""What is shipped is the program and its data, whole, and nothing of the workshop."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PACKAGES = ("archive", "casework", "doc_templates", "indexer", "rendering", "webapp")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_every_file_of_the_program_and_nothing_else(
    wheel: Path, tracked: tuple[Path, ...]
) -> None:
    shipped = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert shipped == {str(path) for path in tracked if path.parts[0] in PACKAGES}


def test_the_wheel_carries_its_licence_and_its_command(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert any(name.endswith("/entry_points.txt") for name in names)
