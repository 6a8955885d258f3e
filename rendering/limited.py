"""Work on files that others made, done in a short-lived child that may fail or be killed.

One warm process forks a fresh child for each piece of work, so that neither a hostile file
nor a leak outlives its piece, and no interpreter starts on the hot path.
"""

import array
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rendering.wire import receive, send

__all__ = ["Answer", "Limits", "Overrun", "WorkFailed", "close", "run", "warm"]

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may use before it is ended."""

    memory: int = 512 * _MIB
    cpu_seconds: int = 10
    wall_seconds: float = 15.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a piece of work gave back: plain facts, and bytes beside them."""

    facts: object
    blobs: tuple[bytes, ...] = field(repr=False)


class WorkFailed(Exception):
    """The work raised; `kind` is the exception's name and `facts` what it carried."""

    def __init__(self, kind: str, message: str, facts: object = None) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.facts = facts


class Overrun(Exception):
    """The child ended without an answer: out of time, out of memory, or crashed."""


_STANDARD = Limits()
_lock = threading.Lock()
_nursery: list[tuple[int, "subprocess.Popen[bytes]", socket.socket]] = []


def run(
    task: str, facts: object = None, blobs: Sequence[bytes] = (), limits: Limits = _STANDARD
) -> Answer:
    """Run the named task of `rendering.tasks` in a child of its own and return its answer."""
    order = {
        "task": task,
        "facts": facts,
        "memory": limits.memory,
        "cpu": limits.cpu_seconds,
        "wall": limits.wall_seconds,
    }
    try:
        answer, attached = _asked(order, blobs, limits.wall_seconds)
    except (OSError, EOFError) as error:
        if not _nursery_died():  # then it was this piece of work that ended its own child
            raise Overrun(task) from error
        try:
            answer, attached = _asked(order, blobs, limits.wall_seconds)
        except (OSError, EOFError) as again:
            raise Overrun(task) from again
    if not isinstance(answer, dict) or "facts" not in answer:
        raise Overrun(task)
    if answer["kind"] == "MemoryError":
        raise Overrun(task)
    if answer["kind"]:
        raise WorkFailed(str(answer["kind"]), str(answer["message"]), answer["facts"])
    return Answer(answer["facts"], tuple(attached))


def _asked(
    order: dict[str, object], blobs: Sequence[bytes], seconds: float
) -> tuple[object, list[bytes]]:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            _hand_over(theirs)
        ours.settimeout(seconds + 5)
        send(ours, order, blobs)
        return receive(ours)


def _nursery_died() -> bool:
    """Tell whether it was the nursery that went, not only a child of it."""
    with _lock:
        if not _nursery or _nursery[0][0] != os.getpid():
            return True
        try:
            _nursery[0][1].wait(0.05)
        except subprocess.TimeoutExpired:
            return False
        return True


def warm() -> None:
    """Start the process that children are forked from, before the first work comes."""
    with _lock:
        _running()


def close() -> None:
    """End the process that children are forked from; the next work starts another."""
    with _lock:
        _drop()


def _drop() -> None:
    """Let go of the nursery; end it if it is this process's own."""
    while _nursery:
        owner, process, control = _nursery.pop()
        control.close()
        if owner == os.getpid():
            process.terminate()
            process.wait(10)


def _hand_over(channel: socket.socket) -> None:
    """Give the nursery one end of a channel; a nursery that has died is started once more."""
    descriptor = array.array("i", [channel.fileno()])
    message = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptor)]
    with _lock:
        try:
            _running().sendmsg([b"w"], message)
        except OSError:
            _drop()
            _running().sendmsg([b"w"], message)


def _running() -> socket.socket:
    """Return the control socket of the nursery of this very process."""
    if _nursery:
        owner, process, control = _nursery[0]
        if owner == os.getpid() and process.poll() is None:
            return control
        _drop()
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "rendering.nursery", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env={
                "PATH": os.defpath,
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
            },
            start_new_session=True,
        )
    _nursery.append((os.getpid(), process, control))
    return control
