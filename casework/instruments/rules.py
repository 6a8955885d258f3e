"""What follows from the answers: whether the needs assessment is due, and how far a form is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from casework.instruments.applying import Subject, applies, items_for, offered
from casework.instruments.form import Instrument, Item, Part
from casework.instruments.scoring import Score, chosen, score

__all__ = [
    "Progress",
    "Reason",
    "Requirement",
    "Subject",
    "applicable_items",
    "applies",
    "criminogenic",
    "offered",
    "offered_parts",
    "open_items",
    "progress",
    "without_evidence",
]


class Reason(StrEnum):
    """Why the needs assessment is done or left out."""

    RISK = "risk"
    ALWAYS = "always"
    TICK = "tick"
    NARCOTICS = "narcotics"
    LOW_RISK = "low-risk"
    ALONE = "alone"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Requirement:
    """Whether the needs assessment is needed, why, and by which ticks.

    With the reason `OPEN` the answers so far do not settle it yet.
    """

    needed: bool
    reason: Reason
    total: int
    ticks: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """True when no further answer can change it from not needed to needed."""
        return self.reason is not Reason.OPEN


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one part is: answered of asked, and how many answers cite nothing yet."""

    code: str
    title: str
    answered: int
    total: int
    without_evidence: int

    @property
    def complete(self) -> bool:
        """True when nothing is open."""
        return self.answered == self.total


def offered_parts(
    instrument: Instrument, subject: Subject, answers: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return the parts that are shown for this person, in the order of the form."""
    return tuple(one for one in instrument.parts if offered(instrument, one, subject, answers))


def applicable_items(
    instrument: Instrument, subject: Subject, answers: Mapping[str, str]
) -> tuple[Item, ...]:
    """Return every item that is asked of this person, in the order of the form."""
    return tuple(
        item for part in instrument.parts for item in items_for(instrument, part, subject, answers)
    )


def open_items(
    instrument: Instrument, subject: Subject, answers: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the codes of the items that still wait for an answer, scored or not."""
    return tuple(
        item.code
        for item in applicable_items(instrument, subject, answers)
        if chosen(item, answers) is None
    )


def without_evidence(
    instrument: Instrument,
    subject: Subject,
    answers: Mapping[str, str],
    evidence: Mapping[str, str],
) -> tuple[str, ...]:
    """Return the codes of the answered items that do not say what they rest on."""
    return tuple(
        item.code
        for item in applicable_items(instrument, subject, answers)
        if chosen(item, answers) is not None and not evidence.get(item.code, "").strip()
    )


def progress(
    instrument: Instrument,
    subject: Subject,
    answers: Mapping[str, str],
    evidence: Mapping[str, str],
) -> tuple[Progress, ...]:
    """Return how far each offered part is, in the order of the form."""
    bare = set(without_evidence(instrument, subject, answers, evidence))
    found = []
    for part in offered_parts(instrument, subject, answers):
        items = items_for(instrument, part, subject, answers)
        answered = sum(chosen(item, answers) is not None for item in items)
        cited = sum(item.code in bare for item in items)
        found.append(Progress(part.code, part.title, answered, len(items), cited))
    return tuple(found)


def criminogenic(
    instrument: Instrument, subject: Subject, answers: Mapping[str, str]
) -> Requirement:
    """Tell whether the needs assessment must follow the risk assessment `instrument`.

    An instrument that opens no other stands alone.
    """
    gate = instrument.gate
    result = score(instrument, subject, answers)
    if gate is None:
        return Requirement(needed=False, reason=Reason.ALONE, total=result.total)
    ticks = _ticks(result, gate.parts)
    reason, needed = Reason.LOW_RISK, False
    if gate.least == 0:
        reason, needed = Reason.ALWAYS, True
    elif result.total >= gate.least:
        reason, needed = Reason.RISK, True
    elif ticks:
        reason, needed = Reason.TICK, True
    elif gate.narcotics and subject.narcotics:
        reason, needed = Reason.NARCOTICS, True
    elif open_items(instrument, subject, answers):
        reason = Reason.OPEN
    return Requirement(needed, reason, result.total, ticks)


def _ticks(result: Score, parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for part in result.parts if part.code in parts for code in part.ticks)
