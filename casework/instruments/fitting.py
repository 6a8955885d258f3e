"""What a sound file must satisfy besides, so that an office can store, print and address it."""

import re
import tomllib
from collections.abc import Iterator

from casework import typed
from casework.instruments.form import Edition, Instrument, Part
from casework.instruments.reading import parse
from casework.instruments.toml import BadFile

__all__ = ["LARGEST", "read_fitting"]

LARGEST = 1024 * 1024  # bytes; the largest that is shipped has 20 thousand
_LONGEST = 1_000  # letters of a question
_SHORT = 60  # letters of a heading
_TICK = "ya"
# the columns of an answer and of a result, and the addresses of the pages
_SHAPES = {
    "instrument": (re.compile(r"[a-z][a-z0-9-]{0,39}"), "small letters, digits, dashes; 40"),
    "version": (re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,63}"), "letters, digits, dots, dashes; 64"),
    "part": (re.compile(r"[A-Z0-9]{1,4}"), "capital letters and digits; 4"),
    "item": (re.compile(r"[A-Z0-9][A-Z0-9-]{0,15}"), "capital letters, digits, dashes; 16"),
    "factor": (re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,15}"), "letters, digits, dashes; 16"),
    "option": (re.compile(r"[a-z0-9][a-z0-9-]{0,39}"), "small letters, digits, dashes; 40"),
    "band": (re.compile(r"[a-z][a-z0-9-]{0,39}"), "small letters, digits, dashes; 40"),
}
_KEPT = {"id", "nomor", "tanggal", "ke"}  # a sealed result names these beside its instruments

_Named = Iterator[tuple[str, str, str]]  # what, value, key


def read_fitting(file: str, content: bytes) -> Edition:
    """Return the edition in the file; BadFile where it cannot be read, stored or printed."""
    if len(content) > LARGEST:
        raise BadFile(file, "", f"larger than {LARGEST // 1024} KB")
    edition = parse(file, content)
    several = "forms" in tomllib.loads(content.decode())
    for what, code, key in _codes(edition, several=several):
        shape, words = _SHAPES[what]
        if shape.fullmatch(code) is None:
            raise BadFile(file, key, f"{code!r}: must have {words} at most")
        if what == "instrument" and code in _KEPT:
            raise BadFile(file, key, f"{code!r} has another meaning in a result")
    for text, most, key in _texts(edition, several=several):
        _check_text(file, key, text, most)
    for form in edition.forms:
        _check_form(file, form, _place(form, several=several))
    return edition


def _place(form: Instrument, *, several: bool) -> str:
    return f"forms[{form.code}]." if several else ""


def _codes(edition: Edition, *, several: bool) -> _Named:
    yield "instrument", edition.code, "code"
    yield "version", edition.version, "version"
    for form in edition.forms:
        place = _place(form, several=several)
        yield "instrument", form.code, f"{place}code"
        for band in form.bands:
            yield "band", band.code, f"{place}bands[{band.code}].code"
        for part in form.parts:
            yield "part", part.code, f"{place}parts[{part.code}].code"
            yield from _codes_of(part, f"{place}parts[{part.code}].")


def _codes_of(part: Part, place: str) -> _Named:
    for factor in part.factors:
        key = f"{place}factors[{factor.code}]"
        yield "factor", factor.code, f"{key}.code"
        for band in factor.bands:
            yield "band", band.code, f"{key}.bands[{band.code}].code"
    for item in part.items:
        key = f"{place}items[{item.code}]"
        yield "item", item.code, f"{key}.code"
        for option in item.options:
            yield "option", option.code, f"{key}.options[{option.code}].code"


def _texts(edition: Edition, *, several: bool) -> Iterator[tuple[str, int, str]]:
    for name in ("title", "edition", "decree", "wording"):
        yield getattr(edition, name), _LONGEST, name
    for form in edition.forms:
        place = _place(form, several=several)
        yield form.title, _LONGEST, f"{place}title"
        yield form.short, _SHORT, f"{place}short"
        for band in form.bands:
            yield band.title, _SHORT, f"{place}bands[{band.code}].title"
        for part in form.parts:
            yield part.title, _LONGEST, f"{place}parts[{part.code}].title"
            yield from _texts_of(part, f"{place}parts[{part.code}].")


def _texts_of(part: Part, place: str) -> Iterator[tuple[str, int, str]]:
    for factor in part.factors:
        yield factor.title, _LONGEST, f"{place}factors[{factor.code}].title"
    for item in part.items:
        key = f"{place}items[{item.code}]"
        yield item.text, _LONGEST, f"{key}.text"
        yield item.note, _LONGEST, f"{key}.note"
        for option in item.options:
            yield option.title, _LONGEST, f"{key}.options[{option.code}].title"
        if item.number is not None:
            yield item.number.label, _LONGEST, f"{key}.number.label"
            yield item.number.unit, _SHORT, f"{key}.number.unit"


def _check_text(file: str, key: str, text: str, most: int) -> None:
    if len(text) > most:
        raise BadFile(file, key, f"must have {most} letters at most")
    found = typed.flaw(text, field=key, lines=False) or typed.not_on_paper(text, field=key)
    if found is not None:
        facts = " ".join(str(one) for one in found.facts.values())
        raise BadFile(file, key, f"{found.code.replace('-', ' ')} {facts}".strip())


def _check_form(file: str, form: Instrument, place: str) -> None:
    for key, bands in (
        ("bands", form.bands),
        *(
            (f"parts[{part.code}].factors[{factor.code}].bands", factor.bands)
            for part in form.parts
            for factor in part.factors
        ),
    ):
        if len({band.code for band in bands}) != len(bands):
            raise BadFile(file, f"{place}{key}", "each band has a code of its own")
    for part in form.parts:
        for item in part.items:
            if not part.scored and item.option(_TICK) is None:
                key = f"{place}parts[{part.code}].items[{item.code}]"
                raise BadFile(file, key, f"an item that is not scored needs the answer {_TICK!r}")
