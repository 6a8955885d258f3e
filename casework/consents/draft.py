"""Reading a statement of consent from what was typed."""

from collections.abc import Mapping
from datetime import date

from casework import typed
from casework.clients.days import read_day
from casework.consents.rules import Statement
from casework.consents.workflow import Outcome
from casework.errors import Fault, Invalid

__all__ = ["read"]

_NAMES = {"explained_by": 200, "guardian": 200}
_RELATION = 120
_REMARK = 2_000


def read(values: Mapping[str, str]) -> Statement:
    """Return the statement that was typed, or raise Invalid with everything wrong in it."""
    faults = list[Fault]()
    outcome = _outcome(values.get("outcome", ""), faults)
    given_on = _day(values.get("given_on", ""), faults)
    found = {
        "explained_by": _kept(values, "explained_by", faults),
        "guardian": _kept(values, "guardian", faults),
        "relation": _kept(values, "relation", faults),
        "remark": _kept(values, "remark", faults),
    }
    if outcome is None or given_on is None or faults:
        raise Invalid(*faults)
    return Statement(outcome, given_on, **found)


def _outcome(code: str, faults: list[Fault]) -> Outcome | None:
    if code in set(Outcome):
        return Outcome(code)
    faults.append(Fault("outcome", "unknown-choice" if code else "required"))
    return None


def _day(text: str, faults: list[Fault]) -> date | None:
    found = read_day(text, "given_on") if text.strip() else Fault("given_on", "required")
    if isinstance(found, Fault):
        faults.append(found)
        return None
    return found


def _kept(values: Mapping[str, str], field: str, faults: list[Fault]) -> str:
    given = values.get(field, "")
    try:
        if field in _NAMES:
            return typed.name(given, field=field, most=_NAMES[field])
        if field == "remark":
            return typed.text(given, field=field, most=_REMARK).strip()
        return typed.line(given, field=field, most=_RELATION)
    except Invalid as refused:
        faults.extend(refused.faults)
        return ""
