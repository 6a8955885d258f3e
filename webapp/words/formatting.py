"""Dates, times and numbers as the office writes them; here alone UTC becomes office time."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask

from casework.clock import now, office_date
from webapp.office.current import zone

__all__ = [
    "FILTERS",
    "ago",
    "clock",
    "day",
    "day_and_clock",
    "init_app",
    "number",
    "remaining",
    "role_name",
    "second",
    "short_day",
    "size",
    "today",
    "weekday",
]

_LOCALE = "id"
_KILO = 1000


def today() -> date:
    """Return the calendar day it is in the office now."""
    return office_date(now(), zone())


def _as_day(value: date | datetime) -> date:
    return office_date(value, zone()) if isinstance(value, datetime) else value


@lru_cache(maxsize=4096)  # a list writes the same few days and numbers many times
def _written(value: date, pattern: str) -> str:
    return format_date(value, pattern, locale=_LOCALE)


def day(value: date | datetime | None) -> str:
    """Write a day in full: 9 Maret 2026."""
    return "" if value is None else _written(_as_day(value), "d MMMM y")


def short_day(value: date | datetime | None) -> str:
    """Write a day for a narrow column: 9 Mar 2026."""
    return "" if value is None else _written(_as_day(value), "d MMM y")


def weekday(value: date | datetime) -> str:
    """Write a day with its name: Kamis, 5 Maret 2026."""
    return format_date(_as_day(value), "EEEE, d MMMM y", locale=_LOCALE)


def clock(value: datetime | None) -> str:
    """Write the time of day in the office: 14.32."""
    return "" if value is None else value.astimezone(zone().tz).strftime("%H.%M")


def second(value: datetime | None) -> str:
    """Write the time of day to the second: 15.04.11."""
    return "" if value is None else value.astimezone(zone().tz).strftime("%H.%M.%S")


def day_and_clock(value: datetime | None) -> str:
    """Write a moment: 9 Maret 2026 pukul 14.32."""
    return "" if value is None else f"{day(value)} pukul {clock(value)}"


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Write a number with the Indonesian separators: 1.500 and 0,5."""
    return format_decimal(value, locale=_LOCALE)


def size(value: int) -> str:
    """Write how large a file is: 840 B, 12 kB, 1,4 MB, 2,3 GB."""
    if value < _KILO:
        return f"{value} B"
    if value < _KILO * _KILO:
        return f"{number(round(value / _KILO))} kB"
    if value < _KILO**3:
        return f"{number(round(value / _KILO**2, 1))} MB"
    return f"{number(round(value / _KILO**3, 1))} GB"


def remaining(value: date, on: date | None = None) -> str:
    """Say how far off a due day is: terlambat 3 hari, hari ini, besok, 5 hari lagi."""
    days = (value - (on or today())).days
    if days < 0:
        return f"terlambat {number(-days)} hari"
    return {0: "hari ini", 1: "besok"}.get(days, f"{number(days)} hari lagi")


def ago(value: date | datetime, on: date | None = None) -> str:
    """Say how long something has waited: hari ini, kemarin, sudah 4 hari."""
    days = ((on or today()) - _as_day(value)).days
    return {0: "hari ini", 1: "kemarin"}.get(days, f"sudah {number(days)} hari")


def role_name(role: str) -> str:
    """Write a role as the office says it."""
    return {"pk": "PK", "ulp": "ULP"}.get(role, role.capitalize())


FILTERS: dict[str, Callable[..., str]] = {
    function.__name__: function
    for function in (
        day,
        short_day,
        weekday,
        clock,
        second,
        day_and_clock,
        number,
        size,
        remaining,
        ago,
        role_name,
    )
}


def init_app(app: Flask) -> None:
    """Offer the formats to the templates as filters of the same names."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(today=today, now=now)
