"""The office's time: UTC inside, the office's own zone for every date that people read."""

import calendar
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

__all__ = ["Zone", "months_after", "now", "office_date"]


class Zone(StrEnum):
    """The three fixed zones of Indonesia; there is no daylight saving time."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def tz(self) -> timezone:
        """The zone as an offset from UTC: +7, +8 or +9 hours."""
        return timezone(timedelta(hours=_HOURS[self]), self.value)


_HOURS = {Zone.WIB: 7, Zone.WITA: 8, Zone.WIT: 9}


def now() -> datetime:
    """Return the present moment in UTC; only the edges (request, worker, command) call this."""
    return datetime.now(UTC)


def office_date(at: datetime, zone: Zone) -> date:
    """Return the calendar day on which `at` falls in the office's zone."""
    return at.astimezone(zone.tz).date()


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
