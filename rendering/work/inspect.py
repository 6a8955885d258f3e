"""Judging a stranger's file by its content, cheapest question first."""

from rendering.work.archive import Refused, word_parts
from rendering.work.pdf import facts as pdf_facts
from rendering.work.text import docx_text, pdf_pages

__all__ = ["task"]

_WORD = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_WORD = "EncryptedPackage".encode("utf-16-le")
_BOX = b"ftyp"  # of HEIC, AVIF and films; the brand after it tells which
_PHOTO = (b"hei", b"hev", b"mif1", b"msf1", b"avif")
_MOST_PARAGRAPHS = 20_000


def task(_facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return what the file is and says, or refuse it."""
    (data,) = blobs
    if data.startswith(b"%PDF-"):
        return _pdf(data), []
    if data.startswith(_WORD):
        return _word(data), []
    if data.startswith(_OLE) and _ENCRYPTED_WORD in data:
        raise Refused("encrypted")
    if data[4:8] == _BOX and data[8:12].startswith(_PHOTO):
        raise Refused("apple-photo")
    raise Refused("not-a-document")


def _pdf(data: bytes) -> dict[str, object]:
    seen = pdf_facts(data)
    try:
        text = list(pdf_pages(data))
    except Exception as error:
        raise Refused("corrupt") from error
    return {"kind": "pdf", "pages": seen.pages, "signed": seen.signed, "text": text}


def _word(data: bytes) -> dict[str, object]:
    parts = word_parts(data)
    paragraphs = sum(part.count(b"<w:p>") + part.count(b"<w:p ") for part in parts.values())
    if paragraphs > _MOST_PARAGRAPHS:
        raise Refused("too-heavy")
    try:
        text = docx_text(data)
    except Exception as error:
        raise Refused("corrupt") from error
    said = [text.body, *text.edges.values()]
    return {"kind": "docx", "pages": None, "signed": "_xmlsignatures/origin.sigs" in parts,
            "text": ["\n".join(said)]}  # fmt: skip
