"""Locks that a dead process cannot leave behind: flock on a file, or on the folder itself."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from archive import durable, io
from archive.errors import Busy

__all__ = ["Claim", "claim", "held", "try_claim"]

_PAUSE = 0.005


@contextlib.contextmanager
def held(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock file at `path`, waiting for at most `patience` seconds."""
    with durable.opened(io.open_lock(path)) as descriptor:
        _wait(descriptor, path.name, patience)
        try:
            yield
        finally:
            io.unlock(descriptor)


class Claim:
    """A folder in staging and the lock on it; while it is held nobody else sweeps the folder."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self.folder = folder
        self._descriptor: int | None = descriptor

    def is_mine(self) -> bool:
        """Tell whether the folder still lies where it was claimed: not moved, not swept."""
        return self._descriptor is not None and io.is_at(self._descriptor, self.folder)

    def release(self) -> None:
        """Give the folder free as it stands; a second time does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                io.unlock(descriptor)
            with contextlib.suppress(OSError):
                io.close(descriptor)

    def discard(self) -> None:
        """Sweep the folder as far as the disk allows and give it free; recovery takes the rest.

        A folder that was moved into its chain meanwhile is not at this place any more, and
        what lies here now is another writer's.
        """
        with contextlib.suppress(OSError):
            if self.is_mine():
                durable.sweep(self.folder)
        self.release()


def claim(folder: Path, patience: float) -> Claim:
    """Make the folder, or take it over empty from a dead writer, and lock it."""
    until = time.monotonic() + patience
    mine: Claim | None = None
    while mine is None:
        with contextlib.suppress(FileExistsError):
            io.mkdir(folder)
        mine = try_claim(folder, until - time.monotonic())  # None: swept since, begin again
    try:
        durable.empty(folder)
    except BaseException:
        mine.release()
        raise
    return mine


def try_claim(folder: Path, patience: float = 0) -> Claim | None:
    """Lock a folder as it stands; `None` if it is gone. `Busy` if its writer lives."""
    try:
        descriptor = io.open_folder(folder)
    except FileNotFoundError:
        return None
    mine = Claim(folder, descriptor)
    try:
        _wait(descriptor, folder.name, patience)
        if mine.is_mine():
            return mine
    except BaseException:
        mine.release()
        raise
    mine.release()
    return None


def _wait(descriptor: int, name: str, patience: float) -> None:
    until = time.monotonic() + patience
    while not io.lock(descriptor):
        if time.monotonic() >= until:
            raise Busy(name)
        time.sleep(_PAUSE)
