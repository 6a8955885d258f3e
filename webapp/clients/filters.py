"""The filters of the list of clients, with counts that are true."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.actor import Actor
from casework.assessments.roster import Line
from webapp.clients.criteria import ALL, OWN, Criteria
from webapp.clients.dimensions import CODES, NONE, Dimension, dimensions
from webapp.clients.order import in_order

__all__ = ["Filter", "Option", "selected"]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, how many clients are behind it, and the address that makes it."""

    label: str
    count: int
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name, what is chosen (empty for everything) and its choices."""

    label: str
    chosen: str
    options: tuple[Option, ...]

    @property
    def without(self) -> Option:
        """The choice that lifts the filter."""
        return self.options[0]


def selected(
    lines: Sequence[Line], asked: Criteria, actor: Actor, pks: Mapping[str, str], today: date
) -> tuple[list[Line], list[Filter]]:
    """Return the clients that pass every filter, in order, and the filters with their counts.

    A client counts for a choice where that choice alone decides, so each count is that of the
    list behind it.
    """
    divisions = dimensions(pks)
    counts: dict[str, Counter[str]] = {code: Counter() for code in ("punya", *CODES)}
    found = []
    for line in lines:
        values = {one.code: one.value(line, today) for one in divisions}
        values["punya"] = OWN if line.pk_id == actor.id else ALL
        wanted = {**asked.chosen, **({"punya": OWN} if asked.mine else {})}
        failing = [code for code, value in wanted.items() if values[code] != value]
        if not failing:
            found.append(line)
        for code in values if not failing else failing if len(failing) == 1 else ():
            counts[code][values[code]] += 1
    return in_order(found, asked.order, pks), _filters(asked, divisions, counts)


def _filters(
    asked: Criteria, divisions: Sequence[Dimension], counts: Mapping[str, Counter[str]]
) -> list[Filter]:
    """Return the filters; one that would divide nothing is left out, unless it is chosen."""
    own = counts["punya"][OWN]
    whose = Filter(
        "Klien siapa",
        "",
        (
            _option("Klien saya", own, replace(asked, mine=True), current=asked.mine),
            _option(
                "Semua",
                counts["punya"].total(),
                replace(asked, mine=False),
                current=not asked.mine,
            ),
        ),
    )
    rest = (_filter(asked, one, counts[one.code]) for one in divisions)
    return [whose, *(one for one in rest if one.chosen or len(one.options) > 2)]  # noqa: PLR2004


def _filter(asked: Criteria, dimension: Dimension, counts: Counter[str]) -> Filter:
    chosen = asked.chosen.get(dimension.code, "")
    others = {code: value for code, value in asked.chosen.items() if code != dimension.code}
    known = {value: counts[value] for value in {*counts, *([chosen] if chosen else [])}}
    places = {value: n for n, value in enumerate(dimension.order)}
    ordered = sorted(known, key=lambda v: (v == NONE, places.get(v, 0), dimension.words(v)))
    lifted = _option("Semua", counts.total(), replace(asked, chosen=others), current=not chosen)
    options = [
        _option(
            dimension.words(value),
            known[value],
            replace(asked, chosen={**others, dimension.code: value}),
            current=value == chosen,
        )
        for value in ordered
    ]
    return Filter(dimension.label, dimension.words(chosen) if chosen else "", (lifted, *options))


def _option(label: str, count: int, then: Criteria, *, current: bool) -> Option:
    return Option(label, count, then.query, current)
