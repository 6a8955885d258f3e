"""A form as it was typed, read field by field while every fault is kept."""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from casework import typed
from casework.clients.days import read_day
from casework.errors import Fault, Invalid

__all__ = ["MOST_ROWS", "Sheet", "rows"]

MOST_ROWS = 20


def rows(names: Iterable[str], prefix: str) -> list[int]:
    """Return the numbers n of the rows `prefix_n` or `prefix_n_…` among the names, in order."""
    pattern = re.compile(rf"{prefix}_([1-9][0-9]?)(?:_[a-z0-9_]+)?")
    return sorted({int(found[1]) for name in names if (found := pattern.fullmatch(name))})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The values of a form, the day on which it is read, and the faults found so far."""

    values: Mapping[str, str]
    today: date
    faults: list[Fault] = field(default_factory=list)

    def given(self, name: str) -> str:
        """Return what stands in the field, without the spaces around it."""
        return self.values.get(name, "").strip()

    def fault(self, name: str, code: str, **facts: str | int) -> None:
        """Note that something is wrong with a field."""
        self.faults.append(Fault(name, code, facts))

    def line(self, name: str, most: int, *, required: bool = False) -> str:
        """Read a text of one line."""
        return self._text(typed.line, name, most, required=required)

    def person(self, name: str, most: int, *, required: bool = False) -> str:
        """Read a person's name."""
        return self._text(typed.name, name, most, required=required)

    def text(self, name: str, most: int) -> str:
        """Read a text of several lines."""
        return self._text(typed.text, name, most)

    def _text(
        self, check: Callable[..., str], name: str, most: int, *, required: bool = False
    ) -> str:
        try:
            kept = check(self.values.get(name, ""), field=name, most=most).strip()
        except Invalid as refused:
            self.faults.extend(refused.faults)
            return ""
        if required and not kept:
            self.fault(name, "required")
        return kept

    def day(self, name: str, *, required: bool = False, past: bool = False) -> date | None:
        """Read a day; one that must be `past` may be today at the latest."""
        if not self.given(name):
            if required:
                self.fault(name, "required")
            return None
        found = read_day(self.given(name), name)
        if isinstance(found, Fault):
            self.faults.append(found)
            return None
        if past and found > self.today:
            self.fault(name, "date-future")
            return None
        return found

    def choice(self, name: str, known: Container[str], *, required: bool = False) -> str:
        """Read a choice from a closed list."""
        value = self.given(name)
        if not value and required:
            self.fault(name, "required")
        if value and value not in known:
            self.fault(name, "unknown-choice")
            return ""
        return value

    def rows(self, prefix: str) -> list[int]:
        """Return the rows in which something is written; more than `MOST_ROWS` are a fault."""
        found = [
            n
            for n in rows(self.values, prefix)
            if any(self.given(name) for name in self.values if name.startswith(f"{prefix}_{n}_"))
        ]
        if len(found) > MOST_ROWS:
            self.fault(f"{prefix}_{found[0]}_number", "too-many-rows", most=MOST_ROWS)
        return found[:MOST_ROWS]
