"""What the answers add up to: sum, band, factors, and which items are still open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casework.instruments.applying import Subject, items_for
from casework.instruments.form import Band, Factor, Instrument, Item, Option, Part

__all__ = ["FactorScore", "PartScore", "Score", "UnknownOption", "chosen", "score"]

_TICK = "ya"


class UnknownOption(Exception):
    """An answer that the item does not offer: the answers belong to another version."""

    def __init__(self, item: str, option: str) -> None:
        super().__init__(f"item {item} has no option {option!r}")
        self.item = item
        self.option = option


@dataclass(frozen=True, slots=True)
class FactorScore:
    """One factor: `provisional` is the band of the sum so far, `band` waits for all answers."""

    code: str
    title: str
    total: int
    maximum: int
    provisional: Band
    open_items: tuple[str, ...]

    @property
    def band(self) -> Band | None:
        """The band, None while an item of the factor is open."""
        return None if self.open_items else self.provisional


@dataclass(frozen=True, slots=True)
class PartScore:
    """One offered part: its sum where it is scored, the items ticked where it is not."""

    code: str
    title: str
    total: int | None
    maximum: int | None
    ticks: tuple[str, ...]
    open_items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the scored parts; an unanswered item counts nothing and keeps `band` None."""

    total: int
    maximum: int
    provisional: Band
    factors: tuple[FactorScore, ...]
    parts: tuple[PartScore, ...]
    open_items: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """True when every scored item is answered."""
        return not self.open_items

    @property
    def band(self) -> Band | None:
        """The band, None while a scored item is open."""
        return self.provisional if self.complete else None


def score(instrument: Instrument, subject: Subject, answers: Mapping[str, str]) -> Score:
    """Return what the answers (option code by item code, empty for none) add up to."""
    asked = {part.code: items_for(instrument, part, subject, answers) for part in instrument.parts}
    parts = tuple(
        _part(part, asked[part.code], answers) for part in instrument.parts if asked[part.code]
    )
    signs = {part.code: part.sign for part in instrument.parts}
    total = sum(signs[part.code] * (part.total or 0) for part in parts)
    return Score(
        total=total,
        maximum=instrument.maximum,
        provisional=band_of(instrument.bands, total),
        factors=tuple(
            _factor(factor, asked[part.code], answers)
            for part in instrument.parts
            for factor in part.factors
        ),
        parts=parts,
        open_items=tuple(
            code for part in parts if part.maximum is not None for code in part.open_items
        ),
    )


def chosen(item: Item, answers: Mapping[str, str]) -> Option | None:
    """Return the option chosen for an item, None while it is open."""
    if not (code := answers.get(item.code, "")):
        return None
    if (option := item.option(code)) is None:
        raise UnknownOption(item.code, code)
    return option


def band_of(bands: Sequence[Band], total: int) -> Band:
    """Return the band that a sum falls in.

    While items are open, what is subtracted may bring the sum below zero: the lowest band then.
    """
    return next((band for band in reversed(bands) if band.least <= total), bands[0])


def _part(part: Part, items: Iterable[Item], answers: Mapping[str, str]) -> PartScore:
    options = {item.code: chosen(item, answers) for item in items}
    return PartScore(
        code=part.code,
        title=part.title,
        total=sum(one.value or 0 for one in options.values() if one) if part.scored else None,
        maximum=part.maximum,
        ticks=()
        if part.scored
        else tuple(code for code, one in options.items() if one and one.code == _TICK),
        open_items=tuple(code for code, one in options.items() if one is None),
    )


def _factor(factor: Factor, items: Iterable[Item], answers: Mapping[str, str]) -> FactorScore:
    options = {item.code: chosen(item, answers) for item in items if item.factor == factor.code}
    total = sum(one.value or 0 for one in options.values() if one)
    return FactorScore(
        code=factor.code,
        title=factor.title,
        total=total,
        maximum=factor.maximum,
        provisional=band_of(factor.bands, total),
        open_items=tuple(code for code, one in options.items() if one is None),
    )
