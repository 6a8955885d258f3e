"""What is said of a source when it is taken in, read from what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework import typed
from casework.clients.days import read_day
from casework.errors import Fault, Invalid
from casework.sources.rules import KINDS, read_kind

__all__ = ["Description", "read"]

_LONGEST = {"origin": 200, "number": 120, "title": 200}


@dataclass(frozen=True, slots=True)
class Description:
    """The kind of a source, whence it came, and what stands on the paper itself.

    `about` is the record whose own paper this is, by its id.
    """

    kind: str
    origin: str = ""
    number: str = ""
    dated: date | None = None
    title: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no kind of source: {self.kind}")


def read(values: Mapping[str, str], *, today: date) -> Description:
    """Return the description that was typed, or raise Invalid with everything wrong in it."""
    faults = list[Fault]()
    if (kind := read_kind(values.get("kind", ""))) is None:
        faults.append(Fault("kind", "unknown-choice"))
    dated = _day(values.get("dated", ""), today, faults)
    lines = {field: _line(values.get(field, ""), field, faults) for field in _LONGEST}
    if kind is None or faults:
        raise Invalid(*faults)
    return Description(kind, dated=dated, **lines)


def _day(text: str, today: date, faults: list[Fault]) -> date | None:
    if not text.strip():
        return None
    found = read_day(text, "dated")
    if isinstance(found, date) and found <= today:
        return found
    faults.append(found if isinstance(found, Fault) else Fault("dated", "in-the-future"))
    return None


def _line(text: str, field: str, faults: list[Fault]) -> str:
    try:
        return typed.line(text, field=field, most=_LONGEST[field])
    except Invalid as refused:
        faults.extend(refused.faults)
        return ""
