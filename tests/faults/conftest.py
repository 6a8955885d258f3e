"""Faults put into the archive's disk calls: count them, die at one, fail at one."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import FunctionType
from typing import Any
from unittest import mock

import pytest
from ulid import ULID

from archive import io
from archive.chain import Chain
from archive.deposit import Deposit
from archive.record import Maker, Record
from archive.shelf import Shelf
from archive.staging import Terms

CALLS = [name for name, each in vars(io).items() if isinstance(each, FunctionType)]
FINISHED, KILLED = 0, 9


@dataclass(slots=True)
class Probe:
    """Sees every disk call of the archive before it is made; `on` may do anything to it."""

    on: Callable[[int, str], None] = lambda _number, _name: None
    calls: list[str] = field(default_factory=list)

    @contextlib.contextmanager
    def attached(self) -> Iterator["Probe"]:
        """Put the probe in front of all calls."""
        with contextlib.ExitStack() as stack:
            for name in CALLS:
                stack.enter_context(mock.patch.object(io, name, self._watched(name)))
            yield self

    def _watched(self, name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(io, name)

        def call(*args: Any) -> Any:  # noqa: ANN401 - whatever the call takes and gives
            self.calls.append(name)
            try:
                self.on(len(self.calls) - 1, name)
            except OSError:
                if name in {"close", "unlock"}:  # they fail, and have done it all the same
                    real(*args)
                raise
            return real(*args)

        return call


@dataclass(frozen=True, slots=True)
class Bench:
    """Makes archives and deposits, runs works that die, and counts what a work does."""

    folder: Path

    def shelf(self, *, bags: int = 0) -> Shelf:
        """Return a new archive whose one chain holds so many bags."""
        shelf = Shelf.create(self.folder / f"arsip-{ULID()}", Terms(margin=0, patience=5))
        for _ in range(bags):
            shelf.deposit(self.deposit())
        return shelf

    def copy(self, shelf: Shelf) -> Shelf:
        """Return a copy of the archive, in the state it is in."""
        root = self.folder / f"arsip-{ULID()}"
        shutil.copytree(shelf.root, root)
        return Shelf.open(root, shelf.terms)

    def deposit(self, files: Mapping[str, bytes] | None = None) -> Deposit:
        """Return a deposit of two files for the one chain."""
        id_ = str(ULID())
        record = Record(
            id=id_,
            jenis="status",
            berkas="2025-00123",
            waktu=datetime(2026, 3, 2, tzinfo=UTC),
            tanggal=date(2026, 3, 2),
            zona="WIB",
            pelaku=Maker("01", "Sri Contoh", "", ("pk",)),
            isi={"status": "selesai", "berlaku": "2026-03-02", "alasan": "uji"},
        )
        content = {"rekaman.json": record.to_bytes(), "dokumen.pdf": b"%PDF", **(files or {})}
        return Deposit(id_, self.chain, "status", date(2026, 3, 2), content)

    @property
    def chain(self) -> Chain:
        """The one chain that the faults work on."""
        return Chain.client("bapas-contoh", "2025-00123")

    def count(self, work: Callable[[], object]) -> list[str]:
        """Return the names of the disk calls that the work makes."""
        with Probe().attached() as probe:
            work()
        return probe.calls

    def dies(self, work: Callable[[], object], at: int) -> bool:
        """Run the work in a child that is gone at its call number `at`; tell whether it was."""

        def die(number: int, _name: str) -> None:
            if number == at:
                os._exit(KILLED)

        if (child := os.fork()) == 0:
            try:
                with Probe(die).attached():
                    work()
                os._exit(FINISHED)
            finally:
                os._exit(1)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in {FINISHED, KILLED}
        return status == KILLED


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A bench in memory where there is such a disk: sweeps need no real syncs, only the calls."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    if not os.access(memory, os.W_OK):
        yield Bench(tmp_path)
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Bench(Path(folder))


@pytest.fixture
def make_probe() -> Callable[[Callable[[int, str], None]], Probe]:
    return Probe
