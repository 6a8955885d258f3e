"""Whose turn it is to work on the outbox: one process at a time, told by a lock on a file."""

import fcntl
import os
import threading
from collections.abc import Callable
from pathlib import Path

__all__ = ["Shift", "Turn"]

_FILE = "pekerja.lock"
_LOOK = 0.2  # seconds between two looks at whether the turn is free


class Turn:
    """The lock that a worker holds for as long as it runs; the kernel frees a dead one's."""

    def __init__(self, home: Path) -> None:
        self._path = home / _FILE
        self._handle: int | None = None

    def claim(self) -> bool:
        """Take the turn if nobody has it; True where it is ours now."""
        if self._handle is not None:
            return True
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Give the turn back."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class Shift:
    """A worker that begins as soon as it is its turn, and works until it is stopped."""

    def __init__(self, turn: Turn, begin: Callable[[], None], end: Callable[[], None]) -> None:
        self._turn = turn
        self._begin = begin
        self._end = end
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin at once where nobody else works, else wait beside for the turn."""
        if self._turn.claim():
            self._begin()
            return
        self._thread = threading.Thread(target=self._wait, name="turn", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the job at hand and give the turn back."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        self._end()
        self._turn.release()

    def _wait(self) -> None:
        while not self._over.wait(_LOOK):
            if self._turn.claim():
                self._begin()
                return
