"""Reading an interview, or the plan of one, from what was typed."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from casework import typed
from casework.clients.days import read_day
from casework.errors import Fault, Invalid
from casework.interviews.rules import Means, Party, Plan, Talk

__all__ = ["read_plan", "read_talk"]

_LINES = {"relation": 120, "place": 200, "ground": 300}
_TEXTS = {"statement": 20_000, "note": 2_000}
_NAME = 200

Code = TypeVar("Code", bound=StrEnum)


def read_talk(values: Mapping[str, str]) -> Talk:
    """Return the talk that was typed, or raise Invalid with everything wrong in it."""
    faults = list[Fault]()
    party = _code(values, "party", Party, faults)
    texts = _texts(values, ("name", "relation", "place", "ground", "statement"), faults)
    held_on = _day(values, "held_on", faults, needed=True)
    means = _code(values, "means", Means, faults)
    if party is None or held_on is None or means is None or faults:
        raise Invalid(*faults)
    return Talk(party, held_on, means, **texts)


def read_plan(values: Mapping[str, str]) -> Plan:
    """Return the plan that was typed; only the party must be chosen."""
    faults = list[Fault]()
    party = _code(values, "party", Party, faults)
    texts = _texts(values, ("name", "relation", "place", "note"), faults)
    planned_on = _day(values, "planned_on", faults, needed=False)
    means = _code(values, "means", Means, faults) if values.get("means") else None
    if party is None or faults:
        raise Invalid(*faults)
    return Plan(party, planned_on, means, **texts)


def _code(
    values: Mapping[str, str], field: str, kinds: type[Code], faults: list[Fault]
) -> Code | None:
    given = values.get(field, "")
    if given in set(kinds):
        return kinds(given)
    faults.append(Fault(field, "unknown-choice" if given else "required"))
    return None


def _day(
    values: Mapping[str, str], field: str, faults: list[Fault], *, needed: bool
) -> date | None:
    text = values.get(field, "")
    if not text.strip():
        if needed:
            faults.append(Fault(field, "required"))
        return None
    found = read_day(text, field)
    if isinstance(found, Fault):
        faults.append(found)
        return None
    return found


def _texts(
    values: Mapping[str, str], fields: tuple[str, ...], faults: list[Fault]
) -> dict[str, str]:
    found = dict[str, str]()
    for field in fields:
        try:
            found[field] = _reader(field)(values.get(field, ""))
        except Invalid as refused:
            faults.extend(refused.faults)
    return found


def _reader(field: str) -> Callable[[str], str]:
    if field == "name":
        return lambda given: typed.name(given, field=field, most=_NAME)
    if field in _TEXTS:
        return lambda given: typed.text(given, field=field, most=_TEXTS[field]).strip()
    return lambda given: typed.line(given, field=field, most=_LINES[field])
