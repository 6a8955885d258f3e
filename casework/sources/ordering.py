"""Ordering that a source's pictures be read: behind everything that a person waits for."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.clients.model import Client
from casework.errors import Refusal
from casework.jobs import service as jobs
from casework.jobs.model import Rank
from casework.sources.model import PageRead, Reading, ReadingState, Source, SourceText
from rendering import scan

__all__ = ["READ", "NothingToRead", "again", "catch_up", "order"]

READ = "read-source"
_MEDIA = ("application/pdf", *scan.MEDIA.values())
_MOST = 500  # ordered at a time, the rest at the next turn


class NothingToRead(Refusal):
    """The source has all its words, or is being read already."""


def order(session: Session, source: Source, *, wordless: bool, at: datetime) -> Reading | None:
    """Let the pictures of a source be read; one that has words on every page needs it not.

    None for what has no pages to look at.
    """
    if source.media_type not in _MEDIA:
        return None
    state = ReadingState.WAITING if wordless else ReadingState.NOT_NEEDED
    reading = Reading(source_id=source.id, state=state, pages=source.pages or 0, at=at)
    session.add(reading)
    session.flush()
    if wordless:
        jobs.add(session, READ, source.id, at=at, rank=Rank.BULK)
    return reading


def again(
    session: Session, actor: Actor, client: Client, source_id: str, *, at: datetime
) -> Reading:
    """Read once more what could not be read; pages that were read are not read again."""
    reading = session.get(Reading, source_id)
    if reading is None or reading.state is not ReadingState.FAILED:
        raise NothingToRead
    for page in session.scalars(
        select(PageRead).where(PageRead.source_id == source_id, PageRead.trouble.is_not(None))
    ):
        session.delete(page)
    reading.state, reading.trouble, reading.at = ReadingState.WAITING, None, at
    jobs.add(session, READ, source_id, at=at)
    audit.record(session, actor, "sumber.baca-lagi", f"berkas/{client.number}", at=at)
    return reading


def catch_up(session: Session, *, at: datetime) -> int:
    """Order the reading of every source that nobody has looked at: old ones, and after a rebuild.

    Whether there is something to read is seen when its turn comes.
    """
    looked = select(Reading.source_id).union(select(SourceText.source_id))
    query = (
        select(Source)
        .where(Source.media_type.in_(_MEDIA), Source.id.not_in(looked))
        .order_by(Source.id)
        .limit(_MOST)
    )
    found = session.scalars(query).all()
    for source in found:
        order(session, source, wordless=True, at=at)
    return len(found)
