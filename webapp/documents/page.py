"""What the page of one document shows: a page of it as picture and text, and its digest now."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.shelf import Shelf
from casework.clients.model import Client
from casework.deposits import reading
from casework.deposits.journal import RECORD
from casework.deposits.model import Deposit
from casework.documents import signed
from casework.physical import service as physical
from casework.sources import service as sources
from casework.sources.rules import ORIGINAL
from rendering import scan
from webapp.client_file import timeline
from webapp.client_file.head import ClientHead
from webapp.client_file.record_facts import Section, sections
from webapp.client_file.tabs import brief_head
from webapp.client_file.timeline import Entry, File
from webapp.documents.leaf import Asked, Leaf, leaf
from webapp.words.kinds import PAPER_KINDS, kind_of

__all__ = ["Copy", "DocumentPage", "document_page", "file_name", "media_type"]

_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    **scan.MEDIA,
    "txt": "text/plain",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Copy:
    """Another document of the file that belongs to this one."""

    sequence: str
    title: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything the page shows; every digest on it was computed for it."""

    head: ClientHead
    document: Deposit
    entry: Entry
    leaf: Leaf
    sections: list[Section]
    about: list[Section]
    files: list[File]
    place: str | None
    signable: bool
    signed_copy: Copy | None
    original: Copy | None


def document_page(
    session: Session, shelf: Shelf, client: Client, document: Deposit, wanted: Asked
) -> DocumentPage:
    """Put the page together; DocumentDamaged where one byte differs, NotFound for no such page."""
    contents = {one.name: reading.content(shelf, document, one.name) for one in document.files}
    shown = leaf(session, shelf, client, document, wanted, contents.__getitem__)
    places = physical.places(session, client)
    copies = signed.copies(session, [document.id])
    looked_at = shown.drawn or bool(shown.text)
    return DocumentPage(
        head=brief_head(session, client),
        document=document,
        entry=timeline.entry(document, places, copies),
        leaf=shown,
        sections=[] if looked_at else sections(document.isi),
        about=_about(document) if looked_at else [],
        files=[timeline.file(one) for one in document.files],
        place=places.of(document.id) if document.kind in PAPER_KINDS else None,
        signable=document.kind in signed.SIGNED_KINDS,
        signed_copy=_other(session, copies[document.id].id) if copies else None,
        original=_original(session, document),
    )


def _about(document: Deposit) -> list[Section]:
    """Return what was said of a source when it was taken in; the paper itself is shown beside."""
    if document.kind != sources.KIND:
        return []
    return sections({key: value for key, value in document.isi.items() if value and key != "asli"})


def _original(session: Session, document: Deposit) -> Copy | None:
    if document.kind != signed.KIND:
        return None
    return _other(session, document.isi["dokumen"])


def _other(session: Session, deposit_id: str) -> Copy | None:
    found = session.get(Deposit, deposit_id)
    if found is None:
        return None
    return Copy(timeline.sequence_text(found), kind_of(found.kind).title_of(found.isi))


def file_name(client: Client, document: Deposit, name: str) -> str:
    """Return the name a file is saved under: numbers and the kind.

    A source also bears the name that it came with, but in the file of a child, whom nothing
    outside the file may name. Its ending is the one of what it is, whatever it was called.
    """
    start, suffix = f"{client.number}_{timeline.sequence_text(document)}", name.rpartition(".")[2]
    if name == RECORD:
        return f"{start}_rekaman.json"
    if name.startswith(ORIGINAL) and not document.child and not client.child:
        joined = {one["berkas"]: one["nama"] for one in document.isi.get("asli", ())}
        given = str(joined.get(name, document.isi["nama_asli"]))
        return f"{start}_{given.rpartition('.')[0] or given}.{suffix}"
    return f"{start}_{document.kind}.{suffix}"


def media_type(name: str) -> str:
    """Return the media type of a file by its ending; bytes where it is not known."""
    return _MEDIA.get(name.rpartition(".")[2], "application/octet-stream")
