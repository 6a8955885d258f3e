"""Writing the log and checking that nothing in it was changed, dropped or put in between."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit.model import AuditEvent
from casework.db.base import new_id

__all__ = ["ZERO", "first_broken", "length", "line", "parsed", "record"]

ZERO = "0" * 64


def line(event: AuditEvent) -> bytes:
    """Return the canonical JSON of an event, the bytes that its digest is taken over."""
    return json.dumps(
        {
            "alamat": event.address,
            "apa": event.what,
            "hasil": event.result,
            "id": event.id,
            "kantor": event.office,
            "n": event.n,
            "objek": event.object,
            "pelaku": event.who,
            "peran": event.role,
            "sebelum": event.previous,
            "waktu": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def record(  # noqa: PLR0913  (a line of the log has that many columns)
    session: Session,
    actor: Actor,
    what: str,
    target: str,
    *,
    at: datetime,
    result: str = "ok",
    address: str = "",
) -> AuditEvent:
    """Add one line to the log of the actor's office; the session must be a writing one."""
    last = session.scalars(
        select(AuditEvent)
        .where(AuditEvent.office == actor.office)
        .order_by(AuditEvent.n.desc())
        .limit(1)
    ).one_or_none()
    event = AuditEvent(
        id=new_id(),
        office=actor.office,
        n=1 if last is None else last.n + 1,
        at=at,
        who=actor.id,
        role=" ".join(sorted(actor.roles)) or actor.via,
        what=what,
        object=target,
        result=result,
        address=address,
        previous=ZERO if last is None else last.digest,
    )
    event.digest = hashlib.sha256(line(event)).hexdigest()
    session.add(event)
    session.flush()
    return event


def first_broken(events: Iterable[AuditEvent]) -> int | None:
    """Return the number of the first line that does not fit the chain, None when all fit."""
    previous, expected = ZERO, 1
    for event in events:
        digest = hashlib.sha256(line(event)).hexdigest()
        if event.n != expected or event.previous != previous or event.digest != digest:
            return expected
        previous, expected = event.digest, expected + 1
    return None


def parsed(values: Mapping[str, Any]) -> AuditEvent:
    """Return the event that a line tells of, its digest computed anew."""
    event = AuditEvent(
        id=values["id"],
        office=values["kantor"],
        n=values["n"],
        at=datetime.fromisoformat(values["waktu"]),
        who=values["pelaku"],
        role=values["peran"],
        what=values["apa"],
        object=values["objek"],
        result=values["hasil"],
        address=values["alamat"],
        previous=values["sebelum"],
    )
    event.digest = hashlib.sha256(line(event)).hexdigest()
    return event


def length(session: Session, office: str) -> int:
    """Return how many lines the office's log has."""
    return session.scalar(select(func.count()).where(AuditEvent.office == office)) or 0
