"""Charts as places on a drawing: computed here, drawn as SVG by `macros/chart.html`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.assessments.history import Measured
from casework.assessments.model import Result
from casework.instruments.comparing import counts_alike
from casework.instruments.form import Band
from webapp.words.formatting import short_day
from webapp.words.marks import BANDS

__all__ = ["Bar", "Dot", "RiskChart", "Row", "risk_chart"]

_RIGHT = 304
_TOP, _ZERO, _HIGHEST = 8, 182, 12  # the drawing's top, the line of 0, the line of the maximum
_FIRST, _LAST = 126, 270  # where the first and the last point stand
_MOST_POINTS = 4
_ABOVE, _BELOW = -11, 22  # how far from its point a value is written


@dataclass(frozen=True, slots=True)
class Bar:
    """One band at the left edge, with its name at the middle."""

    word: str
    tone: str
    top: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class Dot:
    """One result: its place, its value, the height at which the value is written, its date."""

    x: float
    y: float
    score: int
    score_y: float
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The same result as a row of the table."""

    when: str
    band: str
    score: int
    version: str


@dataclass(frozen=True, slots=True)
class RiskChart:
    """Risk over time: a stepped line, broken where the version of the instrument changes."""

    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    paths: tuple[str, ...]
    breaks: tuple[float, ...]
    rows: tuple[Row, ...]
    title: str
    finding: str


def risk_chart(results: Sequence[Measured]) -> RiskChart | None:
    """Return the chart of a client's results, None while there is none.

    The last four of the present instrument are drawn; the table has all of them.
    """
    if not results:
        return None
    now = results[-1].form
    shown = [one for one in results if one.form.code == now.code][-_MOST_POINTS:]
    bands = now.bands
    scale = (_ZERO - _HIGHEST) / bands[-1].most
    dots = tuple(_dots([one.result for one in shown], scale))
    changes = [
        n for n in range(1, len(shown)) if not counts_alike(shown[n].form, shown[n - 1].form)
    ]
    return RiskChart(
        bars=tuple(_bar(band, bands, scale) for band in bands),
        dots=dots,
        paths=tuple(_paths(dots, changes)),
        breaks=tuple((dots[n - 1].x + dots[n].x) / 2 for n in changes),
        rows=tuple(
            Row(_day(one.result), _word(one.result), one.result.risk_score, one.version)
            for one in results
        ),
        title=f"Nilai {now.short}: "
        + ", ".join(f"{one.result.risk_score} pada {_day(one.result)}" for one in shown),
        finding=_finding(results),
    )


def _day(result: Result) -> str:
    return short_day(result.finished_on)


def _word(result: Result) -> str:
    return BANDS[result.risk_band].word


def _bar(band: Band, bands: Sequence[Band], scale: float) -> Bar:
    top = _TOP if band is bands[-1] else _ZERO - (band.most + 0.5) * scale
    foot = _ZERO if band is bands[0] else _ZERO - (band.least - 0.5) * scale
    return Bar(band.title, BANDS[band.code].tone, top, foot - top, (top + foot) / 2)


def _dots(results: Sequence[Result], scale: float) -> Iterator[Dot]:
    gap = (_LAST - _FIRST) / max(1, len(results) - 1)
    years = [one.finished_on.year for one in results]
    for n, one in enumerate(results):
        y = _ZERO - one.risk_score * scale
        # a value stands above its point unless the line comes down to it from there
        falls = n > 0 and results[n - 1].risk_score > one.risk_score
        _, month, year = _day(one).split(" ")
        yield Dot(
            x=_FIRST + gap * n,
            y=y,
            score=one.risk_score,
            score_y=y + (_BELOW if falls and y + _BELOW < _ZERO else _ABOVE),
            when=(year,) if len(set(years)) == len(years) else (month, year),
        )


def _paths(dots: Sequence[Dot], changes: Sequence[int]) -> Iterator[str]:
    starts = [0, *changes]
    for start, end in zip(starts, [*changes, len(dots)], strict=True):
        steps = "".join(f"H{dot.x:g}V{dot.y:g}" for dot in dots[start + 1 : end])
        last = _RIGHT if end == len(dots) else (dots[end - 1].x + dots[end].x) / 2 - 6
        yield f"M{dots[start].x:g} {dots[start].y:g}{steps}H{last:g}"


def _finding(results: Sequence[Measured]) -> str:
    now = results[-1]
    is_now = f"{_word(now.result)} {now.result.risk_score}"
    if len(results) == 1:
        return f"{is_now} pada asesmen pertama."
    before = results[-2]
    was = f"{_word(before.result)} {before.result.risk_score}"
    if not counts_alike(now.form, before.form):
        return f"Dari {was} ke {is_now}, dengan versi instrumen yang berbeda."
    difference = now.result.risk_score - before.result.risk_score
    if difference == 0:
        return f"Tetap {is_now}."
    verb = "Naik" if difference > 0 else "Turun"
    changed = now.risen(before) if difference > 0 else before.risen(now)
    items = f": butir {_listed(changed)} {'bertambah' if difference > 0 else 'berkurang'}"
    return f"{verb} dari {was} ke {is_now}{items if changed else ''}."


def _listed(words: Sequence[str]) -> str:
    if len(words) < 3:  # noqa: PLR2004  (two are joined without a comma)
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"
