"""Opening a client's file: the number, the rows, and the `pembukaan` promised to the archive."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.clients import record
from casework.clients.draft import ClientDraft
from casework.clients.model import Client
from casework.clock import months_after, office_date
from casework.deposits import journal
from casework.deposits.model import JournalEntry
from casework.deposits.parcel import Parcel, client_chain
from casework.offices import service as offices
from casework.offices.profile import Profile

__all__ = ["next_number", "register", "registered"]


def register(
    session: Session, actor: Actor, draft: ClientDraft, *, at: datetime, key: str = ""
) -> Client:
    """Open a client's file: number taken, row made, `pembukaan` promised to the archive.

    `key` makes the act idempotent: asked again with the same key, the same client comes back.
    """
    if key and (known := registered(session, actor, key)) is not None:
        return known
    profile = offices.settings(session, actor.office)
    pk = offices.official(session, actor.office, draft.pk_id) if draft.pk_id else None
    number = next_number(session, actor.office, office_date(at, profile.zone).year)
    chain = client_chain(actor, number, child=draft.child)
    parcel = Parcel(
        "pembukaan",
        chain,
        profile.zone,
        record.opening(draft, pk, _next_due(draft, profile)),
        file_number=number,
        child=draft.child,
        key=_act(actor, key) if key else "",
        bulk=draft.batch is not None,
    )
    client = record.make(session, journal.enter(session, actor, parcel, at=at))
    audit.record(session, actor, "klien.daftar", f"berkas/{number}", at=at)
    return client


def _next_due(draft: ClientDraft, profile: Profile) -> date | None:
    """Return when one who was assessed before the takeover is to be assessed again (SP-9)."""
    if draft.takeover is None or draft.takeover.assessed_on is None:
        return None
    return months_after(draft.takeover.assessed_on, profile.reassessment_months)


def _act(actor: Actor, key: str) -> str:
    return f"klien/{actor.id}/{key}"


def registered(session: Session, actor: Actor, key: str) -> Client | None:
    """Return the client whom the actor registered with this key, None where it is new."""
    return session.scalars(
        select(Client)
        .join(JournalEntry, JournalEntry.deposit_id == Client.id)
        .where(JournalEntry.key == _act(actor, key))
    ).one_or_none()


def next_number(session: Session, office: str, year: int) -> str:
    """Return the next file number of the year; must run in the transaction that uses it."""
    highest = session.scalar(
        select(func.max(Client.number)).where(
            Client.office == office, Client.number.like(f"{year:04}-%")
        )
    )
    return f"{year:04}-{(int(highest[5:]) if highest else 0) + 1:05}"
