"""A folder of old files on the server's own disk: what lies in it, and reading only that.

Nothing is followed out of the folder: no link is opened, and a path is walked step by step.
"""

import contextlib
import os
import re
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casework.errors import Refusal
from casework.sources.rules import LARGEST

__all__ = ["Folder", "FolderRefused", "Unread", "look"]

_MOST = 100_000  # files and folders
_DEEPEST = 20
_DRIVE = re.compile(r"^[A-Za-z]:")
# what office programs and file managers leave behind
_LITTER = re.compile(r"^(\.|~\$)|^(thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class FolderRefused(Refusal):
    """The folder cannot be read as a whole; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unread(Exception):
    """One file of the folder is not read; `code` says why, `path` is where it lies if it does."""

    def __init__(self, code: str, path: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.path = path


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in a folder: files by their path in it, and what is not read, each with why.

    `known` holds every path under itself and under its last part, in small letters.
    """

    root: Path
    files: dict[str, tuple[str, ...]]
    odd: dict[str, str]
    known: tuple[dict[str, list[str]], dict[str, list[str]]]

    def named(self, typed: str) -> str:
        """Return the path of the file that a sheet calls so; raises Unread where it is none.

        A name alone is enough where only one file of the folder is called so; neither the case
        of letters nor how an accent is written makes a difference.
        """
        name = _tidy(typed)
        if name in self.files:
            return name
        wanted = name.casefold()
        found = self.known[0].get(wanted) or self.known[1].get(wanted) or []
        if len(found) > 1 and name not in self.odd:
            raise Unread("name-ambiguous")
        if not found:
            raise Unread("row-without-file")
        path = name if name in self.odd else found[0]
        if path in self.odd:
            raise Unread(self.odd[path], path)
        return path

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, walked to step by step; more than a source may have is cut.

        Raises Unread for what was exchanged since the folder was looked at.
        """
        parts, opened = self.files[path], list[int]()
        try:
            opened.append(os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
            for part in parts[:-1]:
                opened.append(os.open(part, _OPEN | os.O_DIRECTORY, dir_fd=opened[-1]))
            opened.append(os.open(parts[-1], _OPEN, dir_fd=opened[-1]))
            if not stat.S_ISREG(os.fstat(opened[-1]).st_mode):
                raise Unread("no-file")
            return _content(opened[-1])
        except OSError as error:
            raise Unread("not-readable") from error
        finally:
            for descriptor in opened:
                os.close(descriptor)


def _content(descriptor: int) -> bytes:
    found, left = list[bytes](), LARGEST + 1
    while left and (piece := os.read(descriptor, min(left, 1 << 20))):
        found.append(piece)
        left -= len(piece)
    return b"".join(found)


def _tidy(typed: str) -> str:
    """Return a typed path as the folder's own are written; raises Unread for one that leads out."""
    name = unicodedata.normalize("NFC", typed).replace("\\", "/").strip()
    parts = [part for part in name.split("/") if part not in {"", "."}]
    if name.startswith("/") or _DRIVE.match(name) or ".." in parts or "\x00" in name:
        raise Unread("leads-out")
    return "/".join(parts)


def look(root: Path, *, apart: Path | None = None) -> Folder:
    """Return what lies in the folder, `apart` (the sheet) and the litter of programs left out."""
    root, skipped = root.resolve(), _identity(apart)
    found, odd = defaultdict[str, list[tuple[str, ...]]](list), dict[str, str]()
    for count, seen in enumerate(_walk(root)):
        if count >= _MOST:
            raise FolderRefused("too-many-files")
        if _LITTER.search(seen.parts[-1]) or (skipped and seen.identity == skipped):
            continue
        path = "/".join(seen.parts)
        name = unicodedata.normalize("NFC", path.encode("utf-8", "replace").decode())
        code = seen.code if _writable(path) else "name-not-utf8"
        if code:
            odd[name] = code
        else:
            found[name].append(seen.parts)
    odd |= {name: "name-twice" for name, same in found.items() if len(same) > 1}
    files = {name: same[0] for name, same in found.items() if len(same) == 1}
    return Folder(root, files, odd, _known([*files, *odd]))


def _known(paths: list[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    whole, last = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for path in paths:
        small = path.casefold()
        whole[small].append(path)
        last[small.rpartition("/")[2]].append(path)
    return dict(whole), dict(last)


def _identity(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino


def _writable(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Seen:
    """One entry of the folder, and what keeps it from being read, if anything does."""

    parts: tuple[str, ...]
    code: str = ""
    identity: tuple[int, int] = (0, 0)


def _walk(root: Path) -> Iterator[_Seen]:
    """Yield every file; a folder only where nothing in it is looked at."""
    shut = list[OSError]()
    for place, folders, files, descriptor in os.fwalk(root, onerror=shut.append):
        above = Path(place).relative_to(root).parts
        if len(above) >= _DEEPEST:
            yield from (_Seen((*above, name), "too-deep") for name in folders)
            folders.clear()
        folders.sort()
        for name in [*folders, *sorted(files)]:
            with contextlib.suppress(FileNotFoundError):  # gone since
                seen = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                if not stat.S_ISDIR(seen.st_mode):
                    yield _Seen((*above, name), _code(seen.st_mode), (seen.st_dev, seen.st_ino))
    for error in shut:
        yield _Seen(_shut(error, root), "not-readable")


def _shut(error: OSError, root: Path) -> tuple[str, ...]:
    place = Path(os.fsdecode(error.filename or "")) if error.filename else root
    parts = place.relative_to(root).parts if place.is_relative_to(root) else place.parts
    if not parts:
        raise FolderRefused("not-readable") from error
    return parts


def _code(mode: int) -> str:
    if stat.S_ISREG(mode):
        return ""
    return "link" if stat.S_ISLNK(mode) else "no-file"
