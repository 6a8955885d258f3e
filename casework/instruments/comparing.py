"""How two versions of an instrument differ, and whether their sums can be held together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from casework.instruments.form import Band, Edition, Instrument, Item, Part

__all__ = ["Aspect", "Change", "Difference", "What", "counts_alike", "differences"]


class What(StrEnum):
    """The kind of thing in which two versions differ."""

    HEAD = "head"
    FORM = "form"
    BAND = "band"
    SETTING = "setting"
    GATE = "gate"
    PART = "part"
    FACTOR = "factor"
    ITEM = "item"


class Change(StrEnum):
    """What happened to it from the one version to the other."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    WORDED = "worded"  # only its words: it counts as before


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing said of it, before and after; empty where it says nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: of which form, what, its code, and all that is said otherwise."""

    form: str
    what: What
    code: str
    change: Change
    aspects: tuple[Aspect, ...]


_Key = tuple[str, What, str]
_Facts = dict[_Key, dict[str, str]]
# what a reader sees and no sum depends on
_WORDS = {"title", "short", "text", "note", "about", "edition", "decree", "source", "wording"}
_WORDS |= {"valid_from", "answers"}


def differences(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """Return all in which two editions differ, in the order of the later one."""
    old, new = _facts(before), _facts(after)
    keys = [*new, *(key for key in old if key not in new)]
    found = (_difference(key, old.get(key, {}), new.get(key, {})) for key in keys)
    return tuple(one for one in found if one.aspects)


def _difference(key: _Key, old: Mapping[str, str], new: Mapping[str, str]) -> Difference:
    aspects = tuple(
        Aspect(name, old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys([*new, *old])
        if old.get(name, "") != new.get(name, "")
    )
    change = Change.CHANGED
    if not old or not new:
        change = Change.REMOVED if old else Change.ADDED
    elif {one.name for one in aspects} <= _WORDS:
        change = Change.WORDED
    return Difference(*key, change, aspects)


def _facts(edition: Edition) -> _Facts:
    head = {
        name: str(getattr(edition, name))
        for name in ("title", "edition", "decree", "valid_from", "audience", "wording")
    }
    found: _Facts = {("", What.HEAD, edition.code): head}
    for form in edition.forms:
        for what, code, facts in _of_form(form):
            found[form.code, what, code] = facts
    return found


def _of_form(form: Instrument) -> Iterator[tuple[What, str, dict[str, str]]]:
    yield (
        What.FORM,
        form.code,
        {"title": form.title, "short": form.short, "measures": form.measures},
    )
    for band in form.bands:
        yield What.BAND, band.code, {"title": band.title, "span": _span(band)}
    for key, one in form.settings.items():
        choices = ", ".join(one.choices)
        yield What.SETTING, key, {"value": one.value, "choices": choices, "about": one.about}
    if (gate := form.gate) is not None:
        narcotics = "ya" if gate.narcotics else "tidak"
        parts = ", ".join(gate.parts)
        facts = {"least": str(gate.least), "parts": parts, "narcotics": narcotics}
        yield What.GATE, gate.opens, facts
    for part in form.parts:
        yield from _of_part(part)


def _of_part(part: Part) -> Iterator[tuple[What, str, dict[str, str]]]:
    yield (
        What.PART,
        part.code,
        {
            "title": part.title,
            "offered": part.offered,
            "maximum": "" if part.maximum is None else str(part.maximum),
            "sign": "−" if part.subtracted else "+",  # noqa: RUF001  (a minus)
        },
    )
    for factor in part.factors:
        bands = "; ".join(f"{band.title} {_span(band)}" for band in factor.bands)
        maximum = str(factor.maximum)
        yield What.FACTOR, factor.code, {"title": factor.title, "maximum": maximum, "bands": bands}
    for item in part.items:
        yield What.ITEM, item.code, _of_item(part, item)


def _of_item(part: Part, item: Item) -> dict[str, str]:
    number = item.number
    return {
        "text": item.text,
        "answers": "; ".join(option.title for option in item.options),
        "values": "; ".join(
            option.code if option.value is None else f"{option.code} = {option.value}"
            for option in item.options
        ),
        "part": part.code,
        "factor": item.factor or "",
        "alternate": item.alternate,
        "any_of": ", ".join(f"{code} {option}" for code, option in item.any_of),
        "number": f"{number.label}, {number.least}–{number.most} {number.unit}" if number else "",  # noqa: RUF001
        "note": item.note,
        "source": item.source,
    }


def _span(band: Band) -> str:
    return f"{band.least}–{band.most}"  # noqa: RUF001  (a dash between numbers)


def counts_alike(one: Instrument, other: Instrument) -> bool:
    """Tell whether both ask the same items, with the same values and the same bands.

    Another wording alone changes nothing; anything else is a change of the instrument, and a
    difference of sums says nothing of the client.
    """
    if one is other:
        return True
    return one.code == other.code and list(_counting(one)) == list(_counting(other))


def _counting(form: Instrument) -> Iterator[object]:
    yield tuple((band.code, band.least, band.most) for band in form.bands)
    yield (form.alternates, form.gate)
    for part in form.parts:
        yield (part.code, part.offered, part.maximum, part.subtracted)
        for factor in part.factors:
            yield (factor.code, tuple((band.code, band.least, band.most) for band in factor.bands))
        for item in part.items:
            yield (item.code, item.factor, item.alternate, item.any_of)
            yield tuple((one.code, one.value) for one in item.options)
