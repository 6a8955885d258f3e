"""A restore into an empty place brings everything back, equal in every row and every byte."""

import io
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive.shelf import Shelf
from archive.verify import verify as archive_findings
from casework.backup import key, packing
from casework.backup.create import Made
from casework.backup.errors import (
    BackupDamaged,
    NoBackup,
    NotAKey,
    NotEmpty,
    WrongKey,
)
from casework.backup.place import Place, write_side
from casework.backup.restore import restore
from casework.backup.sink import encrypt
from casework.db.engine import Database, open_database
from casework.rebuild import dump
from casework.rebuild.service import start_up
from tests.conftest import MakeClient

BackUp = Callable[[datetime], Made]


def rows(database: Database) -> list[str]:
    with database.reading() as session:
        return list(dump.lines(session))


def test_what_is_restored_has_the_same_rows_and_a_clean_archive(
    back_up: BackUp, filled: Database, place: Place, secret: str, at: datetime, tmp_path: Path
) -> None:
    back_up(at)
    (tmp_path / "kunci" / "sesi.key").write_bytes(b"rahasia")
    back_up(at + timedelta(minutes=15))
    into = tmp_path / "pulih"

    restored = restore(place.root, into, key.read_secret(secret))

    assert restored.missing == ()
    assert restored.bags == sum(1 for _ in Shelf.open(into / "arsip").walk()) > 0
    assert list(archive_findings(Shelf.open(into / "arsip"))) == []
    again = open_database(into / "berkas.sqlite3")
    assert rows(again) == rows(filled)
    again.close()
    assert (into / "kunci" / "sesi.key").stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in into.iterdir()) == ["arsip", "berkas.sqlite3", "kunci"]


def test_a_bag_that_is_newer_than_the_copy_of_the_database_is_adopted_at_start(
    back_up: BackUp,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    place: Place,
    secret: str,
    at: datetime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy = packing.copy_database

    def and_then_somebody_is_registered(source: Path, target: Path) -> None:
        copy(source, target)
        make_client(name="Dimas Prakoso")
        seal_all()

    monkeypatch.setattr(packing, "copy_database", and_then_somebody_is_registered)
    back_up(at)
    restore(place.root, tmp_path / "pulih", key.read_secret(secret))

    again = open_database(tmp_path / "pulih" / "berkas.sqlite3")
    start_up(again, Shelf.open(tmp_path / "pulih" / "arsip"), at=at)
    assert [one for one in rows(again) if "Dimas" in one]
    again.close()


def test_an_earlier_moment_can_be_asked_for(
    back_up: BackUp,
    make_client: MakeClient,
    place: Place,
    secret: str,
    at: datetime,
    tmp_path: Path,
) -> None:
    back_up(at)
    make_client(name="Dimas Prakoso")
    back_up(at + timedelta(hours=1))

    restored = restore(place.root, tmp_path / "dulu", key.read_secret(secret), "2026-03-09T073200Z")

    assert restored.backup.moment == at
    again = open_database(tmp_path / "dulu" / "berkas.sqlite3")
    assert not [one for one in rows(again) if "Dimas" in one]
    again.close()
    with pytest.raises(NoBackup):
        restore(place.root, tmp_path / "tiada", key.read_secret(secret), "2020-01-01T000000Z")


def test_a_wrong_key_opens_nothing_and_is_told_as_such(
    back_up: BackUp, place: Place, at: datetime, tmp_path: Path
) -> None:
    back_up(at)
    other = key.make(tmp_path / "lain")

    with pytest.raises(WrongKey):
        restore(place.root, tmp_path / "pulih", key.read_secret(other))
    assert not (tmp_path / "pulih" / "berkas.sqlite3").exists()
    with pytest.raises(NotAKey):
        key.read_secret("bukan kunci")


def test_a_folder_that_holds_something_is_refused(
    back_up: BackUp, place: Place, secret: str, at: datetime, tmp_path: Path
) -> None:
    back_up(at)
    (tmp_path / "pulih").mkdir()
    (tmp_path / "pulih" / "catatan.txt").touch()

    with pytest.raises(NotEmpty):
        restore(place.root, tmp_path / "pulih", key.read_secret(secret))


def test_a_damaged_backup_is_refused_and_a_missing_bag_is_named(
    back_up: BackUp, place: Place, secret: str, at: datetime, tmp_path: Path
) -> None:
    made = back_up(at)
    assert made.backup
    bag = next((made.backup.path.parent / "arsip").glob("*/*.age"))
    bag.unlink()

    restored = restore(place.root, tmp_path / "pulih", key.read_secret(secret))

    assert [one.partition(": ")[2] for one in restored.missing] == ["the file is missing"]
    made.backup.path.chmod(0o600)
    made.backup.path.write_bytes(made.backup.path.read_bytes()[:-1] + b"x")
    with pytest.raises(BackupDamaged):
        restore(place.root, tmp_path / "lagi", key.read_secret(secret))


def test_the_paper_may_be_typed_in_small_letters_and_groups(
    back_up: BackUp, place: Place, secret: str, at: datetime, tmp_path: Path
) -> None:
    back_up(at)
    typed = " ".join(secret[at : at + 8] for at in range(0, len(secret), 8)).lower()

    assert restore(place.root, tmp_path / "pulih", key.read_secret(f"{typed}\n")).missing == ()


@pytest.mark.parametrize(
    "slip",
    [
        lambda secret: secret.replace("-", ""),
        lambda secret: secret.replace("-", " - "),
        lambda secret: secret[:16] + secret[16:].replace("0", "O").replace("L", "I"),
        lambda secret: secret[:16].lower() + secret[16:].replace("L", "1"),
        lambda secret: f"# di brankas\n{secret}\n\n",
    ],
)
def test_what_a_hand_makes_of_the_paper_is_still_the_key(
    home: Path, secret: str, slip: Callable[[str], str]
) -> None:
    assert str(key.read_secret(slip(secret)).to_public()) in key.recipients(home / "kunci").lines


@pytest.mark.parametrize("typed", ["", "1", "AGE-SECRET-KEY-1", "age1bukan"])
def test_what_is_no_key_is_told_as_such(typed: str) -> None:
    with pytest.raises(NotAKey):
        key.read_secret(typed)


def test_one_wrong_letter_is_noticed(secret: str) -> None:
    wrong = "Q" if secret[-9] != "Q" else "P"

    with pytest.raises(NotAKey):
        key.read_secret(secret[:-9] + wrong + secret[-8:])


def test_any_recipient_alone_opens_a_backup_for_several(
    home: Path, back_up: BackUp, place: Place, secret: str, at: datetime, tmp_path: Path
) -> None:
    region = key.make(tmp_path / "kanwil")
    line = (tmp_path / "kanwil" / "cadangan.txt").read_text(encoding="ascii").splitlines()[-1]
    own = home / "kunci" / "cadangan.txt"
    text = own.read_text(encoding="ascii")
    own.chmod(0o600)
    own.write_text(f"{text}{line}\n", encoding="ascii")
    back_up(at)

    for number, one in enumerate((secret, region)):
        assert restore(place.root, tmp_path / f"pulih-{number}", key.read_secret(one)).bags > 0


@pytest.mark.parametrize("name", ["../luar.txt", "/luar.txt", "arsip/../../luar.txt", "lain.txt"])
def test_a_name_that_leads_elsewhere_is_refused(
    back_up: BackUp, home: Path, place: Place, secret: str, at: datetime, name: str
) -> None:
    made = back_up(at)
    assert made.backup
    packed = home / "jahat.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        head = tarfile.TarInfo(name)
        head.size = 3
        tar.addfile(head, io.BytesIO(b"hai"))
    total = encrypt(packed, made.backup.path, key.recipients(home / "kunci"))
    write_side(replace(made.backup, sha256=total))

    with pytest.raises(BackupDamaged):
        restore(place.root, home / "pulih", key.read_secret(secret))
    assert not list(home.rglob("luar.txt"))
    assert not (home / "pulih" / "berkas.sqlite3").exists()


def test_a_name_that_comes_twice_is_refused(
    back_up: BackUp, home: Path, place: Place, secret: str, at: datetime
) -> None:
    made = back_up(at)
    assert made.backup
    packed = home / "ganda.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        for _ in range(2):
            tar.addfile(tarfile.TarInfo("kunci/sesi.key"))
    total = encrypt(packed, made.backup.path, key.recipients(home / "kunci"))
    write_side(replace(made.backup, sha256=total))

    with pytest.raises(BackupDamaged):
        restore(place.root, home / "pulih", key.read_secret(secret))


def test_the_sums_can_be_checked_without_berkas(back_up: BackUp, at: datetime) -> None:
    made = back_up(at)
    assert made.backup
    folder = made.backup.path.parent
    checked = [(folder, made.backup.side.name)]
    checked += [(one.parent, one.name) for one in folder.glob("arsip/*/SHA256SUMS")]

    for where, name in checked:
        subprocess.run(["sha256sum", "-c", "--strict", name], cwd=where, check=True)
    assert len(checked) > 1
    shutil.rmtree(folder)
