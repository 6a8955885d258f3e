"""A stranger's PDF: whether it opens, how many pages, what would start by itself, who signed."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from rendering.work.archive import Refused

__all__ = ["PdfFacts", "facts"]

_MOST_PAGES = 500
_MOST_OBJECTS = 300_000
_LARGEST_SIDE = 14_400  # 200 inches, the format's own limit
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"})
_KEYS = frozenset({"/JS", "/XFA", "/RichMediaContent"})
_END = b"%%EOF"
_ZIP_END = b"PK\x05\x06"
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"PK", b"<")


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF is, without its text."""

    pages: int
    signed: bool


def facts(data: bytes) -> PdfFacts:
    """Return what the PDF is, or refuse it."""
    _ends(data)
    try:
        return _looked_at(PdfReader(io.BytesIO(data), strict=False))
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise Refused("corrupt") from error


def _looked_at(reader: PdfReader) -> PdfFacts:
    if reader.is_encrypted:
        raise Refused("encrypted")
    pages = reader.get_num_pages()
    if pages > _MOST_PAGES:
        raise Refused("too-many-pages")
    if not pages:
        raise Refused("empty")
    if pages != len(list(reader.pages)):
        raise Refused("corrupt")
    _sides(reader)
    return PdfFacts(pages, _walk(reader))


def _ends(data: bytes) -> None:
    """Refuse a PDF that stops before its end, and one that another file follows."""
    place = data.rfind(_END)
    if place < 0:
        raise Refused("corrupt")
    rest = data[place + len(_END) :].strip(b"\x00 \t\r\n\x1a")
    if rest:
        raise Refused("disguised" if _ZIP_END in rest or rest.startswith(_PROGRAMS) else "corrupt")


def _sides(reader: PdfReader) -> None:
    for page in reader.pages:
        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        if not (1 <= abs(wide) <= _LARGEST_SIDE and 1 <= abs(high) <= _LARGEST_SIDE):
            raise Refused("page-size")


def _walk(reader: PdfReader) -> bool:
    """Look at every object once; refuse what acts, tell whether somebody has signed."""
    signed = False
    for count, found in enumerate(_objects(reader)):
        if count > _MOST_OBJECTS:
            raise Refused("too-heavy")
        if str(found.get("/S")) in _ACTIONS or _KEYS & found.keys():
            raise Refused("active-content")
        signed = signed or ("/ByteRange" in found and "/Contents" in found)
    return signed


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    seen: set[int] = set()
    waiting: list[Any] = [cast("Any", reader.trailer)]
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            yield found
            waiting.extend(found.values())
        elif isinstance(found, ArrayObject):
            waiting.extend(found)
