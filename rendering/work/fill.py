"""Filling a Word template, part by part, inside the limited child."""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from types import CodeType
from typing import Any, cast

from docxtpl import DocxTemplate
from jinja2 import Template
from lxml import etree

from rendering.work.pictures import place
from rendering.work.sandbox import Sandbox, tree

__all__ = ["FILLED", "compiled", "source", "task"]

FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_DATE = (1980, 1, 1, 0, 0, 0)


def task(facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Fill the template with the values; the same values give the same bytes."""
    orders = cast("dict[str, Any]", facts)
    docx, *images = blobs
    parts = _read(docx)
    for name in [name for name in parts if FILLED.fullmatch(name)]:
        parts[name] = _filled(parts[name], orders["values"])
    place(parts, dict(zip(orders["pictures"], images, strict=True)), orders["needed"])
    return None, [_zipped(parts)]


def _read(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _filled(xml: bytes, values: Mapping[str, object]) -> bytes:
    code = compiled(xml)
    if code is None:
        return xml
    environment = Sandbox()
    text = Template.from_code(environment, code, environment.make_globals(None)).render(values)
    if "\n" in text or "\t" in text:
        text = str(_engine().resolve_listing(text))
    root = etree.fromstring(text.encode(), _PARSER)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


@cache
def compiled(xml: bytes) -> CodeType | None:
    """Return the code of a part with tags, None for one without."""
    template = source(etree.fromstring(xml, _PARSER))
    if not re.search(r"\{[{%#]", template):
        return None
    return Sandbox().compile(tree(template))


def source(root: Any) -> str:  # noqa: ANN401 - lxml has no types
    """Return a part's XML as Jinja is to read it."""
    return str(_engine().patch_xml(etree.tostring(root, encoding="unicode")))


@cache
def _engine() -> Any:  # noqa: ANN401 - docxtpl has no types
    """Return docxtpl's rules for turning Word's XML into a template and back."""
    return DocxTemplate(io.BytesIO())


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return target.getvalue()
