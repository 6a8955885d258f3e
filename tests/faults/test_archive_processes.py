"""Many writers at once in one file: the numbers have no gap, whoever of them is killed."""

import os
import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.errors import ArchiveRefusal
from archive.recover import recover
from archive.shelf import Shelf
from archive.staging import Terms
from archive.verify import verify

Bench = Any  # conftest's; it cannot be imported by name
WRITERS = 8
FULL = pytest.mark.full


def write(bench: Bench, root: Path, many: int, *, lethal: float) -> None:
    """Deposit so many times in this process, which may be killed on the way."""
    chance = random.Random(os.getpid())
    shelf = Shelf.open(root, Terms(margin=0, patience=60))
    for _ in range(many):
        deposit = bench.deposit()
        if chance.random() < lethal:
            at = chance.randrange(80)
            bench.dies(lambda: shelf.deposit(deposit), at)  # noqa: B023 - run at once
        else:
            shelf.deposit(deposit)


def start(bench: Bench, root: Path, many: int, lethal: float) -> list[int]:
    children = []
    for _ in range(WRITERS):
        if (child := os.fork()) == 0:
            try:
                write(bench, root, many, lethal=lethal)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    return children


@pytest.mark.parametrize(
    ("many", "lethal"), [(5, 0.0), (5, 0.3), pytest.param(200, 0.1, marks=FULL)]
)
def test_eight_writers_in_one_file_leave_no_gap(bench: Bench, many: int, lethal: float) -> None:
    shelf = bench.shelf()

    children = start(bench, shelf.root, many, lethal)
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

    assert ends == [0] * WRITERS
    recover(shelf, lambda _: True)
    bags = shelf.bags(bench.chain)
    assert [bag.sequence for bag in bags] == list(range(1, len(bags) + 1))
    assert len(bags) == WRITERS * many or (lethal and len(bags) > WRITERS * many * 0.5)
    assert list(verify(shelf)) == []


def test_recovery_beside_eight_writers_disturbs_none(bench: Bench) -> None:
    shelf = bench.shelf()

    children = start(bench, shelf.root, 5, 0.0)
    for _ in range(20):
        recover(shelf, lambda _: False)
        time.sleep(0.01)

    assert {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children} == {0}
    assert len(shelf.bags(bench.chain)) == WRITERS * 5


def test_one_deposit_brought_by_eight_at_once_is_sealed_once(bench: Bench) -> None:
    shelf, deposit = bench.shelf(), bench.deposit()
    children = []
    for _ in range(WRITERS):
        if (child := os.fork()) == 0:
            try:
                Shelf.open(shelf.root, Terms(margin=0, patience=60)).deposit(deposit)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)

    assert {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children} == {0}
    assert [bag.id for bag in shelf.bags(bench.chain)] == [deposit.id]
    assert list(verify(shelf)) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 8 MiB, where this machine lets us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.full
@pytest.mark.parametrize("asking", [True, False])
def test_a_full_disk_refuses_and_goes_on_when_there_is_room_again(
    bench: Bench, small_disk: Path, monkeypatch: pytest.MonkeyPatch, *, asking: bool
) -> None:
    shelf = Shelf.create(small_disk / "arsip", Terms(margin=0))
    ballast = small_disk / "pemberat"
    ballast.write_bytes(bytes(2**20))
    if not asking:  # the answer was wrong, or the room went while we wrote
        monkeypatch.setattr("archive.io.free", lambda _: 2**40)
    sealed, refused = 0, None
    deposit = bench.deposit()
    while refused is None:
        deposit = bench.deposit({"sumber.bin": os.urandom(200_000)})
        try:
            shelf.deposit(deposit)
            sealed += 1
        except (OSError, ArchiveRefusal) as refusal:
            refused = refusal

    assert list(verify(shelf)) == []
    assert len(shelf.bags(deposit.chain)) == sealed > 5

    ballast.unlink()
    assert shelf.deposit(deposit).sequence == sealed + 1
    assert list(verify(shelf)) == []
