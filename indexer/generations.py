"""The folder of an index: numbered generations, and a pointer to the one in use.

indeks/dewasa/000001/  000002/     whole indexes; only one of them is in use
              kini -> 000002       switched by one rename
              susulan.jsonl        what was written while a rebuild was running
"""

import contextlib
import dataclasses
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from indexer.errors import IndexMissing, IndexOutdated
from indexer.schema import SIGNATURE

__all__ = ["Generations"]

_POINTER = "kini"
_STAMP = "cap.json"
_CATCH_UP = "susulan.jsonl"


@dataclasses.dataclass(frozen=True, slots=True)
class Generations:
    """The generations below one root; several processes may hold the same root."""

    root: Path

    def current(self) -> Path:
        """Return the folder in use; IndexMissing or IndexOutdated where it cannot be used."""
        name, seen = self._pointed(), None
        while name != seen:  # a rebuild may switch, and drop the folder, between two looks
            seen = name
            with contextlib.suppress(OSError, ValueError):
                stamp = json.loads((self.root / name / _STAMP).read_bytes())
                if isinstance(stamp, dict) and stamp.get("signature") == SIGNATURE:
                    return self.root / name
                raise IndexOutdated("built by another version", name)
            name = self._pointed()
        raise IndexMissing("there is no index", self.root.name)

    def _pointed(self) -> str:
        try:
            return (self.root / _POINTER).readlink().name
        except OSError:
            return ""

    def begin(self) -> Path:
        """Make the folder of the next generation, and clear away what died half-built."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.sweep()
        last = max((int(folder.name) for folder in self._numbered()), default=0)
        folder = self.root / f"{last + 1:06}"
        folder.mkdir()
        return folder

    def switch(self, folder: Path) -> None:
        """Bring a finished generation into use, durably."""
        stamp = {"signature": SIGNATURE, "generation": folder.name}
        (folder / _STAMP).write_text(json.dumps(stamp), "utf-8")
        for file in folder.iterdir():
            _sync(file)
        _sync(folder)
        beside = self.root / f".{_POINTER}"
        beside.unlink(missing_ok=True)
        beside.symlink_to(folder.name)
        pointer = self.root / _POINTER
        if pointer.is_dir() and not pointer.is_symlink():  # copied by what follows links
            shutil.rmtree(pointer)
        beside.replace(pointer)
        _sync(self.root)

    def sweep(self) -> None:
        """Remove every generation that is not in use; open readers keep their files."""
        used = self._pointed()
        for folder in self._numbered():
            if folder.name != used:
                shutil.rmtree(folder, ignore_errors=True)

    def _numbered(self) -> list[Path]:
        found = self.root.iterdir() if self.root.is_dir() else ()
        return [folder for folder in found if folder.name.isdecimal()]

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write: one writer at a time, of all threads and processes."""
        with self._locked(".tulis"):
            yield

    @contextlib.contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Hold the right to rebuild; meanwhile every writing is also noted for catching up."""
        with self._locked(".bangun"):
            note = self.root / _CATCH_UP
            note.write_bytes(b"")
            try:
                yield
            finally:
                note.unlink(missing_ok=True)
                self.sweep()

    def note(self, line: dict[str, object]) -> bool:
        """Note a writing for the rebuild that is running; False where none is."""
        if not self._is_rebuilding():
            return False
        with (self.root / _CATCH_UP).open("a", encoding="utf-8") as notes:
            notes.write(json.dumps(line) + "\n")
        return True

    def noted(self) -> Iterator[dict[str, object]]:
        """Yield what was noted since the rebuild began, in order."""
        with (self.root / _CATCH_UP).open(encoding="utf-8") as notes:
            for line in notes:
                yield json.loads(line)

    def _is_rebuilding(self) -> bool:
        if not (self.root / _CATCH_UP).exists():
            return False
        with (self.root / ".bangun").open("ab") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    @contextlib.contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / name).open("ab") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)  # let go when the file is closed
            yield


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
