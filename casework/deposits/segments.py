"""The log goes into the archive a day at a time: one segment, chained to the one before."""

import itertools
import json
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.audit.model import AuditEvent
from casework.clock import Zone, office_date
from casework.deposits import journal
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel, office_chain

__all__ = ["FILE", "read_segment", "seal_segment"]

FILE = "segmen.jsonl"


def seal_segment(
    session: Session,
    actor: Actor,
    zone: Zone,
    *,
    before: date | None = None,
    at: datetime,
) -> Deposit | None:
    """Seal the lines that are not in a segment yet; of days before `before` when it is given.

    Returns None when there is nothing to seal.
    """
    waiting = session.scalars(
        select(AuditEvent)
        .where(AuditEvent.office == actor.office, AuditEvent.n > _sealed(session, actor.office))
        .order_by(AuditEvent.n)
    )
    # up to the first line of today: a clock that was set back must leave no line out
    events = list(
        itertools.takewhile(
            lambda event: before is None or office_date(event.at, zone) < before, waiting
        )
    )
    if not events:
        return None
    day = office_date(at, zone)
    content = {
        "tanggal": office_date(events[-1].at, zone).isoformat(),
        "pertama": events[0].n,
        "terakhir": events[-1].n,
        "jumlah": len(events),
        "rantai": events[-1].digest,
        "berkas": FILE,
    }
    lines = b"".join(audit.line(event) + b"\n" for event in events)
    parcel = Parcel(
        "audit", office_chain(actor, "audit", day.year), zone, content, files={FILE: lines}
    )
    return journal.enter(session, actor, parcel, at=at)


def _sealed(session: Session, office: str) -> int:
    """Return the number of the last line that lies in a segment."""
    segments = session.scalars(
        select(Deposit).where(Deposit.office == office, Deposit.kind == "audit")
    )
    return max((int(segment.isi["terakhir"]) for segment in segments), default=0)


def read_segment(session: Session, content: bytes) -> None:
    """Make the lines of a sealed segment anew; the digests are computed, never believed."""
    for text in content.splitlines():
        session.add(audit.parsed(json.loads(text)))
    session.flush()
