"""The parts of a form as a file gives them: items, answers, factors and bands that add up."""

from collections.abc import Iterable, Mapping

from casework.instruments.form import (
    Alternate,
    Band,
    Factor,
    Item,
    Number,
    Offer,
    Option,
    Part,
    Setting,
)
from casework.instruments.toml import Table

__all__ = ["read_bands", "read_options", "read_part"]


def read_part(
    table: Table, scales: Mapping[str, tuple[Option, ...]], settings: Mapping[str, Setting]
) -> Part:
    """Return a part whose maximum is the sum of its items; BadFile names what does not fit."""
    table.only("code", "title", "offered", "maximum", "source", "items", "factors", "subtracted")
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
        subtracted=table.flag("subtracted", default=False),
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
    return Factor(code, table.text("title"), maximum, read_bands(table, maximum), table.source())


def _item(table: Table, scales: Mapping[str, tuple[Option, ...]], *, scored: bool) -> Item:
    table.only(
        "code",
        "text",
        "options",
        "scale",
        "source",
        "factor",
        "alternate",
        "any_of",
        "note",
        "number",
    )
    if ("options" in table.values) == ("scale" in table.values):
        raise table.bad("options", "an item has either options of its own or a scale")
    if "scale" in table.values:
        if (scale := table.text("scale")) not in scales:
            raise table.bad("scale", f"{scale!r} is not a scale of this file")
        options = scales[scale]
    else:
        options = read_options(table, "options")
    for option in options:
        if (option.value is not None) != scored:
            place = f"options[{option.code}]"
            raise table.bad(place, "values are given in scored parts, and only there")
    return Item(
        code=table.text("code"),
        text=table.text("text"),
        options=options,
        source=table.source(),
        factor=table.text("factor") if "factor" in table.values else None,
        alternate=table.choice("alternate", Alternate, Alternate.NONE),
        any_of=table.pairs("any_of"),
        note=table.text("note", ""),
        number=_number(table, options) if "number" in table.values else None,
    )


def _number(item: Table, options: tuple[Option, ...]) -> Number:
    table = item.table("number")
    table.only("label", "unit", "least", "most", "age", "agrees", "source")
    least, most = table.whole("least"), table.whole("most")
    if most < least:
        raise table.bad("most", f"must be {least} or more")
    agrees = table.table("agrees")
    spans = {code: _span(agrees, code, (least, most)) for code in agrees.values}
    if unknown := set(spans) - {option.code for option in options}:
        raise agrees.bad(min(unknown), "is not an answer of this item")
    return Number(
        label=table.text("label"),
        unit=table.text("unit"),
        least=least,
        most=most,
        age=table.flag("age", default=False),
        agrees=spans,
        source=table.source(),
    )


def _span(agrees: Table, code: str, around: tuple[int, int]) -> tuple[int, int]:
    table = agrees.table(code)
    table.only("least", "most")
    least = table.whole("least") if "least" in table.values else around[0]
    most = table.whole("most") if "most" in table.values else around[1]
    if not around[0] <= least <= most <= around[1]:
        raise agrees.bad(code, f"must lie between {around[0]} and {around[1]}")
    return least, most


def read_options(table: Table, key: str) -> tuple[Option, ...]:
    """Return the answers under `key`: two or more, each with a code of its own."""
    options = []
    for one in table.tables(key):
        one.only("code", "title", "value")
        value = one.whole("value") if "value" in one.values else None
        options.append(Option(one.text("code"), one.text("title"), value))
    if len({option.code for option in options}) != len(options) or len(options) < 2:  # noqa: PLR2004
        raise table.bad(key, "at least two options, each with a code of its own")
    return tuple(options)


def read_bands(table: Table, maximum: int) -> tuple[Band, ...]:
    """Return the bands of a table, which meet without gap or overlap from 0 to `maximum`."""
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
