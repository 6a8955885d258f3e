"""The words of a PDF, page by page, and of a Word file, place by place."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from lxml import etree

__all__ = ["DocxText", "docx_task", "docx_text", "pdf_pages", "pdf_task"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
PAGE, PAGES = "\ue000", "\ue001"  # stand for the fields in the text of a head or foot
_FIELDS = {"PAGE": PAGE, "NUMPAGES": PAGES}
# pdfium writes one of these where a line ends in a hyphen
_LINE_HYPHEN = re.compile("[\ufffe\u0002]\r?\n?")


@dataclass(frozen=True, slots=True)
class DocxText:
    """The text of a Word file: its body, head and foot by kind of page, and heads of tables."""

    body: str
    edges: dict[str, str] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()
    first_differs: bool = False


def pdf_task(_facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return the text of the PDF's pages."""
    return list(pdf_pages(blobs[0])), []


def docx_task(_facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return the text of the Word file, body first, then heads and feet."""
    text = docx_text(blobs[0])
    edges = [re.sub(f"[{PAGE}{PAGES}]", "", edge) for edge in text.edges.values()]
    return [text.body, *edges], []


def pdf_pages(data: bytes) -> Iterator[str]:
    """Yield the text of each page."""
    document = pdfium.PdfDocument(data)
    for page in document:
        content = page.get_textpage()
        text = str(content.get_text_range()) if content.count_chars() else ""
        yield _LINE_HYPHEN.sub("-\n", unicodedata.normalize("NFC", text)).replace("\r\n", "\n")
        content.close()
        page.close()
    document.close()


def docx_text(data: bytes) -> DocxText:
    """Return what the Word file says: every paragraph, in tables and text boxes too."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"), _PARSER)
        names = set(archive.namelist())
        relations = "word/_rels/document.xml.rels"
        rows = etree.fromstring(archive.read(relations), _PARSER) if relations in names else ()
        targets = {str(row.get("Id")): str(row.get("Target")) for row in rows}
        edges = {}
        for place in root.iter(f"{_W}headerReference", f"{_W}footerReference"):
            part = f"word/{targets[str(place.get(f'{_R}id'))]}"
            kind = f"{etree.QName(place).localname[:6]}-{place.get(f'{_W}type')}"
            edges[kind] = _text(etree.fromstring(archive.read(part), _PARSER))
        notes = [
            _text(etree.fromstring(archive.read(name), _PARSER))
            for name in ("word/footnotes.xml", "word/endnotes.xml")
            if name in names
        ]
    return DocxText(
        body="\n".join([_text(root), *notes]),
        edges=edges,
        repeated=tuple(_text(row) for row in root.iter(f"{_W}tr") if _is_head(row)),
        first_differs=root.find(f".//{_W}titlePg") is not None,
    )


def _is_head(row: etree._Element) -> bool:
    return row.find(f"{_W}trPr/{_W}tblHeader") is not None


def _text(root: etree._Element) -> str:
    lines = ["".join(_pieces(paragraph)) for paragraph in root.iter(f"{_W}p")]
    return unicodedata.normalize("NFC", "\n".join(lines))


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    """Yield the text of one paragraph; a field of pages is its mark, not its last result."""
    inside = ""
    for node in paragraph.iter():
        if node is not paragraph and node.tag == f"{_W}p":
            continue
        if node.tag == f"{_W}fldChar":
            inside = _field(node, inside)
        elif node.tag == f"{_W}instrText" and (mark := _FIELDS.get((node.text or "").strip())):
            inside = mark
            yield mark
        elif node.tag == f"{_W}t" and not inside:
            yield node.text or ""
        elif node.tag in _BREAKS:
            yield _BREAKS[node.tag]


def _field(node: etree._Element, inside: str) -> str:
    return "" if node.get(f"{_W}fldCharType") == "end" else inside
