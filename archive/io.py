"""Every call by which the archive touches the disk, so that faults can be put into each of them.

The rest of the package calls these as `io.fsync(…)`, never by an imported name: a test that
replaces one function here replaces it everywhere.
"""

import fcntl
import os
import stat
from pathlib import Path
from typing import NamedTuple

_READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW
_WRITE_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
_LOCK_FILE = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


class Entry(NamedTuple):
    """One name in a folder; a link or a device is neither a file nor a folder."""

    name: str
    is_file: bool
    is_folder: bool


def create(path: Path) -> int:
    """Make a file that must not exist yet, for reading only once it is closed."""
    return os.open(path, _WRITE_NEW, 0o444)


def open_folder(path: Path) -> int:
    """Open a folder, to sync or to lock it."""
    return os.open(path, _READ | os.O_DIRECTORY)


def open_lock(path: Path) -> int:
    """Open a lock file, making it where it is missing; it stays for ever and stays empty."""
    return os.open(path, _LOCK_FILE, 0o664)


def write(descriptor: int, content: memoryview) -> int:
    """Write once and return how many bytes were taken, which may be fewer than offered."""
    return os.write(descriptor, content)


def fsync(descriptor: int) -> None:
    """Make what was written durable; after an error the same file must never be synced again."""
    os.fsync(descriptor)


def close(descriptor: int) -> None:
    """Close; some file systems tell of a failed write only here."""
    os.close(descriptor)


def lock(descriptor: int) -> bool:
    """Take the lock if it is free, and tell whether it was."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def unlock(descriptor: int) -> None:
    """Give the lock back, also where a forked child still holds a copy of the descriptor."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


def mkdir(path: Path) -> None:
    """Make one folder in a folder that exists."""
    path.mkdir()


def rename(source: Path, target: Path) -> None:
    """Move in one step. The call silently replaces an EMPTY folder, so look before."""
    source.rename(target)


def unlink(path: Path) -> None:
    """Remove a file or a link."""
    path.unlink()


def rmdir(path: Path) -> None:
    """Remove an empty folder."""
    path.rmdir()


def scan(path: Path) -> list[Entry]:
    """List a folder by name; links are not followed."""
    with os.scandir(path) as found:
        entries = [
            Entry(
                each.name,
                each.is_file(follow_symlinks=False),
                each.is_dir(follow_symlinks=False),
            )
            for each in found
        ]
    return sorted(entries)


def read(path: Path) -> bytes:
    """Read a whole ordinary file; a link is refused."""
    with open(os.open(path, _READ), "rb") as file:  # noqa: PTH123 - a path cannot say O_NOFOLLOW
        return file.read()


def exists(path: Path) -> bool:
    """Tell whether the name is taken, by anything at all."""
    return os.path.lexists(path)


def is_at(descriptor: int, path: Path) -> bool:
    """Tell whether the open folder is still the one at `path`: not moved, not swept."""
    try:
        there = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - beside fstat
    except FileNotFoundError:
        return False
    here = os.fstat(descriptor)
    return stat.S_ISDIR(there.st_mode) and os.path.samestat(here, there)


def free(path: Path) -> int:
    """Return the bytes that an ordinary user may still write on the disk of `path`."""
    disk = os.statvfs(path)
    return disk.f_bavail * disk.f_frsize


def size(path: Path) -> int:
    """Return the size of a file, nought where it is missing."""
    try:
        return os.stat(path, follow_symlinks=False).st_size  # noqa: PTH116 - as above
    except FileNotFoundError:
        return 0
