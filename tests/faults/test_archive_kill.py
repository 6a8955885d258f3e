"""Killed at any disk call, the archive holds whole bags only, and recovery ends the matter."""

import itertools
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from archive import io
from archive.deposit import Deposit
from archive.findings import Code
from archive.recover import recover
from archive.shelf import Shelf
from archive.verify import verify

Bench = Any  # conftest's; it cannot be imported by name


def yes(_: str) -> bool:
    return True


def no(_: str) -> bool:
    return False


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def assert_whole(shelf: Shelf) -> None:
    """Staging apart, there must be nothing to find: no bag is half there."""
    assert [each for each in verify(shelf) if each.code is not Code.STAGING_LEFTOVER] == []


def assert_settled(shelf: Shelf, deposit: Deposit, bags: int) -> None:
    """After recovery nothing is left over, and bringing the deposit again makes exactly one bag."""
    assert names(shelf.root / ".staging") == []
    assert list(verify(shelf)) == []
    shelf.deposit(deposit)
    assert [bag.id for bag in shelf.bags(deposit.chain)].count(deposit.id) == 1
    assert len(shelf.bags(deposit.chain)) == bags
    assert list(verify(shelf)) == []


@pytest.mark.parametrize("before", [0, 2])
def test_a_deposit_killed_at_any_call_is_whole_or_absent(bench: Bench, before: int) -> None:
    spare = bench.shelf(bags=before)
    one = bench.deposit()
    staging = len(bench.count(lambda: spare.stage(one).release()))
    publishing = len(bench.count(lambda: spare.publish(spare.staged(one.id))))

    start, deposit = bench.shelf(bags=before), bench.deposit()
    for at in itertools.count():
        shelf = bench.copy(start)
        killed = bench.dies(lambda: shelf.deposit(deposit), at)  # noqa: B023 - run at once
        assert_whole(shelf)
        recover(shelf, yes)
        if not killed or at >= staging:
            assert shelf.find(deposit.chain, deposit.id) is not None
        assert_settled(shelf, deposit, before + 1)
        if not killed:
            break
    assert at > max(60, publishing)


def test_what_nobody_promised_is_cleared_wherever_its_writer_died(bench: Bench) -> None:
    for at in itertools.count(0, 3):
        shelf, deposit = bench.shelf(bags=1), bench.deposit()
        if not bench.dies(lambda: shelf.deposit(deposit), at):  # noqa: B023 - run at once
            break
        published = shelf.find(deposit.chain, deposit.id) is not None
        recover(shelf, no)
        assert (shelf.find(deposit.chain, deposit.id) is not None) == published
        assert_settled(shelf, deposit, 2)


def leftovers(bench: Bench) -> Iterator[int]:
    """Yield the calls at which dying leaves a different state of the one staging folder."""
    shelf, deposit = bench.shelf(bags=1), bench.deposit()
    calls = bench.count(lambda: shelf.deposit(deposit))
    renames = [number for number, name in enumerate(calls) if name == "rename"]
    creates = [number for number, name in enumerate(calls) if name == "create"]
    yield from (creates[1], creates[-2], renames[0] + 1, renames[-1], renames[-1] + 1)


@pytest.mark.parametrize("promised", [yes, no])
def test_recovery_killed_at_any_call_ends_the_same_when_run_again(
    bench: Bench, promised: Callable[[str], bool]
) -> None:
    for left in leftovers(bench):
        start, deposit = bench.shelf(bags=1), bench.deposit()
        assert bench.dies(lambda: start.deposit(deposit), left)  # noqa: B023 - run at once
        shelf = bench.copy(start)
        recover(shelf, promised)
        ends_sealed = shelf.find(deposit.chain, deposit.id) is not None

        for at in itertools.count():
            shelf = bench.copy(start)
            killed = bench.dies(lambda: recover(shelf, promised), at)  # noqa: B023 - run at once
            assert_whole(shelf)
            recover(shelf, promised)
            assert (shelf.find(deposit.chain, deposit.id) is not None) == ends_sealed
            assert names(shelf.root / ".staging") == []
            if not killed:
                break
        assert_settled(shelf, deposit, 2)


def test_recovery_run_twice_changes_nothing_the_second_time(bench: Bench) -> None:
    shelf, deposit = bench.shelf(bags=1), bench.deposit()
    shelf.stage(deposit).release()

    first, second = recover(shelf, yes), recover(shelf, yes)

    assert [bag.id for bag in first.finished] == [deposit.id]
    assert second == type(second)()


def test_a_redo_asks_the_chain_again_for_number_and_digest(bench: Bench) -> None:
    shelf, deposit = bench.shelf(), bench.deposit()
    assert bench.dies(lambda: shelf.deposit(deposit), _rename_of_the_bag(bench))
    between = shelf.deposit(bench.deposit())

    recovered = recover(shelf, yes)

    assert [bag.sequence for bag in recovered.finished] == [2]
    assert recovered.finished[0].previous == between.tagmanifest_sha256
    assert list(verify(shelf)) == []


def _rename_of_the_bag(bench: Bench) -> int:
    shelf, deposit = bench.shelf(), bench.deposit()
    calls: list[str] = bench.count(lambda: shelf.deposit(deposit))
    return len(calls) - 1 - calls[::-1].index("rename")


def test_recovery_can_leave_the_sealing_to_the_worker(bench: Bench) -> None:
    shelf, deposit = bench.shelf(), bench.deposit()
    shelf.stage(deposit).release()

    kept = recover(shelf, yes, finish=False)

    assert kept.kept == [deposit.id]
    assert shelf.publish(shelf.staged(deposit.id)).sequence == 1


def test_strange_things_in_staging_are_cleared(bench: Bench) -> None:
    shelf = bench.shelf()
    (shelf.root / ".staging/catatan.txt").touch()
    (shelf.root / ".staging/folder/dalam").mkdir(parents=True)
    (shelf.root / ".staging/tautan").symlink_to("/tmp")  # noqa: S108 - only a name

    recover(shelf, yes)

    assert names(shelf.root / ".staging") == []
    assert Path("/tmp").is_dir()  # noqa: S108 - what the link named


def test_a_staged_payload_that_no_longer_fits_its_manifest_is_not_sealed(bench: Bench) -> None:
    shelf, deposit = bench.shelf(), bench.deposit()
    shelf.stage(deposit).release()
    path = shelf.root / ".staging" / deposit.id / "data/dokumen.pdf"
    path.chmod(0o644)
    path.write_bytes(b"%pdf")

    assert shelf.staged(deposit.id) is None
    assert recover(shelf, yes).swept == [deposit.id]


def test_what_the_disk_will_not_read_is_kept_and_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, deposit = bench.shelf(), bench.deposit()
    shelf.stage(deposit).release()

    def broken(_: Path) -> bytes:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(io, "read", broken)
        assert list(recover(shelf, yes).waiting) == [deposit.id]

    assert [bag.id for bag in recover(shelf, yes).finished] == [deposit.id]


def test_a_live_store_of_another_process_is_never_swept(bench: Bench) -> None:
    shelf, deposit = bench.shelf(), bench.deposit()
    ready, go = os.pipe(), os.pipe()
    if (child := os.fork()) == 0:
        staged = shelf.stage(deposit)
        os.write(ready[1], b"x")
        os.read(go[0], 1)
        shelf.publish(staged)
        os._exit(0)
    os.read(ready[0], 1)

    assert recover(shelf, no).live == [deposit.id]

    os.write(go[1], b"x")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert shelf.find(deposit.chain, deposit.id) is not None
    for end in (*ready, *go):
        os.close(end)


def test_the_store_of_a_killed_process_is_free_at_once(bench: Bench) -> None:
    shelf, deposit = bench.shelf(), bench.deposit()
    ready = os.pipe()
    if (child := os.fork()) == 0:
        staged = shelf.stage(deposit)
        os.write(ready[1], b"x")
        signal.pause()
        staged.discard()
    os.read(ready[0], 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)

    assert [bag.id for bag in recover(shelf, yes).finished] == [deposit.id]
    for end in ready:
        os.close(end)


def test_making_an_archive_killed_at_any_call_is_made_whole_the_next_time(bench: Bench) -> None:
    for at in itertools.count():
        root = bench.folder / f"baru-{at}"
        killed = bench.dies(lambda: Shelf.create(root), at)  # noqa: B023 - run at once
        shelf = Shelf.create(root, bench.shelf().terms)
        recover(shelf, no)
        assert list(verify(shelf)) == []
        assert_settled(shelf, bench.deposit(), 1)
        if not killed:
            break
