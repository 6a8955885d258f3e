"""Which parts and items of an instrument are asked of this person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casework.instruments import lists
from casework.instruments.form import Alternate, Instrument, Item, Offer, Part

__all__ = ["Subject", "applies", "items_for", "offered", "sum_so_far"]

_FEMALE = "P"
_BY_TURNS = "by-turns"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the instruments need to know of the client: sex (L or P), offence codes, which time."""

    sex: str
    offences: tuple[str, ...] = ()
    reassessment: bool = False

    @property
    def narcotics(self) -> bool:
        """True where an offence of the present case counts as a narcotics offence."""
        return any(lists.is_narcotics(code) for code in self.offences)


_OFFERS: Mapping[Offer, Callable[[Instrument, Subject, Mapping[str, str]], bool]] = {
    Offer.ALWAYS: lambda _instrument, _subject, _answers: True,
    Offer.WOMEN: lambda _instrument, subject, _answers: subject.sex == _FEMALE,
    Offer.NARCOTICS: lambda _instrument, subject, _answers: subject.narcotics,
    Offer.BELOW_GATE: lambda instrument, _subject, answers: (
        instrument.gate is None or sum_so_far(instrument, answers) < instrument.gate.least
    ),
}


def offered(
    instrument: Instrument, part: Part, subject: Subject, answers: Mapping[str, str]
) -> bool:
    """Tell whether a part is shown for this person, given the answers so far."""
    return _OFFERS[part.offered](instrument, subject, answers)


def applies(
    instrument: Instrument, item: Item, subject: Subject, answers: Mapping[str, str]
) -> bool:
    """Tell whether an item of an offered part is asked.

    An item that hangs on earlier answers is asked until all of them are given and none fits.
    """
    if item.alternate is not Alternate.NONE and item.alternate is not _turn(instrument, subject):
        return False
    if not item.any_of:
        return True
    given = {code: answers.get(code, "") for code, _ in item.any_of}
    return not all(given.values()) or any(given[code] == option for code, option in item.any_of)


def items_for(
    instrument: Instrument, part: Part, subject: Subject, answers: Mapping[str, str]
) -> tuple[Item, ...]:
    """Return the items of a part that are asked; none where the part is not offered."""
    if not offered(instrument, part, subject, answers):
        return ()
    return tuple(item for item in part.items if applies(instrument, item, subject, answers))


def sum_so_far(instrument: Instrument, answers: Mapping[str, str]) -> int:
    """Return the sum of the scored answers given; open ones count nothing."""
    options = (
        (part.sign, item.option(answers.get(item.code, "")))
        for part in instrument.parts
        if part.scored
        for item in part.items
    )
    return sum(sign * (option.value or 0) for sign, option in options if option)


def _turn(instrument: Instrument, subject: Subject) -> Alternate:
    if instrument.alternates == _BY_TURNS:
        return Alternate.AGAIN if subject.reassessment else Alternate.FIRST
    return Alternate(instrument.alternates)
