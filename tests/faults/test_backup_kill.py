"""Killed at any disk call of a backup, the one before it still comes back whole."""

import errno
import itertools
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.errors import ArchiveRefusal
from archive.shelf import Shelf
from archive.verify import verify as archive_findings
from casework.backup import key
from casework.backup.create import Made, Result, create
from casework.backup.place import Place, backups
from casework.backup.restore import restore
from casework.backup.verify import verify
from casework.db.engine import open_database

Bench = Any  # conftest's; it cannot be imported by name
Probes = Callable[[Callable[[int, str], None]], Any]
AT = datetime(2026, 3, 9, 7, 32, tzinfo=UTC)


@pytest.fixture
def secret(bench: Bench, migrated: Path) -> str:
    """A home in the bench's folder with an archive of three bags, and the key of its backups."""
    home = bench.folder / "rumah"
    home.mkdir()
    shutil.copy(migrated, home / "berkas.sqlite3")
    shutil.move(bench.shelf(bags=3).root, home / "arsip")
    return key.make(home / "kunci")


@pytest.fixture
def run(bench: Bench, secret: str) -> Callable[[datetime], list[Made]]:
    """Make a backup of that home."""
    del secret
    home = bench.folder / "rumah"
    return lambda at: create(home, [Place(home / "cadangan")], at=at)


def test_the_backup_before_is_whole_wherever_the_next_one_dies(
    bench: Bench, secret: str, run: Callable[[datetime], list[Made]]
) -> None:
    home, start, identity = bench.folder / "rumah", bench.folder / "awal", key.read_secret(secret)
    own = home / "cadangan"
    run(AT)
    shelf = Shelf.open(home / "arsip", bench.shelf().terms)
    for _ in range(2):
        shelf.deposit(bench.deposit())
    shutil.copytree(own, start)

    for at in itertools.count():
        shutil.rmtree(own)
        shutil.copytree(start, own)
        killed = bench.dies(lambda: run(AT + timedelta(minutes=15)), at)
        assert verify(own).findings == ()
        restored = restore(own, bench.folder / f"pulih-{at}", identity)
        assert restored.missing == ()
        assert restored.bags in {3, 5}
        assert list(archive_findings(Shelf.open(bench.folder / f"pulih-{at}" / "arsip"))) == []
        shutil.rmtree(bench.folder / f"pulih-{at}")
        (made,) = run(AT + timedelta(minutes=30))
        assert (made.result, made.backup and made.backup.bags) == (Result.DONE, 5)
        _assert_tidy(own)
        if not killed:
            break
    assert at > 60


def test_the_first_backup_killed_at_any_call_is_made_whole_by_the_next(
    bench: Bench, run: Callable[[datetime], list[Made]]
) -> None:
    own = bench.folder / "rumah" / "cadangan"
    for at in itertools.count(0, 2):
        shutil.rmtree(own, ignore_errors=True)
        killed = bench.dies(lambda: run(AT), at)
        run(AT + timedelta(minutes=15))
        assert verify(own).findings == ()
        _assert_tidy(own)
        if not killed:
            break


def test_dropping_old_backups_killed_at_any_call_leaves_no_half(
    bench: Bench, run: Callable[[datetime], list[Made]]
) -> None:
    own, start = bench.folder / "rumah" / "cadangan", bench.folder / "awal"
    for minutes in range(0, 60, 15):
        run(AT + timedelta(minutes=minutes))
    shutil.copytree(own, start)
    calls = len(bench.count(lambda: run(AT + timedelta(days=3))))
    shutil.rmtree(own)

    for at in range(calls - 20, calls + 1):
        shutil.copytree(start, own)
        bench.dies(lambda: run(AT + timedelta(days=3)), at)
        run(AT + timedelta(days=3, minutes=15))
        assert verify(own).findings == ()
        _assert_tidy(own)
        shutil.rmtree(own)


def test_a_key_killed_at_any_call_leaves_the_one_before_or_the_printed_one(
    bench: Bench, secret: str
) -> None:
    folder, envelope = bench.folder / "rumah" / "kunci", bench.folder / "amplop"
    envelope.mkdir()
    (envelope / key.recipients(folder).folder).write_text(secret, encoding="ascii")

    def another() -> None:
        drawn = key.draw(folder)
        (envelope / drawn.folder).write_text(drawn.secret, encoding="ascii")
        key.confirm(folder, drawn.folder)

    for at in itertools.count():
        killed = bench.dies(another, at)
        paper = (envelope / key.recipients(folder).folder).read_text(encoding="ascii")
        assert str(key.read_secret(paper).to_public()) in key.recipients(folder).lines
        if not killed:
            break
    assert at > 10
    assert key.unconfirmed(folder) is None


def test_a_restore_killed_at_any_call_leaves_nothing_that_would_be_opened(
    bench: Bench, secret: str, run: Callable[[datetime], list[Made]]
) -> None:
    run(AT)
    own, into = bench.folder / "rumah" / "cadangan", bench.folder / "pulih"
    identity = key.read_secret(secret)
    for at in itertools.count(0, 3):
        killed = bench.dies(lambda: restore(own, into, identity), at)
        assert killed != (into / "berkas.sqlite3").exists()
        shutil.rmtree(into, ignore_errors=True)
        if not killed:
            break
    restore(own, bench.folder / "akhir", identity)
    open_database(bench.folder / "akhir" / "berkas.sqlite3").close()


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_disk_call_that_fails_is_told_and_costs_no_backup(
    bench: Bench, make_probe: Probes, run: Callable[[datetime], list[Made]], number: int
) -> None:
    own = bench.folder / "rumah" / "cadangan"
    run(AT)
    shelf = Shelf.open(bench.folder / "rumah" / "arsip", bench.shelf().terms)
    shelf.deposit(bench.deposit())
    calls = len(bench.count(lambda: run(AT + timedelta(minutes=15))))
    told = 0

    for at in range(0, calls, 2):
        for one in own.rglob("*.age"):  # so that this run too has a bag to write
            if one.parent.parent.name == "arsip":
                one.unlink()
                break
        moment = AT + timedelta(minutes=15 * (at + 2))
        told += _fails(make_probe, lambda: run(moment), at, number)  # noqa: B023 - run at once
        (made,) = run(moment + timedelta(minutes=5))
        assert made.result is Result.DONE
        assert verify(own).findings == ()
        _assert_tidy(own)
    assert told > calls // 4


def _fails(make_probe: Probes, work: Callable[[], list[Made]], at: int, number: int) -> bool:
    """Run the work with one call that fails; tell whether it owned to it."""

    def refuse(call: int, _name: str) -> None:
        if call == at:
            raise OSError(number, "planted")

    try:
        with make_probe(refuse).attached():
            (made,) = work()
    except (OSError, ArchiveRefusal):
        return True
    return made.result is not Result.DONE or bool(made.backup and made.backup.damaged)


def _assert_tidy(own: Path) -> None:
    """Nothing half is left: no file under way, no snapshot without its sidecar, no workroom."""
    assert not (own / ".kerja").exists()
    assert list(own.rglob("*.baru")) == []
    (folder,) = own.glob("kunci-*")
    assert len(list(folder.glob("*.age"))) == len(backups(folder))
