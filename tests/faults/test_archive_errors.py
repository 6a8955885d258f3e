"""Failing at any disk call, a deposit says so, keeps nothing half done, and can be tried again."""

import contextlib
import errno
import itertools
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive import io
from archive.deposit import Deposit
from archive.errors import ArchiveRefusal
from archive.recover import recover
from archive.shelf import Shelf
from archive.verify import verify

Bench = Any  # conftest's; they cannot be imported by name
MakeProbe = Callable[[Callable[[int, str], None]], Any]
ERRORS = ["EIO", "ENOSPC", "EDQUOT", "EROFS", "EMFILE"]
LASTING = [False, True]
QUICK = [("EIO", False), ("ENOSPC", True)]
SWEEPS = [
    pytest.param(name, lasting, marks=[] if (name, lasting) in QUICK else [pytest.mark.full])
    for name, lasting in itertools.product(ERRORS, LASTING)
]


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def failing(name: str, at: int, *, lasting: bool) -> Callable[[int, str], None]:
    """Fail at call number `at`, once or from there on."""

    def fail(number: int, call: str) -> None:
        if number == at or (lasting and number > at):
            raise OSError(getattr(errno, name), os.strerror(getattr(errno, name)), call)

    return fail


def assert_told_truly(shelf: Shelf, deposit: Deposit, *, told_sealed: bool) -> None:
    """What was called sealed is there; what was not can be brought again and is there once."""
    if told_sealed:
        assert shelf.find(deposit.chain, deposit.id) is not None
    sealed = shelf.deposit(deposit)
    assert shelf.bags(deposit.chain)[-1] == sealed
    assert len(shelf.bags(deposit.chain)) == sealed.sequence == 2
    recover(shelf, lambda _: False)
    assert list(verify(shelf)) == []


@pytest.mark.parametrize(("name", "lasting"), SWEEPS)
def test_a_deposit_that_meets_an_error_tells_the_truth(
    bench: Bench,
    make_probe: MakeProbe,
    name: str,
    lasting: bool,  # noqa: FBT001 - a table's cell
) -> None:
    start, deposit = bench.shelf(bags=1), bench.deposit()
    before, told_sealed = open_descriptors(), False
    for at in itertools.count():
        shelf = bench.copy(start)
        told_sealed = False
        with make_probe(failing(name, at, lasting=lasting)).attached() as probe:
            try:
                shelf.deposit(deposit)
                told_sealed = True
            except (OSError, ArchiveRefusal):
                pass
        assert_told_truly(shelf, deposit, told_sealed=told_sealed)
        assert open_descriptors() == before, at
        if at >= len(probe.calls):
            break
    assert told_sealed
    assert at > 60


@pytest.mark.parametrize(("name", "lasting"), SWEEPS)
def test_a_promised_payload_outlives_an_error_of_its_publishing(
    bench: Bench,
    make_probe: MakeProbe,
    name: str,
    lasting: bool,  # noqa: FBT001 - a table's cell
) -> None:
    start, deposit = bench.shelf(bags=1), bench.deposit({"sumber.pdf": b"only copy"})
    start.stage(deposit).release()
    for at in itertools.count():
        shelf = bench.copy(start)
        staged = shelf.staged(deposit.id)
        probe = make_probe(failing(name, at, lasting=lasting))
        with contextlib.suppress(OSError, ArchiveRefusal), probe.attached():
            shelf.publish(staged)
        recover(shelf, lambda _: True)
        sealed = shelf.find(deposit.chain, deposit.id)
        assert sealed is not None
        assert shelf.read(sealed, "sumber.pdf") == b"only copy"
        assert list(verify(shelf)) == []
        if at >= len(probe.calls):
            break


@pytest.mark.parametrize(("name", "lasting"), SWEEPS)
def test_recovery_that_meets_an_error_loses_no_promise(
    bench: Bench,
    make_probe: MakeProbe,
    name: str,
    lasting: bool,  # noqa: FBT001 - a table's cell
) -> None:
    start, deposit = bench.shelf(bags=1), bench.deposit()
    start.stage(deposit).release()
    for at in itertools.count():
        shelf = bench.copy(start)
        probe = make_probe(failing(name, at, lasting=lasting))
        with contextlib.suppress(OSError), probe.attached():
            recover(shelf, lambda _: True)
        recover(shelf, lambda _: True)
        assert shelf.find(deposit.chain, deposit.id) is not None
        assert list(verify(shelf)) == []
        if at >= len(probe.calls):
            break


def test_a_file_whose_sync_failed_is_never_synced_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, deposit = bench.shelf(bags=1), bench.deposit()
    syncs = bench.count(lambda: bench.copy(start).deposit(deposit)).count("fsync")
    real = io.fsync

    for failing_sync in range(syncs):
        shelf, kept = bench.copy(start), list[int]()
        counter = itertools.count()

        def fsync(descriptor: int) -> None:
            if next(counter) == failing_sync:  # noqa: B023 - used within this turn
                kept.append(os.dup(descriptor))  # noqa: B023 - keeps the file's number taken
                raise OSError(errno.EIO, "Input/output error")
            here = os.fstat(descriptor)
            for each in kept:  # noqa: B023 - used within this turn
                failed = os.fstat(each)
                assert stat.S_ISDIR(failed.st_mode) or not os.path.samestat(failed, here)
            real(descriptor)

        monkeypatch.setattr(io, "fsync", fsync)
        with pytest.raises(OSError, match="Input/output"):
            shelf.deposit(deposit)
        shelf.deposit(deposit)
        for each in kept:
            os.close(each)
        assert len(shelf.bags(deposit.chain)) == 2


@pytest.mark.parametrize("most", [1, 7])
def test_short_writes_are_finished(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    shelf, deposit = bench.shelf(), bench.deposit({"sumber.bin": bytes(range(256)) * 4})
    real = io.write
    monkeypatch.setattr(io, "write", lambda fd, content: real(fd, content[:most]))

    sealed = shelf.deposit(deposit)

    assert {name: shelf.read(sealed, name) for name in deposit.files} == deposit.files
    assert list(verify(shelf)) == []


def test_a_disk_that_takes_nothing_is_an_error_and_not_a_wait(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, deposit = bench.shelf(bags=1), bench.deposit()
    monkeypatch.setattr(io, "write", lambda _fd, _content: 0)

    with pytest.raises(OSError, match="nothing was written"):
        shelf.deposit(deposit)


def test_bytes_that_the_disk_bent_are_found_before_the_bag_is_published(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, deposit = bench.shelf(bags=1), bench.deposit({"sumber.bin": b"abc"})
    real = io.write

    def write(descriptor: int, content: memoryview) -> int:
        return real(descriptor, memoryview(b"abd") if bytes(content) == b"abc" else content)

    with monkeypatch.context() as patch:
        patch.setattr(io, "write", write)
        with pytest.raises(ArchiveRefusal, match="digest-differs"):
            shelf.deposit(deposit)

    assert_told_truly(shelf, deposit, told_sealed=False)
