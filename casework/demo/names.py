"""Names as the regions of Indonesia give them."""

import functools
import string
from dataclasses import dataclass
from random import Random

from casework.clients.model import Sex
from casework.demo.source import draw, lists
from casework.instruments.toml import Table

__all__ = ["Origin", "alias", "full_name", "origin", "parent"]

_FATHERS = {Sex.MALE: "bin", Sex.FEMALE: "binti"}
_ISLAM = "Islam"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a family comes from: it settles names, faith and places of birth."""

    region: Table
    religion: str
    birth_place: str
    family: str


@functools.cache
def _regions() -> tuple[tuple[Table, ...], tuple[int, ...]]:
    found = tuple(lists("nama").tables("regions"))
    return found, tuple(region.whole("weight") for region in found)


def origin(dice: Random) -> Origin:
    """Return the origin of a family; its name is empty where the region knows none."""
    region = draw(dice, *_regions())
    families = region.texts("marga")
    return Origin(
        region,
        dice.choice(region.texts("religions")),
        dice.choice(region.texts("places")),
        dice.choice(families) if families else "",
    )


def full_name(dice: Random, family: Origin, sex: Sex) -> str:
    """Return a name by one of the region's patterns."""
    suffix = sex.value.lower()
    pattern = dice.choice(family.region.texts(f"patterns_{suffix}"))
    keys = [key for _, key, _, _ in string.Formatter().parse(pattern) if key]
    words = {key: _word(dice, family, key, suffix) for key in keys}
    return pattern.format(**words)


def _word(dice: Random, family: Origin, key: str, suffix: str) -> str:
    if key == "marga":
        return family.family
    return dice.choice(family.region.texts(f"{key}_{suffix}") or family.region.texts(key))


def parent(dice: Random, family: Origin, sex: Sex) -> str | None:
    """Return bin or binti with the father's name, None where the faith does not use it."""
    if family.religion != _ISLAM:
        return None
    return f"{_FATHERS[sex]} {full_name(dice, family, Sex.MALE)}"


def alias(dice: Random, name: str, sex: Sex) -> str:
    """Return what the neighbours call a person: a nickname, or the end of the name."""
    last = name.rsplit(maxsplit=1)[-1].strip("'.")
    ending = last[-4:]
    if len(last) > len(ending) and ending[0] in "aeiou" and dice.random() < 0.7:  # noqa: PLR2004
        return ending.capitalize()
    return dice.choice(lists("nama").table("nicknames").texts(sex.value.lower()))
