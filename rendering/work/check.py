"""Looking at a PDF's structure with pypdf, inside the limited child."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

__all__ = ["task"]


def task(_facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return pages, fonts and what PDF/A-2b asks that is not there."""
    reader = PdfReader(io.BytesIO(blobs[0]), strict=False)
    fonts = dict(_fonts(reader))
    return {
        "pages": len(reader.pages),
        "fonts": sorted(fonts),
        "loose": sorted(name for name, embedded in fonts.items() if not embedded),
        "problems": [code for code, fine in _CHECKS.items() if not fine(reader, fonts)],
    }, []


def _root(reader: PdfReader) -> DictionaryObject:
    return cast("DictionaryObject", reader.trailer["/Root"])


def _claims(reader: PdfReader, _fonts: dict[str, bool]) -> bool:
    """Tell whether the XMP names part 2 and level B."""
    metadata = _root(reader).get("/Metadata")
    if metadata is None:
        return False
    xmp = cast("Any", metadata.get_object()).get_data().decode("utf-8", "replace")
    part = re.search(r"pdfaid:part(?:>|=['\"])(\d)", xmp)
    level = re.search(r"pdfaid:conformance(?:>|=['\"])([AaBbUu])", xmp)
    return bool(part and level) and part is not None and part.group(1) in {"2", "3"}


def _intent(reader: PdfReader, _fonts: dict[str, bool]) -> bool:
    intents = _root(reader).get("/OutputIntents")
    return any(
        "/DestOutputProfile" in cast("DictionaryObject", intent.get_object())
        for intent in cast("Any", intents.get_object() if intents is not None else ())
    )


def _tagged(reader: PdfReader, _fonts: dict[str, bool]) -> bool:
    root = _root(reader)
    mark = root.get("/MarkInfo")
    marked = cast("Any", mark.get_object()).get("/Marked") if mark is not None else None
    return "/StructTreeRoot" in root and bool(marked)


def _quiet(reader: PdfReader, _fonts: dict[str, bool]) -> bool:
    """Tell that nothing starts by itself."""
    root = _root(reader)
    names = root.get("/Names")
    scripts = names is not None and "/JavaScript" in cast("Any", names.get_object())
    return "/AA" not in root and not scripts


_CHECKS: dict[str, Callable[[PdfReader, dict[str, bool]], bool]] = {
    "encrypted": lambda reader, _: not reader.is_encrypted,
    "no-pages": lambda reader, _: len(reader.pages) > 0,
    "no-pdfa-claim": _claims,
    "no-output-intent": _intent,
    "no-id": lambda reader, _: "/ID" in reader.trailer,
    "fonts-not-embedded": lambda _, fonts: all(fonts.values()),
    "no-tags": _tagged,
    "no-language": lambda reader, _: bool(_root(reader).get("/Lang")),
    "active-content": _quiet,
}


def _fonts(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    """Yield the fonts of all pages, forms within them too, and whether each is embedded."""
    seen: set[int] = set()
    waiting = [page.get("/Resources") for page in reader.pages]
    while waiting:
        found = waiting.pop()
        if found is None or not _new(found, seen):
            continue
        resources = cast("Any", found.get_object())
        for font in _entries(resources, "/Font"):
            if _new(font, seen):
                yield from _font(font.get_object())
        forms = [form for form in _entries(resources, "/XObject") if _new(form, seen)]
        waiting.extend(form.get_object().get("/Resources") for form in forms)


def _new(found: object, seen: set[int]) -> bool:
    """Tell whether an object is met for the first time; one without a number always is."""
    if not isinstance(found, IndirectObject):
        return True
    known = found.idnum in seen
    seen.add(found.idnum)
    return not known


def _entries(resources: Any, kind: str) -> list[Any]:  # noqa: ANN401 - pypdf's border
    group = resources.get(kind) if resources else None
    return list(group.get_object().values()) if group is not None else []


def _font(font: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - pypdf's border
    """Yield the name without its subset's letters; Type 3 carries its own shapes."""
    name = re.sub(r"^/(?:[A-Z]{6}\+)?", "", str(font.get("/BaseFont", "/Type3")))
    if font.get("/Subtype") == "/Type3":
        yield name, True
        return
    inner = (
        font["/DescendantFonts"].get_object()[0].get_object()
        if "/DescendantFonts" in font
        else font
    )
    descriptor = inner.get("/FontDescriptor")
    files = cast("Any", descriptor.get_object()) if descriptor is not None else {}
    yield name, any(key in files for key in ("/FontFile", "/FontFile2", "/FontFile3"))
