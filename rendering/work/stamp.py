"""The running stamp: small words in the foot of a page, whichever way the page is turned."""

import io
from collections.abc import Sequence
from typing import Any, cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

__all__ = ["stamp"]

_FONT, _SIZE = "Stempel", 8.5
_WIDE, _HIGH = 260.0, 14.0
_BASE = 4.0
_RIGHT, _FOOT = 56.7, 20.0  # 2 cm from the right, 7 mm above the edge
_NARROW = 14.0
# where the stamp's right direction points in the page's own space, by how the page is turned
_TURNS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def stamp(writer: PdfWriter, texts: Sequence[str], font: str) -> None:
    """Stamp every page.

    Pages may share their contents and resources (a file with one drawing on four pages):
    so each gets lists of its own, and no shared object is touched.
    """
    opening = writer._add_object(_stream(b"q\n"))  # noqa: SLF001 - pypdf's way to add an object
    for number, (page, sheet) in enumerate(zip(writer.pages, _sheets(texts, font), strict=True), 1):
        name = f"/BerkasStempel{number}"
        drawing = _stream(f"\nQ\nq {_place(page)} cm {name} Do Q\n".encode())
        contents = ArrayObject([opening, *_contents(page), writer._add_object(drawing)])  # noqa: SLF001
        page[NameObject("/Contents")] = contents
        _lend(page, name, _form(writer, sheet))


def _sheets(texts: Sequence[str], font: str) -> list[PageObject]:
    """Return a small page for each text, its words at the right; the font is embedded."""
    pdfmetrics.registerFont(TTFont(_FONT, font))
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(_WIDE, _HIGH),
        invariant=1,
        initialFontName=cast("Any", _FONT),  # else Helvetica, which is not embedded
        initialFontSize=cast("Any", _SIZE),
    )
    for text in texts:
        canvas.setFont(_FONT, _SIZE)
        canvas.drawRightString(_WIDE, _BASE, text)
        canvas.showPage()
    canvas.save()
    return list(PdfReader(target).pages)


def _stream(data: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream


def _form(writer: PdfWriter, sheet: PageObject) -> IndirectObject:
    contents = sheet.get_contents()
    form = _stream(contents.get_data() if contents is not None else b"")
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject([FloatObject(one) for one in (0, 0, _WIDE, _HIGH)])
    resources = cast("DictionaryObject", sheet["/Resources"])
    form[NameObject("/Resources")] = resources.clone(writer)
    return writer._add_object(form)  # noqa: SLF001 - pypdf's way to add an object


def _contents(page: PageObject) -> list[Any]:
    """Return the page's content streams, by reference."""
    found = page.raw_get("/Contents") if "/Contents" in page else ArrayObject()
    held = found.get_object()
    return list(held) if isinstance(held, ArrayObject) else [found]


def _lend(page: PageObject, name: str, form: IndirectObject) -> None:
    """Make the form known to this page alone."""
    resources = DictionaryObject(_held(page, "/Resources"))
    forms = DictionaryObject(_held(resources, "/XObject"))
    forms[NameObject(name)] = form
    resources[NameObject("/XObject")] = forms
    page[NameObject("/Resources")] = resources


def _held(holder: DictionaryObject, key: str) -> dict[Any, Any]:
    """Return the entries as they are: looking them up would unfold every reference."""
    found = cast("Any", holder.get(key))
    inner = found.get_object() if found is not None else DictionaryObject()
    return {name: inner.raw_get(name) for name in inner}


def _place(page: PageObject) -> str:
    """Return the matrix that puts the stamp at the right of the foot, as the page is shown."""
    box = page.cropbox
    left, low = float(box.left), float(box.bottom)
    wide, high = float(box.width), float(box.height)
    turn = page.rotation % 360
    unit = float(cast("float", page.get("/UserUnit", 1.0)))
    shown = (high if turn in (90, 270) else wide) * unit
    margin = _RIGHT if shown > _WIDE + 2 * _RIGHT else _NARROW
    scale = max(0.1, min(1.0, (shown - 2 * _NARROW) / _WIDE)) / unit
    across, up = margin / unit, _FOOT / unit
    x, y = {
        0: (left + wide - across, low + up),
        90: (left + wide - up, low + high - across),
        180: (left + across, low + high - up),
        270: (left + up, low + across),
    }[turn]
    a, b, c, d = (scale * one for one in _TURNS[turn])
    x, y = x - a * _WIDE - c * _BASE, y - b * _WIDE - d * _BASE
    return " ".join(f"{one:.4f}" for one in (a, b, c, d, x, y))
