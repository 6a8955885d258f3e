"""The orders in which the list of clients can stand."""

from collections.abc import Callable, Mapping
from datetime import date

from casework.assessments.roster import Line
from webapp.words.people import shown_name

__all__ = ["ORDERS", "in_order"]

_FAR = date.max
ORDERS: Mapping[str, Callable[[Line, Mapping[str, str]], object]] = {
    "nomor": lambda one, _: one.number,
    "nama": lambda one, _: shown_name(one.name, child=one.child).casefold(),
    "diterima": lambda one, _: one.received_on,
    "tenggat": lambda one, _: one.due.on if one.due else _FAR,
    "pk": lambda one, pks: pks.get(one.pk_id, "\uffff").casefold(),
}


def in_order(lines: list[Line], order: str, pks: Mapping[str, str]) -> list[Line]:
    """Return the lines sorted; equal ones stand with the newest file first."""
    key = ORDERS[order.removeprefix("-")]
    by_number = sorted(lines, key=lambda one: one.number, reverse=True)
    return sorted(by_number, key=lambda one: key(one, pks), reverse=order.startswith("-"))  # type: ignore[arg-type,return-value]
