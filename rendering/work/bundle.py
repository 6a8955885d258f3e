"""Joining PDFs to a base and stamping every page, with pypdf."""

import hashlib
import io
from collections.abc import Sequence
from typing import Any, cast

from lxml import etree
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from rendering.work.stamp import stamp

__all__ = ["task"]

_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_FORM_KEYS = ("/FT", "/V", "/DV", "/T", "/TU", "/Ff", "/Parent", "/Kids", "/A", "/AA", "/MK")
_PRINTED = 4


class PartUnreadable(Exception):
    """One of the files cannot be joined."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.facts = {"number": number}


def task(facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return the bundle."""
    order = cast("dict[str, Any]", facts)
    base, *parts = blobs
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(base)))
    _forget_outline(writer)
    writer.add_outline_item(title="Daftar isi bundel", page_number=0)
    for number, (part, bookmark) in enumerate(zip(parts, order["bookmarks"], strict=True), 1):
        _append(writer, part, bookmark, number)
    stamp(writer, order["stamps"], order["font"])
    if not order["claim"]:
        _withdraw_claim(writer)
    _identify(writer, blobs, order["stamps"])
    target = io.BytesIO()
    writer.write(target)
    return None, [target.getvalue()]


def _append(writer: PdfWriter, part: bytes, bookmark: str, number: int) -> None:
    first = len(writer.pages)
    try:
        reader = PdfReader(io.BytesIO(part), strict=False)
        for page in reader.pages:
            _calm(page)
        writer.append(reader, import_outline=False)
    except Exception as error:
        raise PartUnreadable(number) from error
    if bookmark:
        writer.add_outline_item(title=bookmark, page_number=first)


def _calm(page: PageObject) -> None:
    """Make a page fit to be a page of another file.

    Its place in its own file's tags means nothing here; a form field, a signature's above all,
    stays as the picture it shows: the bundle holds a copy, and says so.
    """
    for key in ("/StructParents", "/AA"):
        page.pop(key, None)
    kept = ArrayObject()
    for reference in page.get("/Annots", ArrayObject()) or ():
        annotation = reference.get_object()
        if annotation.get("/Subtype") == "/Widget":
            if "/AP" not in annotation:
                continue
            for key in _FORM_KEYS:
                annotation.pop(key, None)
            annotation[NameObject("/Subtype")] = NameObject("/Stamp")
            flags = int(annotation.get("/F", 0)) | _PRINTED
            annotation[NameObject("/F")] = NumberObject(flags)
        annotation.pop("/StructParent", None)
        kept.append(reference)
    if "/Annots" in page:
        page[NameObject("/Annots")] = kept


def _forget_outline(writer: PdfWriter) -> None:
    writer.root_object.pop("/Outlines", None)


def _withdraw_claim(writer: PdfWriter) -> None:
    """Take the claim of PDF/A out of the metadata, and nothing else."""
    metadata = cast("StreamObject", cast("Any", writer.root_object["/Metadata"]).get_object())
    tree = etree.fromstring(metadata.get_data()).getroottree()
    for node in list(tree.iter()):
        if not isinstance(node.tag, str):
            continue
        if node.tag.startswith(_PDFA):
            node.getparent().remove(node)
        for name in [name for name in node.attrib if name.startswith(_PDFA)]:
            del node.attrib[name]
    metadata.set_data(etree.tostring(tree, encoding="UTF-8"))


def _identify(writer: PdfWriter, blobs: Sequence[bytes], stamps: Sequence[str]) -> None:
    """Give the bundle an identity of its own that the same pieces give again."""
    digest = hashlib.sha256("\n".join(stamps).encode())
    for blob in blobs:
        digest.update(hashlib.sha256(blob).digest())
    name = ByteStringObject(digest.digest()[:16])
    writer._ID = ArrayObject([name, name])  # noqa: SLF001 - pypdf offers only random ones
