"""An instrument as data: parts, items, options, factors, bands, and the rules that join them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

__all__ = [
    "Alternate",
    "Audience",
    "Band",
    "Edition",
    "Factor",
    "Gate",
    "Instrument",
    "Item",
    "Measures",
    "Number",
    "Offer",
    "Option",
    "Part",
    "Setting",
]


class Audience(StrEnum):
    """Whom an instrument assesses."""

    ADULT = "adult"
    CHILD = "child"


class Measures(StrEnum):
    """What the sum of an instrument says: the risk of offending again, or the needs behind it."""

    RISK = "risk"
    NEEDS = "needs"


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
class Number:
    """A number that an item carries beside its answer; it is never scored, only checked.

    `agrees` gives the span, both ends included, that fits each option; `age` says that it is an
    age of the client, which cannot be above the present one.
    """

    label: str
    unit: str
    least: int
    most: int
    age: bool
    agrees: Mapping[str, tuple[int, int]]
    source: str


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
    number: Number | None = None

    def option(self, code: str) -> Option | None:
        """Return the option with this code, None where there is none."""
        return next((option for option in self.options if option.code == code), None)

    @property
    def maximum(self) -> int:
        """The highest value an answer to this item can have."""
        return max((option.value or 0 for option in self.options), default=0)

    @property
    def minimum(self) -> int:
        """The lowest value an answer to this item can have."""
        return min((option.value or 0 for option in self.options), default=0)


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
    """A page of the form; `maximum` is None for a list of ticks that is never added up.

    What protects a child is `subtracted` from what puts the child at risk.
    """

    code: str
    title: str
    offered: Offer
    items: tuple[Item, ...]
    source: str
    maximum: int | None = None
    factors: tuple[Factor, ...] = ()
    subtracted: bool = False

    @property
    def sign(self) -> int:
        """1 where the part adds to the sum, -1 where it takes from it."""
        return -1 if self.subtracted else 1

    @property
    def minimum(self) -> int:
        """The lowest sum of a part in which every item is answered."""
        return sum(item.minimum for item in self.items if item.alternate is not Alternate.AGAIN)

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
    """When the instrument `opens` must follow: a sum, a tick in one of `parts`, or narcotics.

    With a `least` of 0 it always follows.
    """

    opens: str
    least: int
    parts: tuple[str, ...]
    narcotics: bool
    source: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A form with a sum of its own; `file` and `version` name the edition that it stands in."""

    code: str
    version: str
    title: str
    short: str
    edition: str
    decree: str
    valid_from: date
    audience: Audience
    wording: str
    measures: Measures
    bands: tuple[Band, ...]
    parts: tuple[Part, ...]
    gate: Gate | None
    file: str
    sha256: str
    settings: Mapping[str, Setting] = field(default_factory=dict)
    alternates: str = "by-turns"

    @property
    def own_words(self) -> bool:
        """True where the questions are our short wording and not the official text."""
        return self.wording == "ringkas"

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
        return sum(
            -part.minimum if part.subtracted else part.maximum or 0
            for part in self.parts
            if part.scored
        )

    def part(self, code: str) -> Part | None:
        """Return the part with this code, None where there is none."""
        return next((part for part in self.parts if part.code == code), None)

    def item(self, code: str) -> Item | None:
        """Return the item with this code, None where there is none."""
        return next((item for item in self.items if item.code == code), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of an instrument as published: a file, frozen by its digest, with its forms.

    An adult's has one form; a child's has two, for risk and for needs.
    """

    code: str
    version: str
    title: str
    edition: str
    decree: str
    valid_from: date
    audience: Audience
    wording: str
    forms: tuple[Instrument, ...]
    source: bytes = field(repr=False)
    sha256: str = ""
