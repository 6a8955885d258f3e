"""From the file of an instrument to its forms: nothing that contradicts itself gets through.

A file that is read has unique codes, bands that meet without gap or overlap, maxima equal to the
sums of its items, and no name that points nowhere.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from casework.instruments.form import (
    Audience,
    Edition,
    Gate,
    Instrument,
    Item,
    Measures,
    Part,
    Setting,
)
from casework.instruments.form_parts import read_bands, read_options, read_part
from casework.instruments.toml import Table, read

__all__ = ["parse"]

_FILE = ("code", "version", "title", "edition", "decree", "valid_from", "audience", "wording")
_FORM = ("code", "title", "short", "measures", "source")
_BODY = ("bands", "settings", "gate", "scales", "parts")
_BY_TURNS = "by-turns"


def parse(file: str, content: bytes) -> Edition:
    """Return the edition in the file; BadFile names the first thing that cannot be.

    A file with one form has it at its top, a file with several has them under `forms`.
    """
    head = read(file, content)
    several = "forms" in head.values
    head.only(*_FILE, "source", *(("forms",) if several else (*_FORM, *_BODY)))
    head.source()
    edition = Edition(
        **{key: head.text(key) for key in ("code", "version", "title", "edition", "decree")},
        valid_from=head.day("valid_from"),
        audience=head.choice("audience", Audience),
        wording=head.text("wording"),
        forms=tuple(_forms(head, hashlib.sha256(content).hexdigest(), several=several)),
        source=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    _check_set(head, edition)
    return edition


def _forms(head: Table, sha256: str, *, several: bool) -> Iterator[Instrument]:
    for table in head.tables("forms") if several else (head,):
        if several:
            table.only(*_FORM, *_BODY)
            table.source()
        yield _form(head, table, sha256)


def _form(head: Table, table: Table, sha256: str) -> Instrument:
    settings = _settings(table.table("settings"))
    scales = {key: read_options(table.table("scales"), key) for key in table.table("scales").values}
    parts = tuple(read_part(one, scales, settings) for one in table.tables("parts"))
    if not any(part.scored and not part.subtracted for part in parts):
        raise table.bad("parts", "no part is scored")
    _check_twice(table, parts)
    gate = _gate(table, parts, settings)
    form = Instrument(
        **{key: table.text(key) for key in ("code", "title", "short")},
        **{key: head.text(key) for key in ("version", "edition", "decree", "wording")},
        valid_from=head.day("valid_from"),
        audience=head.choice("audience", Audience),
        measures=table.choice("measures", Measures, Measures.RISK if gate else Measures.NEEDS),
        bands=(),
        parts=parts,
        gate=gate,
        file=head.text("code"),
        sha256=sha256,
        settings=settings,
        alternates=settings["alternates"].value if "alternates" in settings else _BY_TURNS,
    )
    for part in parts:
        for item in part.items:
            _check_item(table, form, part, item)
    return replace(form, bands=read_bands(table, form.maximum))


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


def _gate(head: Table, parts: tuple[Part, ...], settings: dict[str, Setting]) -> Gate | None:
    if "gate" not in head.values:
        return None
    table = head.table("gate")
    table.only("opens", "least", "parts", "narcotics", "source")
    named = table.texts("parts")
    if unknown := set(named) - {part.code for part in parts}:
        raise table.bad("parts", f"{min(unknown)!r} is not a part of this file")
    goes_on = "narcotics" in table.values and _goes_on(table, settings)
    return Gate(table.text("opens"), table.whole("least"), named, goes_on, table.source())


def _goes_on(gate: Table, settings: dict[str, Setting]) -> bool:
    setting = gate.text("narcotics")
    if setting not in settings:
        raise gate.bad("narcotics", f"{setting!r} is not a setting of this file")
    return settings[setting].value == "goes-on"


def _check_set(head: Table, edition: Edition) -> None:
    codes = [form.code for form in edition.forms]
    measured = [form.measures for form in edition.forms]
    if not codes or len(set(codes)) != len(codes) or len(set(measured)) != len(measured):
        raise head.bad("forms", "at least one, each with its own code and its own measure")
    for form in edition.forms:
        if len(codes) > 1 and form.gate is not None and form.gate.opens not in codes:
            raise head.bad(f"forms[{form.code}].gate.opens", "is not a form of this file")


def _check_twice(table: Table, parts: tuple[Part, ...]) -> None:
    """Refuse a code that is there twice: of a part, of an item in any part, of a factor."""
    _no_twice(table, [("parts", part.code) for part in parts])
    for key, codes in (
        ("items", [(part.code, item.code) for part in parts for item in part.items]),
        ("factors", [(part.code, factor.code) for part in parts for factor in part.factors]),
    ):
        _no_twice(table, [(f"parts[{part}].{key}", code) for part, code in codes])


def _no_twice(table: Table, named: list[tuple[str, str]]) -> None:
    seen = set[str]()
    for place, code in named:
        if code in seen:
            raise table.bad(f"{place}[{code}]", "is there twice")
        seen.add(code)


def _check_item(head: Table, instrument: Instrument, part: Part, item: Item) -> None:
    place = f"parts[{part.code}].items[{item.code}]"
    factors = {factor.code for factor in part.factors}
    if (item.factor in factors) != bool(factors):
        raise head.bad(f"{place}.factor", f"{item.factor!r} is not a factor of its part")
    for code, option in item.any_of:
        earlier = instrument.item(code)
        if earlier is None or earlier.option(option) is None:
            raise head.bad(f"{place}.any_of", f"{code} has no answer {option!r}")
