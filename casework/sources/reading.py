"""Reading the pictures of a source, a page a turn, and sealing the words when all are read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from casework.actor import Actor
from casework.clients.model import Client
from casework.clock import now
from casework.db.engine import Database
from casework.deposits import journal, reading
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel, client_chain
from casework.deposits.reading import TEXT, DocumentDamaged
from casework.errors import NotFound
from casework.jobs.worker import GiveWay, Later
from casework.offices import service as offices
from casework.sources import record
from casework.sources.intake import JOINED
from casework.sources.model import PageRead, Reading, ReadingState, Source
from casework.sources.rules import ORIGINAL
from casework.sources.text import KIND, sealed_text
from rendering import ocr
from rendering.ocr import OcrMissing, Reader, Unread

__all__ = ["carry_out", "drawn"]

LANGUAGE = "ind"
MISSING = "ocr-missing"


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be read: the file, the words that each page has of its own, what was read."""

    source_id: str
    content: bytes
    own: tuple[str, ...]
    done: dict[int, PageRead]

    @property
    def wordless(self) -> list[int]:
        """The pages that are only pictures."""
        return [n for n, text in enumerate(self.own, 1) if not text.strip()]

    @property
    def left(self) -> list[int]:
        """The pages that are still to be read."""
        return [n for n in self.wordless if n not in self.done]


def carry_out(database: Database, shelf: Shelf, reader: Reader, source_id: str) -> None:
    """Read the next page and give way; after the last, seal the words.

    What is read is kept page by page, so that a kill at any moment loses one page at most.
    """
    try:
        with database.reading() as session:
            task = _task(session, shelf, source_id)
    except DocumentDamaged:
        _settle(database, source_id, ReadingState.FAILED, "damaged")
        return
    if task is None:
        return
    if not task.wordless:
        _settle(database, source_id, ReadingState.NOT_NEEDED)
        return
    if task.left:
        _read(database, reader, task)
        raise GiveWay
    _finish(database, task, at=now())


def _task(session: Session, shelf: Shelf, source_id: str) -> _Task | None:
    """Return what is to be read, None where it was read before; Later while it is not sealed."""
    source = session.get_one(Source, source_id)
    document = session.get_one(Deposit, source_id)
    if sealed_text(session, source_id) is not None:
        return None
    name = drawn(document)
    if name is None or not source.pages:
        return None
    try:
        content = reading.content(shelf, document, name)
    except NotFound as waiting:
        raise Later("not-sealed") from waiting
    own = reading.text_pages(shelf, document) or ("",) * source.pages
    rows = session.scalars(select(PageRead).where(PageRead.source_id == source_id))
    return _Task(source_id, content, own, {row.page: row for row in rows})


def drawn(document: Deposit) -> str | None:
    """Return the name of the file whose pages are looked at: the PDF made of it, or itself."""
    if document.file(JOINED) is not None:
        return JOINED
    endings = (".pdf", ".jpg", ".png", ".tiff")
    names = (one.name for one in document.files if one.name.partition(".")[0] == ORIGINAL)
    return next((name for name in names if name.endswith(endings)), None)


def _read(database: Database, reader: Reader, task: _Task) -> None:
    page, before = task.left[0], len(task.done)
    with database.transaction() as session:
        _note(session, task, ReadingState.READING, before)
    text, trouble = "", None
    try:
        text = reader.read(ocr.sheet(task.content, page))
    except OcrMissing as missing:
        _settle(database, task.source_id, ReadingState.WAITING, MISSING)
        raise Later(f"{MISSING}:{missing}") from missing
    except Unread as unread:
        trouble = unread.reason
    with database.transaction() as session:
        session.merge(
            PageRead(source_id=task.source_id, page=page, text=_plain(text), trouble=trouble)
        )
        _note(session, task, ReadingState.READING, before + 1)


def _plain(text: str) -> str:
    return text.replace("\f", "\n").replace("\x00", "")


def _note(session: Session, task: _Task, state: ReadingState, page: int) -> None:
    session.merge(
        Reading(
            source_id=task.source_id,
            state=state,
            page=page,
            pages=len(task.wordless),
            trouble=None,
            at=now(),
        )
    )


def _settle(
    database: Database, source_id: str, state: ReadingState, trouble: str | None = None
) -> None:
    with database.transaction() as session:
        row = session.get(Reading, source_id) or Reading(source_id=source_id)
        row.state, row.trouble, row.at = state, trouble, now()
        session.add(row)


def _finish(database: Database, task: _Task, *, at: datetime) -> None:
    """Seal the words, unless no page at all could be read: then the reading has failed."""
    failed = {n: row.trouble for n, row in task.done.items() if row.trouble}
    if len(failed) == len(task.wordless):
        _settle(database, task.source_id, ReadingState.FAILED, next(iter(failed.values())))
        return
    with database.transaction() as session:
        _seal(session, task, failed, at)
        session.execute(delete(PageRead).where(PageRead.source_id == task.source_id))
        _note(session, task, ReadingState.READ, len(task.wordless))


def _seal(session: Session, task: _Task, failed: dict[int, str], at: datetime) -> None:
    source = session.get_one(Source, task.source_id)
    client = session.get_one(Client, source.client_id)
    actor = Actor("sistem", source.office, "Berkas", via="sistem")
    pages = [task.done[n].text if n in task.done else own for n, own in enumerate(task.own, 1)]
    content = {
        "sumber": source.id,
        "mesin": ocr.engine(),
        "bahasa": LANGUAGE,
        "halaman": len(task.own),
        "dibaca": [n for n in task.wordless if n not in failed],
        "gagal": [{"halaman": n, "sebab": why} for n, why in sorted(failed.items())],
    }
    parcel = Parcel(
        KIND,
        client_chain(actor, client.number, child=client.child_root),
        offices.settings(session, source.office).zone,
        content,
        file_number=client.number,
        files={TEXT: "\f".join(pages).encode()},
        refers=(source.id,),
        child=client.child_root,
        key=f"{KIND}/{source.id}",
        bulk=True,
    )
    record.keep_text(session, journal.enter(session, actor, parcel, at=at))
