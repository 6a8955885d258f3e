"""Opening a data home: made when new, opened when whole, refused when a part is missing."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ulid import ULID

from archive.chain import Chain
from archive.deposit import Deposit
from archive.record import Maker, Record
from archive.shelf import Shelf
from archive.staging import Terms
from webapp.settings import Settings
from webapp.wiring import NotReady, open_parts

AT = datetime(2026, 3, 9, tzinfo=UTC)


def test_a_new_home_is_made_and_opened_again(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "var")

    for _ in range(2):
        open_parts(settings).close()

    assert (settings.archive / "0=berkas_1.0").exists()
    assert settings.database.exists()
    assert settings.home.stat().st_mode & 0o077 == 0


def test_an_archive_that_is_not_mounted_stops_the_start(settings: Settings) -> None:
    shutil.rmtree(settings.archive)
    settings.archive.mkdir()  # an empty mount point looks like this

    with pytest.raises(NotReady, match="is its disk mounted"):
        open_parts(settings)

    assert list(settings.archive.iterdir()) == []


def test_no_empty_database_is_put_beside_an_archive_that_holds_something(
    settings: Settings,
) -> None:
    record = Record(
        id=str(ULID()),
        jenis="aturan",
        berkas="",
        waktu=AT,
        tanggal=AT.date(),
        zona="WIB",
        pelaku=Maker("konsol", "Operator konsol", "", ()),
        isi={},
    )
    chain = Chain.office("contoh", "aturan", 2026)
    files = {"rekaman.json": record.to_bytes()}
    Shelf.open(settings.archive, Terms(margin=0)).deposit(
        Deposit(record.id, chain, record.jenis, record.tanggal, files)
    )
    settings.database.unlink()

    with pytest.raises(NotReady, match="berkas archive rebuild"):
        open_parts(settings)

    assert not settings.database.exists()


def test_a_database_of_a_newer_version_is_not_touched(settings: Settings) -> None:
    with sqlite3.connect(settings.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    with pytest.raises(NotReady, match="9999"):
        open_parts(settings)
