"""A backup is made of what is new, in every place, and old ones make room."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive.shelf import Shelf
from casework.backup import key
from casework.backup.create import Made, Result, create
from casework.backup.errors import DatabaseBroken, KeyExists, NoKey
from casework.backup.place import Place, backups
from casework.backup.restore import restore
from casework.backup.verify import Code, verify
from tests.conftest import MakeClient

BackUp = Callable[[datetime], Made]
QUARTER = timedelta(minutes=15)


def files(place: Place) -> dict[str, bytes]:
    return {str(one.relative_to(place.root)): one.read_bytes() for one in place.root.rglob("*.age")}


@pytest.mark.usefixtures("filled")
def test_before_a_key_is_made_nothing_is_backed_up(home: Path, place: Place, at: datetime) -> None:
    with pytest.raises(NoKey):
        create(home, [place], at=at)

    assert not place.root.exists()


def test_a_second_key_is_made_only_where_another_is_asked_for(home: Path, secret: str) -> None:
    with pytest.raises(KeyExists):
        key.make(home / "kunci")

    assert key.make(home / "kunci", another=True) != secret
    assert secret not in (home / "kunci" / "cadangan.txt").read_text(encoding="ascii")


def test_the_secret_half_is_nowhere_in_the_home(
    home: Path, back_up: BackUp, secret: str, at: datetime
) -> None:
    back_up(at)

    held = [one for one in home.rglob("*") if one.is_file()]
    assert [one for one in held if secret.encode() in one.read_bytes()] == []


def test_no_name_of_a_client_or_file_stands_in_a_backup(
    back_up: BackUp, place: Place, at: datetime
) -> None:
    back_up(at)

    names = " ".join(str(one.relative_to(place.root)) for one in place.root.rglob("*"))
    content = b"".join(one.read_bytes() for one in place.root.rglob("*") if one.is_file())
    assert "2026-0000" not in names
    assert b"Santoso" not in content
    assert b"2026-0000" not in content


def test_a_bag_is_written_once_and_only_new_ones_are_added(
    back_up: BackUp,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    shelf: Shelf,
    place: Place,
    at: datetime,
) -> None:
    first = back_up(at)
    before = files(place)
    second = back_up(at + QUARTER)
    make_client(name="Dimas Prakoso")
    seal_all()
    third = back_up(at + 2 * QUARTER)

    assert (first.added, second.added, third.added) == (len(before) - 1, 0, 1)
    assert before.items() <= files(place).items()
    assert third.backup
    assert third.backup.bags == sum(1 for _ in shelf.walk())
    assert verify(place.root).findings == ()


@pytest.mark.usefixtures("filled")
def test_both_places_get_it_and_a_missing_disk_is_told_and_never_filled(
    home: Path, secret: str, place: Place, second: Place, at: datetime
) -> None:
    told = [one.result for one in create(home, [place, second], at=at)]

    assert told == [Result.DONE, Result.MISSING]
    assert list(second.root.iterdir()) == []
    second.prepare()
    told = [one.result for one in create(home, [place, second], at=at + QUARTER)]
    assert told == [Result.DONE, Result.DONE]
    assert restore(second.root, home / "pulih", key.read_secret(secret)).missing == ()


@pytest.mark.usefixtures("filled", "secret")
def test_a_disk_that_refuses_does_not_keep_the_other_from_its_backup(
    home: Path, place: Place, second: Place, at: datetime
) -> None:
    second.prepare()
    folder = key.recipients(home / "kunci").folder
    (second.root / folder).write_text("di jalan", encoding="ascii")

    own, other = create(home, [second, place], at=at), place

    assert [one.result for one in own] == [Result.FAILED, Result.MISSING]
    other.prepare()
    assert [one.result for one in create(home, [second, other], at=at)][1] is Result.DONE


def test_a_bag_that_is_damaged_is_told_and_taken_as_soon_as_it_is_whole(
    back_up: BackUp, shelf: Shelf, place: Place, secret: str, at: datetime
) -> None:
    paper = next(shelf.root.glob("berkas/*/*/*/*/data/rekaman.json"))
    good = paper.read_bytes()
    paper.chmod(0o644)
    paper.write_bytes(good + b" ")

    made = back_up(at)

    assert made.backup
    assert made.backup.damaged == 1
    found = verify(place.root, key.read_secret(secret)).findings
    assert [one.code for one in found] == [Code.BAG]
    paper.write_bytes(good)
    made = back_up(at + QUARTER)
    assert made.backup
    assert (made.backup.damaged, made.added) == (0, 1)
    assert verify(place.root, key.read_secret(secret)).findings == ()


def test_a_broken_database_makes_no_backup_and_the_last_one_stays(
    home: Path, back_up: BackUp, place: Place, at: datetime
) -> None:
    back_up(at)
    with closing(sqlite3.connect(home / "berkas.sqlite3")) as loose:
        loose.execute("PRAGMA foreign_keys=OFF")
        loose.execute("INSERT INTO journal_file VALUES ('tiada', 'x', x'00')")
        loose.commit()

    with pytest.raises(DatabaseBroken):
        back_up(at + QUARTER)

    assert len(backups(place.root / key.recipients(home / "kunci").folder)) == 1


def test_another_key_begins_a_folder_of_its_own_and_the_old_paper_still_opens_the_old(
    home: Path, back_up: BackUp, place: Place, secret: str, at: datetime, tmp_path: Path
) -> None:
    back_up(at)
    newer = key.make(home / "kunci", another=True)
    made = back_up(at + QUARTER)

    assert made.added > 0
    old = restore(place.root, tmp_path / "lama", key.read_secret(secret))
    new = restore(place.root, tmp_path / "baru", key.read_secret(newer))
    assert (old.backup.moment, new.backup.moment) == (at, at + QUARTER)


def test_a_bag_lost_from_the_place_is_written_again(
    back_up: BackUp, place: Place, at: datetime
) -> None:
    back_up(at)
    next(place.root.glob("*/arsip/*/*.age")).unlink()
    assert [one.code for one in verify(place.root).findings] == [Code.MISSING]

    assert back_up(at + QUARTER).added == 1
    assert verify(place.root).findings == ()


def test_a_changed_byte_is_found_without_the_key(
    back_up: BackUp, place: Place, at: datetime
) -> None:
    made = back_up(at)
    assert made.backup
    for path in (made.backup.path, next(place.root.glob("*/arsip/*/*.age"))):
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:-1] + b"\0\0")

    assert [one.code for one in verify(place.root).findings] == [Code.DIFFERS, Code.DIFFERS]


def test_a_lost_list_is_noticed_without_the_key(
    back_up: BackUp, place: Place, at: datetime
) -> None:
    back_up(at)
    next(place.root.glob("*/arsip/*/SHA256SUMS")).unlink()

    assert [one.code for one in verify(place.root).findings] == [Code.FEWER]
