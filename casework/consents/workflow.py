"""What may follow on what: consent is given once, can be put right, and can be withdrawn."""

from collections.abc import Mapping
from enum import StrEnum

from casework.errors import Refusal

__all__ = ["CLOSING", "OPENING", "Outcome", "OutcomeNotAllowed", "follows", "require"]


class Outcome(StrEnum):
    """What came of asking the person, or the parent or guardian of one under age."""

    AGREED = "setuju"
    GUARDIAN = "wali-setuju"
    REFUSED = "menolak"
    WITHDRAWN = "dicabut"


# with these the form may be filled in; with those the assessment ends
OPENING = frozenset({Outcome.AGREED, Outcome.GUARDIAN})
CLOSING = frozenset({Outcome.REFUSED, Outcome.WITHDRAWN})

# the same outcome again puts the record of it right
_FOLLOWING: Mapping[Outcome | None, frozenset[Outcome]] = {
    None: frozenset({Outcome.AGREED, Outcome.GUARDIAN, Outcome.REFUSED}),
    Outcome.AGREED: frozenset({Outcome.AGREED, Outcome.WITHDRAWN}),
    Outcome.GUARDIAN: frozenset({Outcome.GUARDIAN, Outcome.WITHDRAWN}),
    Outcome.REFUSED: frozenset(),
    Outcome.WITHDRAWN: frozenset(),
}


class OutcomeNotAllowed(Refusal):
    """This outcome cannot follow on the one that is recorded."""

    def __init__(self, before: Outcome | None, outcome: Outcome) -> None:
        super().__init__(f"{outcome} does not follow on {before}")
        self.before = before
        self.outcome = outcome


def follows(before: Outcome | None) -> frozenset[Outcome]:
    """Return what may be recorded next."""
    return _FOLLOWING[before]


def require(before: Outcome | None, outcome: Outcome) -> None:
    """Refuse an outcome that cannot follow."""
    if outcome not in _FOLLOWING[before]:
        raise OutcomeNotAllowed(before, outcome)
