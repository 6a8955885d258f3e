"""What was typed into a form and what is wrong with it, side by side for the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casework.errors import Fault
from webapp.words.refusals import fault_sentence

__all__ = ["Form", "Slip"]


@dataclass(frozen=True, slots=True)
class Slip:
    """One line of the error summary: the field it leads to and the sentence."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Form:
    """The values a form shows and its faults; an empty one for a form not yet sent."""

    values: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def value(self, name: str) -> str:
        """Return what stands in the field."""
        return self.values.get(name) or ""

    def ticked(self, name: str) -> list[str]:
        """Return every value chosen under one name, of a group of tick boxes."""
        several = getattr(self.values, "getlist", None)
        chosen: Iterable[str] = several(name) if several else self.value(name).split()
        return list(chosen)

    def slips(self, name: str | None = None) -> list[Slip]:
        """Return what is wrong with one field, or with all of them in order."""
        return [
            Slip(fault.field, fault_sentence(fault))
            for fault in self.faults
            if name is None or fault.field == name
        ]
