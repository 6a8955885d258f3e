"""Recovery at start: what dead writers left in staging is finished or cleared, nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from archive import durable, io, locks, record, staging
from archive.deposit import Sealed
from archive.errors import ArchiveRefusal, Busy
from archive.shelf import Shelf

__all__ = ["Recovered", "recover"]


@dataclass(slots=True)
class Recovered:
    """What became of each name in staging.

    `finished` are sealed now, `present` were sealed already, `kept` are promised and left for
    the worker, `swept` were cleared away, `live` belong to a writer at work; `waiting` could
    not be read or sealed yet (why, by id).
    """

    finished: list[Sealed] = field(default_factory=list)
    present: list[Sealed] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    swept: list[str] = field(default_factory=list)
    live: list[str] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)


def recover(shelf: Shelf, expected: Callable[[str], bool], *, finish: bool = True) -> Recovered:
    """Finish or clear what lies in staging; running it again, or twice at once, does no harm.

    `expected` tells whether a promise to seal this id stands. It is asked while the folder is
    locked and must look at the promises of that moment: a writer holds his folder until his
    promise is committed, so an older list could miss it. Without `finish` what is promised is
    kept for a worker who seals in the order of the promises.
    """
    result = Recovered()
    for entry in io.scan(shelf.root / staging.STAGING):
        path = shelf.root / staging.STAGING / entry.name
        try:
            if entry.is_folder:
                _settle(shelf, path, expected, result, finish=finish)
            else:
                io.unlink(path)
                result.swept.append(entry.name)
        except Busy:
            result.live.append(entry.name)
        except FileNotFoundError:  # another recovery was quicker
            continue
        except (ArchiveRefusal, OSError) as error:
            result.waiting[entry.name] = str(error)
    return result


def _settle(
    shelf: Shelf,
    path: Path,
    expected: Callable[[str], bool],
    result: Recovered,
    *,
    finish: bool,
) -> None:
    """Decide on one folder while its lock is held; whatever is not kept is cleared away."""
    if (claim := locks.try_claim(path)) is None:
        return
    try:
        staged = staging.take_up(claim) if record.is_id(path.name) else None
        if staged is None:
            result.swept.append(path.name)
        elif (known := shelf.confirm(staged.label.chain, staged.label.id)) is not None:
            result.present.append(known)
        elif not expected(path.name):
            result.swept.append(path.name)
        elif finish:
            result.finished.append(shelf.publish(staged))
            return
        else:
            result.kept.append(path.name)
            return
        durable.sweep(path)
    finally:
        claim.release()
