"""Refusals: what the trade does not allow, as exceptions that carry facts, not sentences.

The officer's words for each of them stand in `webapp/words/refusals.py`.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date

__all__ = ["Fault", "Invalid", "NotFound", "Refusal"]


class Refusal(Exception):
    """Something was asked for that the rules of the trade do not allow."""


class NotFound(Refusal):
    """The thing does not exist, or not for this reader: the two are never told apart."""


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was typed: the field, what is wrong, and the facts of it."""

    field: str
    code: str
    facts: Mapping[str, str | int | date] = dataclasses.field(default_factory=dict)


class Invalid(Refusal):
    """What was typed cannot be taken; every fault is listed, not only the first."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(f"{fault.field}: {fault.code}" for fault in faults))
        self.faults = faults
