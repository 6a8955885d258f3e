"""One page of a document to read: its picture, its words with what was looked for, the others."""

import base64
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from casework.clients.model import Client
from casework.deposits import reading
from casework.deposits.model import Deposit
from casework.errors import NotFound
from casework.sources import finding
from casework.sources import text as source_text
from casework.sources.finding import Found, Piece
from casework.sources.intake import JOINED
from rendering import limited, page_image, scan
from webapp.documents.standing import Standing, standing
from webapp.words.kinds import kind_of

__all__ = ["Asked", "Leaf", "asked", "leaf"]

_log = logging.getLogger(__name__)

_DPI = 110
_DRAWN = (".pdf", *(f".{ending}" for ending in scan.MEDIA))  # what has pages to look at
_LONGEST = 100  # letters that are looked for
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page is asked for, and what is looked for in the document."""

    page: int = 1
    words: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The page that is shown, and what leads to the others."""

    number: str
    sequence: int
    title: str
    page: int
    pages: int
    drawn: bool
    picture: str
    words: tuple[Piece, ...]
    asked: str
    found: tuple[Found, ...]
    searchable: bool
    standing: Standing | None

    @property
    def text(self) -> str:
        """The words of the page."""
        return "".join(piece.text for piece in self.words)

    @property
    def count(self) -> int:
        """How often what is looked for stands in the document."""
        return sum(one.count for one in self.found)

    def url(self, page: int) -> str:
        """Return the address of a page of this document, looking for the same."""
        return url_for(
            "documents.read",
            number=self.number,
            sequence=self.sequence,
            page=page,
            cari=self.asked or None,
        )


def asked(page: int, values: Mapping[str, str]) -> Asked:
    """Read what an address asks for: a page in its path or as `halaman`, words as `cari`."""
    given = values.get("halaman", "")
    if given.isascii() and given.isdigit() and len(given) <= _DIGITS and int(given):
        page = int(given)
    return Asked(page, " ".join(values.get("cari", "").split())[:_LONGEST])


def leaf(
    session: Session,
    shelf: Shelf,
    client: Client,
    document: Deposit,
    wanted: Asked,
    read: Callable[[str], bytes] | None = None,
) -> Leaf:
    """Put the page together; NotFound where the document has no such page.

    `read` gives out a file of the document that was taken from the archive before.
    """
    given = read or (lambda name: reading.content(shelf, document, name))
    texts = source_text.pages(session, shelf, document)
    pages = max(len(texts), int(document.isi.get("halaman") or 1))
    name = _drawn(document)
    if wanted.page > pages and (name is None or texts):
        raise NotFound(f"page {wanted.page} of {document.id}")
    text = texts[wanted.page - 1] if wanted.page <= len(texts) else ""
    return Leaf(
        number=client.number,
        sequence=document.sequence or 0,
        title=kind_of(document.kind).title_of(document.isi),
        page=wanted.page,
        pages=pages,
        drawn=name is not None,
        picture=_picture(given(name), wanted.page) if name else "",
        words=finding.marked(text, wanted.words),
        asked=wanted.words,
        found=finding.find(texts, wanted.words),
        searchable=any(one.strip() for one in texts),
        standing=standing(session, document),
    )


def _drawn(document: Deposit) -> str | None:
    """Return the file whose pages are shown: the paper, or the PDF that was made of photos."""
    names = sorted(one.name for one in document.files if one.name.endswith(_DRAWN))
    return JOINED if JOINED in names else next(iter(names), None)


def _picture(data: bytes, page: int) -> str:
    """Return the page as an address that holds the picture itself: one request, one audit line."""
    try:
        if scan.is_picture(data):
            png = scan.png(data, page)
        else:
            png = page_image.png(data, page, dpi=_DPI)
    except page_image.NoSuchPage as missing:
        raise NotFound(f"page {page}") from missing
    except (limited.Overrun, limited.WorkFailed):
        _log.exception("a page cannot be drawn")  # the document can still be taken away
        return ""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
