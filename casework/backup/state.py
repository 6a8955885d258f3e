"""How the backups stand, as the folders tell: read anew each time, kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.backup import packing, rules
from casework.backup.errors import NoKey, NotAKey
from casework.backup.key import recipients, unconfirmed
from casework.backup.place import Backup, Place, backups

__all__ = ["Look", "look"]


@dataclass(frozen=True, slots=True)
class Look:
    """What lies in each place, the newest first, and the same as the rules want it."""

    state: rules.State
    places: tuple[tuple[Place, tuple[Backup, ...]], ...]


def look(home: Path, places: Sequence[Place]) -> Look:
    """Look into every place for the backups of the key that is in force."""
    try:
        folder = recipients(home / packing.KEYS).folder
    except (NoKey, NotAKey):
        folder = ""
    found = tuple(
        (place, tuple(_of(place, folder)) if folder and place.ready else ()) for place in places
    )
    states = [_state(number, *one) for number, one in enumerate(found)]
    drawn = unconfirmed(home / packing.KEYS) is not None
    return Look(rules.State(bool(folder), states, drawn), found)


def _of(place: Place, folder: str) -> list[Backup]:
    try:
        return backups(place.root / folder)
    except OSError:  # a disk that fails is a place without backups
        return []


def _state(number: int, place: Place, there: Sequence[Backup]) -> rules.PlaceState:
    """Describe a place; the home's own needs no marker, it is made with the first backup."""
    newest = there[0] if there else None
    return rules.PlaceState(
        number == 0 or place.ready,
        newest.moment if newest else None,
        newest.damaged if newest else 0,
    )
