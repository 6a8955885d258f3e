"""An office with a sealed file, a place for its backups, and a key."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from casework.backup import key
from casework.backup.create import Made, create
from casework.backup.place import Place
from casework.db.engine import Database
from tests.conftest import MakeClient


@pytest.fixture
def filled(database: Database, make_client: MakeClient, seal_all: Callable[[], None]) -> Database:
    """A database with two clients whose openings are sealed."""
    make_client()
    make_client(name="Yohana Kurnia")
    seal_all()
    return database


@pytest.fixture
def place(home: Path) -> Place:
    return Place(home / "cadangan")


@pytest.fixture
def second(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The second disk, not prepared yet."""
    return Place(tmp_path_factory.mktemp("disk"))


@pytest.fixture
def secret(home: Path) -> str:
    """The secret half of the key, as it stands on the paper."""
    return key.make(home / "kunci")


@pytest.fixture
def back_up(home: Path, filled: Database, secret: str, place: Place) -> Callable[..., Made]:
    """Make a backup at a moment into the home's own place."""
    del filled, secret  # they only have to be there

    def make(at: datetime) -> Made:
        return create(home, [place], at=at)[0]

    return make
