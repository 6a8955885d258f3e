"""From the file of an instrument to the instrument: nothing that contradicts itself gets through.

A file that is read has unique codes, bands that meet without gap or overlap, maxima equal to the
sums of its items, and no name that points nowhere.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from casework.instruments.form import (
    Alternate,
    Audience,
    Band,
    Factor,
    Gate,
    Instrument,
    Item,
    Offer,
    Option,
    Part,
    Setting,
)
from casework.instruments.toml import Table, read

__all__ = ["parse"]

_HEAD = ("code", "version", "title", "short", "edition", "decree", "valid_from", "audience")
_BODY = ("wording", "source", "bands", "settings", "gate", "scales", "parts")
_BY_TURNS = "by-turns"


def parse(file: str, content: bytes) -> Instrument:
    """Return the instrument in the file; BadFile names the first thing that cannot be."""
    head = read(file, content)
    head.only(*_HEAD, *_BODY)
    head.source()
    settings = _settings(head.table("settings"))
    scales = {key: _options(head.table("scales"), key) for key in head.table("scales").values}
    parts = tuple(_part(table, scales, settings) for table in head.tables("parts"))
    instrument = Instrument(
        **{key: head.text(key) for key in ("code", "version", "title", "short", "edition")},
        decree=head.text("decree"),
        valid_from=head.day("valid_from"),
        audience=head.choice("audience", Audience),
        wording=head.text("wording"),
        bands=_bands(head, sum(part.maximum or 0 for part in parts)),
        parts=parts,
        gate=_gate(head, parts, settings),
        source=content,
        sha256=hashlib.sha256(content).hexdigest(),
        settings=settings,
        alternates=settings["alternates"].value if "alternates" in settings else _BY_TURNS,
    )
    _check_names(head, instrument)
    return instrument


def _settings(table: Table) -> dict[str, Setting]:
    found = {}
    for key in table.values:
        one = table.table(key)
        one.only("value", "choices", "about", "source")
        value, choices = one.text("value"), one.texts("choices")
        if value not in choices:
            raise one.bad("value", f"{value!r} is not one of the choices")
        found[key] = Setting(value, choices, one.text("about"), one.source())
    return found


def _part(
    table: Table, scales: Mapping[str, tuple[Option, ...]], settings: Mapping[str, Setting]
) -> Part:
    table.only("code", "title", "offered", "maximum", "source", "items", "factors")
    maximum = table.whole("maximum") if "maximum" in table.values else None
    items = tuple(_item(one, scales, scored=maximum is not None) for one in table.tables("items"))
    if not items:
        raise table.bad("items", "a part has at least one item")
    if maximum is not None and maximum != _highest(items):
        raise table.bad("maximum", f"the items add up to {_highest(items)}")
    offered = table.text("offered")
    if offered in settings:
        offered = settings[offered].value
    if offered not in set(Offer):
        raise table.bad("offered", f"{offered!r} is neither a setting nor known")
    return Part(
        code=table.text("code"),
        title=table.text("title"),
        offered=Offer(offered),
        items=items,
        source=table.source(),
        maximum=maximum,
        factors=tuple(_factor(one, items) for one in table.tables("factors")),
    )


def _highest(items: Iterable[Item]) -> int:
    """Return the highest sum; of items that take turns only the first counts."""
    return sum(item.maximum for item in items if item.alternate is not Alternate.AGAIN)


def _factor(table: Table, items: tuple[Item, ...]) -> Factor:
    table.only("code", "title", "maximum", "bands", "source")
    code, maximum = table.text("code"), table.whole("maximum")
    reached = _highest(item for item in items if item.factor == code)
    if maximum != reached:
        raise table.bad("maximum", f"the items add up to {reached}")
    return Factor(code, table.text("title"), maximum, _bands(table, maximum), table.source())


def _item(table: Table, scales: Mapping[str, tuple[Option, ...]], *, scored: bool) -> Item:
    table.only(
        "code", "text", "options", "scale", "source", "factor", "alternate", "any_of", "note"
    )
    if ("options" in table.values) == ("scale" in table.values):
        raise table.bad("options", "an item has either options of its own or a scale")
    if "scale" in table.values:
        if (scale := table.text("scale")) not in scales:
            raise table.bad("scale", f"{scale!r} is not a scale of this file")
        options = scales[scale]
    else:
        options = _options(table, "options")
    if any((option.value is not None) != scored for option in options):
        raise table.bad("options", "values are given in scored parts, and only there")
    return Item(
        code=table.text("code"),
        text=table.text("text"),
        options=options,
        source=table.source(),
        factor=table.text("factor") if "factor" in table.values else None,
        alternate=table.choice("alternate", Alternate, Alternate.NONE),
        any_of=table.pairs("any_of"),
        note=table.text("note", ""),
    )


def _options(table: Table, key: str) -> tuple[Option, ...]:
    options = []
    for one in table.tables(key):
        one.only("code", "title", "value")
        value = one.whole("value") if "value" in one.values else None
        options.append(Option(one.text("code"), one.text("title"), value))
    if len({option.code for option in options}) != len(options) or len(options) < 2:  # noqa: PLR2004
        raise table.bad(key, "at least two options, each with a code of its own")
    return tuple(options)


def _bands(table: Table, maximum: int) -> tuple[Band, ...]:
    bands: list[Band] = []
    for one in table.tables("bands"):
        one.only("code", "title", "least", "most", "source")
        least, most = one.whole("least"), one.whole("most")
        if least != (bands[-1].most + 1 if bands else 0) or most < least:
            raise one.bad("least", "bands meet without gap or overlap, from 0 upwards")
        bands.append(Band(one.text("code"), one.text("title"), least, most, one.source()))
    if not bands or bands[-1].most != maximum:
        raise table.bad("bands", f"the last band ends at {maximum}")
    return tuple(bands)


def _gate(head: Table, parts: tuple[Part, ...], settings: Mapping[str, Setting]) -> Gate | None:
    if "gate" not in head.values:
        return None
    table = head.table("gate")
    table.only("opens", "least", "parts", "narcotics", "source")
    named = table.texts("parts")
    if unknown := set(named) - {part.code for part in parts}:
        raise table.bad("parts", f"{min(unknown)!r} is not a part of this file")
    setting = table.text("narcotics")
    if setting not in settings:
        raise table.bad("narcotics", f"{setting!r} is not a setting of this file")
    goes_on = settings[setting].value == "goes-on"
    return Gate(table.text("opens"), table.whole("least"), named, goes_on, table.source())


def _check_names(head: Table, instrument: Instrument) -> None:
    for key, codes in (
        ("parts", [part.code for part in instrument.parts]),
        ("items", [item.code for item in instrument.items]),
        ("factors", [factor.code for factor in instrument.factors]),
    ):
        if twice := [code for code, count in Counter(codes).items() if count > 1]:
            raise head.bad(key, f"{twice[0]!r} is there twice")
    for part in instrument.parts:
        factors = {factor.code for factor in part.factors}
        for item in part.items:
            _check_item(head, instrument, item, factors)


def _check_item(head: Table, instrument: Instrument, item: Item, factors: set[str]) -> None:
    place = f"items[{item.code}]"
    if (item.factor in factors) != bool(factors):
        raise head.bad(f"{place}.factor", f"{item.factor!r} is not a factor of its part")
    for code, option in item.any_of:
        earlier = instrument.item(code)
        if earlier is None or earlier.option(option) is None:
            raise head.bad(f"{place}.any_of", f"{code} has no answer {option!r}")
