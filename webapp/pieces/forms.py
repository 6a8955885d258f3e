"""What was typed into a form and what is wrong with it, side by side for the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casework.errors import Fault
from webapp.words.fields import Names
from webapp.words.refusals import fault_sentence

__all__ = ["Form", "Slip"]


@dataclass(frozen=True, slots=True)
class Slip:
    """One line of the error summary: the field it leads to, the sentence, what it is called."""

    field: str
    sentence: str
    label: str = ""

    @property
    def named(self) -> str:
        """The label where the sentence does not begin with it: it is read far from its field."""
        return "" if self.sentence.startswith(self.label) else self.label


@dataclass(frozen=True, slots=True)
class Form:
    """The values a form shows and its faults; an empty one for a form not yet sent.

    Faults come with the `names` of the form's fields, which the summary tells with each of them.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    names: Names = Names()  # noqa: RUF009  (frozen)

    def __post_init__(self) -> None:
        """Refuse faults that nobody could name."""
        if self.faults and self.names == Names():
            raise ValueError("faults without the names of the form's fields")

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
            _slip(fault, self.names.of(fault.field))
            for fault in self.faults
            if name is None or fault.field == name
        ]


def _slip(fault: Fault, label: str) -> Slip:
    if fault.code == "required" and label:
        fault = Fault(fault.field, "required-named", {"label": label})
    return Slip(fault.field, fault_sentence(fault), label)
