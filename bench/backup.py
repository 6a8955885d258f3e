"""How long a backup takes, first and with nothing new, and the way back from it.

Run: python -m bench.backup [--clients 500] [--times 5] [--home DIR]
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from archive.shelf import Shelf
from archive.verify import verify as archive_findings
from bench.running import home, machine, p50, table
from casework.backup import key
from casework.backup.create import Made, Result, create
from casework.backup.place import Place
from casework.backup.restore import restore
from casework.backup.verify import verify
from casework.clock import now

_MEGA = 1_000_000
Found = TypeVar("Found")


def _timed(work: Callable[[], Found]) -> tuple[Found, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def _size(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


def _row(title: str, seconds: float, size: int) -> tuple[str, str, str, str]:
    return title, f"{seconds:.2f}", f"{size / _MEGA:.1f}", f"{size / _MEGA / seconds:.1f}"


def _measure(source: Path, work: Path, times: int) -> None:
    folder = shutil.copytree(source, work / "rumah", ignore=shutil.ignore_patterns("cadangan"))
    secret = key.read_secret(key.make(folder / "kunci", another=True))
    place, at = Place(work / "cadangan"), now()
    plain = _size(folder / "arsip") + (folder / "berkas.sqlite3").stat().st_size

    def run(quarter: int) -> tuple[Made, float]:
        when = at + timedelta(minutes=15 * quarter)
        (made,), seconds = _timed(lambda: create(folder, [place], at=when))
        assert made.result is Result.DONE, made
        return made, seconds

    made, first = run(0)
    assert made.backup is not None
    again = p50([run(quarter)[1] for quarter in range(1, times + 1)])
    sums, checked = _timed(lambda: verify(place.root))
    opened, whole = _timed(lambda: verify(place.root, secret))
    back, restored = _timed(lambda: restore(place.root, work / "pulih", secret))
    assert (sums.findings, opened.findings, back.missing) == ((), (), ())
    assert not list(archive_findings(Shelf.open(work / "pulih" / "arsip")))
    database = (folder / "berkas.sqlite3").stat().st_size
    print(
        f"{made.backup.bags} bags, {plain / _MEGA:.0f} MB of which database "
        f"{database / _MEGA:.0f} MB; in the backup: bags {made.backup.archive / _MEGA:.0f} MB, "
        f"each snapshot {made.backup.size / _MEGA:.1f} MB"
    )
    table(
        ("step", "seconds", "MB", "MB/s"),
        (
            _row("first backup", first, plain),
            _row("again, nothing new", again, database),
            _row("verify by sums", checked, _size(place.root)),
            _row("verify with the key", whole, _size(place.root) + plain),
            _row("restore", restored, plain),
        ),
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--clients", type=int, default=500)
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--home", type=Path)
    given = options.parse_args()
    with (
        home(given.home, "--clients", str(given.clients)) as source,
        tempfile.TemporaryDirectory() as work,
    ):
        print(machine())
        _measure(source, Path(work), given.times)


if __name__ == "__main__":
    main()
