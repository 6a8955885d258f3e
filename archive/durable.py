"""Small works on the disk made of `archive.io`: written whole and synced, or an error."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from archive import io

__all__ = ["empty", "make_folders", "opened", "replace", "sweep", "sync_folder", "write_new"]

FRESH = ".baru"


@contextlib.contextmanager
def opened(descriptor: int) -> Iterator[int]:
    """Close the descriptor in any case; a failure to close is told unless another one is."""
    try:
        yield descriptor
    except BaseException:
        with contextlib.suppress(OSError):
            io.close(descriptor)
        raise
    io.close(descriptor)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet and sync it; its name is durable with its folder."""
    with opened(io.create(path)) as descriptor:
        rest = memoryview(content)
        while rest:
            taken = io.write(descriptor, rest)
            if taken <= 0:
                raise OSError(errno.EIO, "nothing was written", str(path))
            rest = rest[taken:]
        io.fsync(descriptor)


def replace(path: Path, content: bytes) -> None:
    """Put other content under a name at once: what has the name was synced before it got it."""
    fresh = path.with_name(path.name + FRESH)
    with contextlib.suppress(FileNotFoundError):
        io.unlink(fresh)
    write_new(fresh, content)
    io.rename(fresh, path)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    with opened(io.open_folder(path)) as descriptor:
        io.fsync(descriptor)


def make_folders(root: Path, folder: Path) -> None:
    """Make each level from `root` down to `folder` and make each one's name durable.

    Levels that exist are synced as well: whoever made them may have died before he did.
    """
    level = root
    for part in folder.relative_to(root).parts:
        parent, level = level, level / part
        with contextlib.suppress(FileExistsError):
            io.mkdir(level)
        sync_folder(parent)


def sweep(path: Path) -> None:
    """Remove a folder with all that is in it; half swept, it can be swept again."""
    empty(path)
    io.rmdir(path)


def empty(path: Path) -> None:
    """Remove what is in a folder and keep the folder."""
    for entry in io.scan(path):
        if entry.is_folder:
            sweep(path / entry.name)
        else:
            io.unlink(path / entry.name)
