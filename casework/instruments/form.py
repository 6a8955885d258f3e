"""An instrument as data: parts, items, options, factors, bands, and the rules that join them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

__all__ = [
    "Alternate",
    "Audience",
    "Band",
    "Factor",
    "Gate",
    "Instrument",
    "Item",
    "Offer",
    "Option",
    "Part",
    "Setting",
]


class Audience(StrEnum):
    """Whom an instrument assesses."""

    ADULT = "adult"
    CHILD = "child"


class Offer(StrEnum):
    """To whom a part is offered."""

    ALWAYS = "always"
    WOMEN = "women"
    NARCOTICS = "narcotics"
    BELOW_GATE = "below-gate"


class Alternate(StrEnum):
    """Which of two items that take turns this one is; `NONE` for all others."""

    NONE = ""
    FIRST = "first"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen; `value` is None where the part is not scored."""

    code: str
    title: str
    value: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a form, with its own line for evidence.

    `any_of` names answers to earlier items of which one must hold for the item to be asked.
    `source` marks on what the item rests: S found, I inferred, K general knowledge.
    """

    code: str
    text: str
    options: tuple[Option, ...]
    source: str
    factor: str | None = None
    alternate: Alternate = Alternate.NONE
    any_of: tuple[tuple[str, str], ...] = ()
    note: str = ""

    def option(self, code: str) -> Option | None:
        """Return the option with this code, None where there is none."""
        return next((option for option in self.options if option.code == code), None)

    @property
    def maximum(self) -> int:
        """The highest value an answer to this item can have."""
        return max((option.value or 0 for option in self.options), default=0)


@dataclass(frozen=True, slots=True)
class Band:
    """A level and the sums it spans, both ends included."""

    code: str
    title: str
    least: int
    most: int
    source: str


@dataclass(frozen=True, slots=True)
class Factor:
    """Items of a part that are summed and judged on their own."""

    code: str
    title: str
    maximum: int
    bands: tuple[Band, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the form; `maximum` is None for a list of ticks that is never added up."""

    code: str
    title: str
    offered: Offer
    items: tuple[Item, ...]
    source: str
    maximum: int | None = None
    factors: tuple[Factor, ...] = ()

    @property
    def scored(self) -> bool:
        """True where the answers of this part are added up."""
        return self.maximum is not None


@dataclass(frozen=True, slots=True)
class Setting:
    """A rule on which the sources disagree or are silent: the reading taken, and the others."""

    value: str
    choices: tuple[str, ...]
    about: str
    source: str


@dataclass(frozen=True, slots=True)
class Gate:
    """When the instrument `opens` must follow: a sum, a tick in one of `parts`, or narcotics."""

    opens: str
    least: int
    parts: tuple[str, ...]
    narcotics: bool
    source: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of an instrument, as published; `source` is the file itself."""

    code: str
    version: str
    title: str
    short: str
    edition: str
    decree: str
    valid_from: date
    audience: Audience
    wording: str
    bands: tuple[Band, ...]
    parts: tuple[Part, ...]
    gate: Gate | None
    source: bytes = field(repr=False)
    sha256: str = ""
    settings: Mapping[str, Setting] = field(default_factory=dict)
    alternates: str = "by-turns"

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item of every part, in the order of the form."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def factors(self) -> tuple[Factor, ...]:
        """Every factor, in the order of the form."""
        return tuple(factor for part in self.parts for factor in part.factors)

    @property
    def maximum(self) -> int:
        """The highest sum that can be reached."""
        return sum(part.maximum or 0 for part in self.parts)

    def part(self, code: str) -> Part | None:
        """Return the part with this code, None where there is none."""
        return next((part for part in self.parts if part.code == code), None)

    def item(self, code: str) -> Item | None:
        """Return the item with this code, None where there is none."""
        return next((item for item in self.items if item.code == code), None)
