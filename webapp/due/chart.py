"""How many assessments fall due in each of the next eight weeks: a sentence, bars and a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.words.formatting import number, short_day

__all__ = ["WeekBar", "WeekChart", "week_chart"]

WEEKS = 8
_WEEK = timedelta(days=7)
_ZERO, _HIGHEST = 132, 100  # the line of 0, and how high the highest bar is
_STEP, _WIDTH, _LEFT = 42, 30, 8


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One week: its bar on the drawing and its row of the table."""

    x: int
    y: float
    width: int
    height: float
    middle: float
    count: int
    label: str
    when: str


@dataclass(frozen=True, slots=True)
class WeekChart:
    """The drawing with what it says."""

    finding: str
    bars: list[WeekBar]
    width: int


def week_chart(days: Mapping[date, int], on: date) -> WeekChart:
    """Return the chart of the weeks that begin with the day `on`."""
    counts = [0] * WEEKS
    for found, count in days.items():
        week = (found - on).days // _WEEK.days
        if 0 <= week < WEEKS:
            counts[week] += count
    most = max(counts)
    bars = [_bar(n, count, most, on + n * _WEEK) for n, count in enumerate(counts)]
    return WeekChart(_finding(bars, most), bars, 2 * _LEFT + WEEKS * _STEP)


def _bar(n: int, count: int, most: int, begins: date) -> WeekBar:
    height = round(_HIGHEST * count / most, 1) if most else 0
    x, ends = _LEFT + n * _STEP, begins + _WEEK - timedelta(days=1)
    first = short_day(begins).rpartition(" ")[0]
    return WeekBar(
        x + (_STEP - _WIDTH) // 2,
        _ZERO - height,
        _WIDTH,
        height,
        x + _STEP / 2,
        count,
        first,
        f"{first} s.d. {short_day(ends)}",
    )


def _finding(bars: list[WeekBar], most: int) -> str:
    total = sum(bar.count for bar in bars)
    if not total:
        return "Tidak ada asesmen yang jatuh tempo dalam 8 minggu ke depan."
    fullest = next(bar for bar in bars if bar.count == most)
    return (
        f"{number(total)} asesmen jatuh tempo dalam 8 minggu ke depan, paling banyak "
        f"{number(most)} pada {fullest.when}."
    )
