"""Work on files that others made, done in a short-lived child that may fail or be killed.

One warm process forks a fresh child for each piece of work, so that neither a hostile file
nor a leak outlives its piece, and no interpreter starts on the hot path.
"""

import array
import os
import signal
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
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            _hand_over(theirs)
        ours.settimeout(limits.wall_seconds + 5)
        order = {
            "task": task,
            "facts": facts,
            "memory": limits.memory,
            "cpu": limits.cpu_seconds,
            "wall": limits.wall_seconds,
        }
        try:
            send(ours, order, blobs)
            answer, attached = receive(ours)
        except (OSError, EOFError) as error:
            raise Overrun(task) from error
    if not isinstance(answer, dict) or "facts" not in answer:
        raise Overrun(task)
    if answer["kind"] == "MemoryError":
        raise Overrun(task)
    if answer["kind"]:
        raise WorkFailed(str(answer["kind"]), str(answer["message"]), answer["facts"])
    return Answer(answer["facts"], tuple(attached))


def warm() -> None:
    """Start the process that children are forked from, before the first work comes."""
    with _lock:
        _running()


def close() -> None:
    """End the process that children are forked from; the next work starts another."""
    with _lock:
        while _nursery:
            owner, process, control = _nursery.pop()
            control.close()
            if owner == os.getpid():
                process.send_signal(signal.SIGTERM)
                process.wait(10)


def _hand_over(channel: socket.socket) -> None:
    """Give the nursery one end of a channel; a nursery that has died is started once more."""
    descriptor = array.array("i", [channel.fileno()])
    message = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptor)]
    with _lock:
        try:
            _running().sendmsg([b"w"], message)
        except OSError:
            _nursery.clear()
            _running().sendmsg([b"w"], message)


def _running() -> socket.socket:
    """Return the control socket of the nursery of this very process."""
    if _nursery:
        owner, process, control = _nursery[0]
        if owner == os.getpid() and process.poll() is None:
            return control
        _nursery.clear()
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
