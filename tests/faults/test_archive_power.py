"""Power lost at any moment: a model of what a disk may keep, run over the recorded calls.

The rules (those of ALICE): a file's bytes are sure after fsync of the file, a name after fsync
of its folder. Whatever is not sure may be there or not, in any combination. A rename between two
folders writes the new name before it takes the old one away.
"""

import contextlib
import itertools
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from archive import io
from archive.bag import BAGIT, DATA, INFO, MANIFEST, TAGMANIFEST
from archive.deposit import Deposit
from archive.recover import recover
from archive.shelf import Shelf

Bench = Any  # conftest's; it cannot be imported by name
STAGED, SEALED = "staged", "sealed"
Node = int
Tree = dict[Node, dict[str, Node]]


@dataclass(frozen=True, slots=True)
class Op:
    """One change that a disk may keep or lose: bytes of a file, or names in a folder.

    `needs` is the change without which this one cannot be there.
    """

    number: int
    node: Node
    added: dict[str, Node] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    needs: int | None = None


@dataclass(slots=True)
class Tape:
    """The changes and syncs of a run in their order, and the names as the program sees them."""

    root: Path
    ops: list[Op] = field(default_factory=list)
    syncs: list[tuple[int, Node]] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)
    names: Tree = field(default_factory=dict)
    start: Tree = field(default_factory=dict)
    open: dict[int, Node] = field(default_factory=dict)
    fresh: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self._load(self.root)
        self.start = {node: dict(names) for node, names in self.names.items()}

    def _load(self, folder: Path) -> Node:
        node = next(self.fresh)
        self.names[node] = {}
        for path in sorted(folder.iterdir()):
            self.names[node][path.name] = self._load(path) if path.is_dir() else next(self.fresh)
        return node

    def node(self, path: Path) -> Node:
        """Return what lies at a path now."""
        node = 0
        for part in path.relative_to(self.root).parts:
            node = self.names[node][part]
        return node

    def add(self, node: Node, needs: int | None = None, **change: Any) -> int:  # noqa: ANN401
        """Note a change and make it in the living names."""
        op = Op(len(self.ops), node, needs=needs, **change)
        self.ops.append(op)
        if node in self.names:
            apply(self.names, op)
        return op.number

    def mark(self, name: str) -> None:
        """Note that from here on something was promised to somebody."""
        self.marks[name] = len(self.ops)

    # the calls, as they go by

    def create(self, path: Path, descriptor: int) -> None:
        self.open[descriptor] = node = next(self.fresh)
        self.add(self.node(path.parent), added={path.name: node})

    def open_folder(self, path: Path, descriptor: int) -> None:
        self.open[descriptor] = self.node(path)

    def write(self, descriptor: int) -> None:
        self.add(self.open[descriptor])

    def fsync(self, descriptor: int) -> None:
        self.syncs.append((len(self.ops), self.open[descriptor]))

    def mkdir(self, path: Path) -> None:
        node = next(self.fresh)
        self.names[node], self.start[node] = {}, {}
        self.add(self.node(path.parent), added={path.name: node})

    def rename(self, source: Path, target: Path) -> None:
        node = self.node(source)
        here, there = self.node(source.parent), self.node(target.parent)
        if here == there:
            self.add(here, added={target.name: node}, removed=(source.name,))
        else:
            first = self.add(there, added={target.name: node})
            self.add(here, needs=first, removed=(source.name,))

    def unlink(self, path: Path) -> None:
        self.add(self.node(path.parent), removed=(path.name,))


def apply(names: Tree, op: Op) -> None:
    folder = names[op.node]
    for name in op.removed:
        folder.pop(name, None)
    folder.update(op.added)


class PowerLoss(BaseException):
    """The process is gone; nothing that it would still do happens."""


@contextlib.contextmanager
def recording(tape: Tape, *, dies_at: int | None = None) -> Iterator[list[str]]:
    """Record the calls; with `dies_at` nothing after that many calls is done any more."""
    done: list[str] = []

    def watched(name: str) -> Callable[..., Any]:
        real = getattr(io, name)

        def call(*args: Any) -> Any:  # noqa: ANN401 - whatever the call takes and gives
            if dies_at is not None and len(done) >= dies_at:
                raise PowerLoss
            done.append(name)
            answer = real(*args)
            note(tape, name, args, answer)
            return answer

        return call

    names = ["create", "open_folder", "write", "fsync", "mkdir", "rename", "unlink", "rmdir"]
    with contextlib.ExitStack() as stack:
        for name in names:
            stack.enter_context(mock.patch.object(io, name, watched(name)))
        yield done


def note(tape: Tape, name: str, args: tuple[Any, ...], answer: Any) -> None:  # noqa: ANN401
    if name in {"create", "open_folder"}:
        getattr(tape, name)(args[0], answer)
    elif name == "write":
        tape.write(args[0])
    else:
        getattr(tape, "unlink" if name == "rmdir" else name)(*args)


@dataclass(frozen=True, slots=True)
class Disk:
    """One thing that the disk may hold after the power is back."""

    names: Tree
    unwritten: frozenset[Node]
    promised: frozenset[str]

    def at(self, *parts: str) -> dict[str, Node] | Node | None:
        """Return the folder's names or the file at a path, `None` where there is nothing."""
        node: Node | None = 0
        for part in parts:
            node = self.names.get(node, {}).get(part) if node is not None else None
        return self.names.get(node, node) if node is not None else None

    def whole(self, *parts: str) -> bool:
        """Tell whether a file is there with all its bytes."""
        node = self.at(*parts)
        return isinstance(node, int) and node not in self.unwritten


def disks(tape: Tape, *, without: frozenset[int] = frozenset()) -> Iterator[Disk]:
    """Yield every state that the disk may be in; `without` names syncs that are left out."""
    seen = set[tuple[frozenset[int], frozenset[str]]]()
    for length in range(len(tape.ops) + 1):
        syncs = [sync for n, sync in enumerate(tape.syncs) if n not in without]
        sure = {
            op.number
            for op in tape.ops[:length]
            if any(op.number < at <= length and op.node == node for at, node in syncs)
        }
        open_ops = [op for op in tape.ops[:length] if op.number not in sure]
        promised = frozenset(mark for mark, at in tape.marks.items() if at <= length)
        for kept in subsets(open_ops):
            key = (frozenset(sure | kept), promised)
            if key not in seen:
                seen.add(key)
                yield disk(tape, length, key)


def subsets(ops: list[Op]) -> Iterator[set[int]]:
    numbers = {op.number for op in ops}
    for size in range(len(ops) + 1):
        for kept in itertools.combinations(ops, size):
            chosen = {op.number for op in kept}
            if all(
                op.needs is None or op.needs in chosen | (set(range(op.needs + 1)) - numbers)
                for op in kept
            ):
                yield chosen


def disk(tape: Tape, length: int, key: tuple[frozenset[int], frozenset[str]]) -> Disk:
    kept, promised = key
    names = {node: dict(each) for node, each in tape.start.items()}
    unwritten = set[Node]()
    for op in tape.ops[:length]:
        if op.number in kept:
            if op.node in names:
                apply(names, op)
        elif op.node not in names:
            unwritten.add(op.node)
    return Disk(names, frozenset(unwritten), promised)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must hold on every disk: whole or absent, and nothing promised is lost."""

    deposit: Deposit
    chain: tuple[str, ...]
    sealed: dict[str, Any]
    schema: Node

    def faults(self, disk: Disk) -> Iterator[str]:
        """Yield what is wrong with this disk."""
        bag = disk.at(*self.chain)
        if bag is not None and not self._is_sealed(disk, *self.chain):
            yield "half-visible"
        if disk.at("skema", "status-1.json") is not None and not self._has_schema(disk):
            yield "half a schema"
        if STAGED in disk.promised and bag is None and not self._is_staged(disk):
            yield "a promised payload is lost"
        if SEALED in disk.promised:
            if bag is None or not self._has_schema(disk):
                yield "lost after it was called sealed"
            if disk.at(".staging", self.deposit.id) is not None:
                yield "sealed and still in staging"

    def _is_sealed(self, disk: Disk, *place: str) -> bool:
        names = {BAGIT, INFO, MANIFEST, TAGMANIFEST, DATA}
        folder, data = disk.at(*place), disk.at(*place, DATA)
        if not (isinstance(folder, dict) and isinstance(data, dict)):
            return False
        found = {name: node for name, node in folder.items() if name != DATA}
        whole = not disk.unwritten & {*found.values(), *data.values()}
        return whole and folder.keys() == names and {**found, **data} == self.sealed

    def _is_staged(self, disk: Disk) -> bool:
        place = (".staging", self.deposit.id)
        data = [(*place, DATA, name) for name in self.deposit.files]
        return all(disk.whole(*each) for each in [*data, (*place, MANIFEST), (*place, INFO)])

    def _has_schema(self, disk: Disk) -> bool:
        return disk.whole("skema", "status-1.json")


def expected(tape: Tape, shelf: Shelf, deposit: Deposit) -> Expected:
    """Take the end of the run, whole and living, as the measure."""
    sealed = shelf.find(deposit.chain, deposit.id)
    assert sealed is not None
    place = sealed.path.parts
    folder = tape.node(shelf.root / sealed.path)
    files = {name: node for name, node in tape.names[folder].items() if name != DATA}
    files |= tape.names[tape.names[folder][DATA]]
    return Expected(deposit, place, files, tape.node(shelf.root / "skema/status-1.json"))


def record_deposit(bench: Bench) -> tuple[Tape, Expected]:
    """Record the first deposit of a new file and a new kind, staged, promised, published."""
    shelf, deposit = bench.shelf(), bench.deposit({"dokumen.docx": b"PK"})
    tape = Tape(shelf.root)
    with recording(tape):
        staged = shelf.stage(deposit)
        tape.mark(STAGED)
        shelf.publish(staged)
        tape.mark(SEALED)
    return tape, expected(tape, shelf, deposit)


def bad(tape: Tape, right: Expected, **options: Any) -> Iterator[str]:  # noqa: ANN401
    for each in disks(tape, **options):
        yield from right.faults(each)


def test_after_a_power_cut_at_any_moment_a_bag_is_whole_or_absent(bench: Bench) -> None:
    tape, right = record_deposit(bench)
    states = list(disks(tape))

    assert [list(right.faults(each)) for each in states] == [[]] * len(states)
    assert len(states) > 300
    assert {mark for each in states for mark in each.promised} == {STAGED, SEALED}


def test_every_single_sync_is_needed(bench: Bench) -> None:
    tape, right = record_deposit(bench)

    idle = [
        number
        for number in range(len(tape.syncs))
        if next(bad(tape, right, without=frozenset({number})), None) is None
    ]

    assert idle == []
    assert len(tape.syncs) >= 18


def test_without_any_sync_most_moments_would_leave_half_a_bag(bench: Bench) -> None:
    tape, right = record_deposit(bench)
    last = disk_sample(tape, random.Random(7), 2000)

    half = sum("half-visible" in right.faults(each) for each in last)

    assert half > 500


def disk_sample(tape: Tape, chance: random.Random, many: int) -> Iterator[Disk]:
    """Yield states after a run of which nothing was synced."""
    for _ in range(many):
        kept = {op.number for op in tape.ops if chance.random() < 0.8}
        kept -= {op.number for op in tape.ops if op.needs is not None and op.needs not in kept}
        yield disk(tape, len(tape.ops), (frozenset(kept), frozenset()))


def test_power_lost_after_a_kill_and_its_recovery_loses_nothing(bench: Bench) -> None:
    deposit, sealed = bench.deposit({"dokumen.docx": b"PK"}), 0
    for dies_at in itertools.count():
        shelf = bench.shelf()
        tape = Tape(shelf.root)
        killed = die_in_deposit(tape, shelf, deposit, dies_at)
        with recording(tape):
            recover(shelf, lambda _: True)
            found = shelf.confirm(deposit.chain, deposit.id)  # finding alone proves no sync
        if found is not None:
            tape.mark(SEALED)
            right = expected(tape, shelf, deposit)
            assert next(bad(tape, right), None) is None, dies_at
            sealed += 1
        if not killed:
            break
    assert sealed > dies_at // 2


def die_in_deposit(tape: Tape, shelf: Shelf, deposit: Deposit, at: int) -> bool:
    """Record a deposit that dies at a call; tell whether it did. Its locks die with it."""
    try:
        with recording(tape, dies_at=at):
            staged = shelf.stage(deposit)
            tape.mark(STAGED)
            shelf.publish(staged)
    except PowerLoss:
        for descriptor in range(3, 256):
            with contextlib.suppress(OSError):
                if Path(f"/proc/self/fd/{descriptor}").readlink().is_relative_to(shelf.root):
                    os.close(descriptor)
        return True
    return False
