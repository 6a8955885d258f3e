"""Registering a client, changing what is registered, and finding clients under one's rights."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.clients import record
from casework.clients.draft import ClientDraft
from casework.clients.model import Client, ClientCase, ClientRegister, GuidanceStatus
from casework.clock import office_date
from casework.deposits import journal
from casework.deposits.model import JournalEntry
from casework.deposits.parcel import Parcel, client_chain
from casework.errors import NotFound, Refusal
from casework.offices import service as offices
from casework.offices.model import Official
from casework.users.permissions import Permission, permits

__all__ = [
    "NotUnderGuidance",
    "assign_pk",
    "change_status",
    "get",
    "may_read",
    "next_number",
    "register",
    "registered",
    "require_guidance",
]


class NotUnderGuidance(Refusal):
    """SP-0: only a client under guidance or supervision can be assessed."""

    def __init__(self, status: GuidanceStatus, since: date) -> None:
        super().__init__(f"guidance is {status} since {since}")
        self.status = status
        self.since = since


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
    client = _row(actor, draft, number, at)
    parcel = Parcel(
        "pembukaan",
        chain,
        profile.zone,
        record.opening(client, pk),
        file_number=number,
        child=draft.child,
        key=_act(actor, key) if key else "",
    )
    client.id = parcel.id
    session.add(client)
    journal.enter(session, actor, parcel, at=at)
    audit.record(session, actor, "klien.daftar", f"berkas/{number}", at=at)
    return client


def _act(actor: Actor, key: str) -> str:
    return f"klien/{actor.id}/{key}"


def registered(session: Session, actor: Actor, key: str) -> Client | None:
    """Return the client whom the actor registered with this key, None where it is new."""
    return session.scalars(
        select(Client)
        .join(JournalEntry, JournalEntry.deposit_id == Client.id)
        .where(JournalEntry.key == _act(actor, key))
    ).one_or_none()


def _row(actor: Actor, draft: ClientDraft, number: str, at: datetime) -> Client:
    surety = draft.guarantor
    return Client(
        office=actor.office,
        number=number,
        registered_at=at,
        child=draft.child,
        name=draft.name,
        name_key=record.name_key(draft.name),
        bin_binti=draft.bin_binti,
        aliases=list(draft.aliases),
        nik=draft.nik,
        birth_place=draft.birth_place,
        birth_date=draft.birth_date,
        sex=draft.sex,
        religion=draft.religion,
        education=draft.education,
        occupation=draft.occupation,
        address=draft.address,
        marital_status=draft.marital_status,
        marks=draft.marks,
        client_type=draft.client_type,
        origin=draft.origin,
        received_on=draft.received_on,
        guidance_from=draft.guidance_from,
        guidance_until=draft.guidance_until,
        guidance_status=GuidanceStatus.RUNNING,
        guidance_status_on=draft.guidance_from,
        pk_id=draft.pk_id,
        guarantor_name=surety.name if surety else None,
        guarantor_relation=surety.relation if surety else None,
        guarantor_phone=(surety.phone or None) if surety else None,
        cases=[
            ClientCase(
                position=n,
                offences=list(case.offences),
                articles=case.articles,
                verdict=case.verdict,
                court=case.court,
                sentence=case.sentence,
                verdict_on=case.verdict_on,
                expires_on=case.expires_on,
            )
            for n, case in enumerate(draft.cases, 1)
        ],
        registers=[
            ClientRegister(position=n, kind=one.kind, number=one.number)
            for n, one in enumerate(draft.registers, 1)
        ],
    )


def next_number(session: Session, office: str, year: int) -> str:
    """Return the next file number of the year; must run in the transaction that uses it."""
    highest = session.scalar(
        select(func.max(Client.number)).where(
            Client.office == office, Client.number.like(f"{year:04}-%")
        )
    )
    return f"{year:04}-{(int(highest[5:]) if highest else 0) + 1:05}"


def may_read(actor: Actor, client: Client) -> bool:
    """Tell whether the actor may open this file: a child's only by who is assigned or answers."""
    if client.office != actor.office:
        return False
    if not client.child:
        return permits(actor, Permission.READ_FILES)
    return permits(actor, Permission.READ_CHILD_FILES) or client.pk_id == actor.id


def get(session: Session, actor: Actor, number: str) -> Client:
    """Return the client with this file number; NotFound where it is absent or not for the actor."""
    client = session.scalars(
        select(Client).where(Client.office == actor.office, Client.number == number)
    ).one_or_none()
    if client is None or not may_read(actor, client):
        raise NotFound(f"file {number}")
    return client


def require_guidance(client: Client) -> None:
    """Refuse a client who is not under guidance or supervision of the office (SP-0)."""
    if client.guidance_status is not GuidanceStatus.RUNNING:
        raise NotUnderGuidance(client.guidance_status, client.guidance_status_on)


def change_status(  # noqa: PLR0913  (state, day and reason are one fact)
    session: Session,
    actor: Actor,
    client: Client,
    status: GuidanceStatus,
    *,
    on: date,
    reason: str,
    at: datetime,
) -> None:
    """Record that the guidance took another state from the day `on`."""
    client.guidance_status = status
    client.guidance_status_on = on
    content = {"status": str(status), "berlaku": on.isoformat(), "alasan": reason}
    _enter(session, actor, client, "status", content, at)
    audit.record(session, actor, "klien.status", f"berkas/{client.number}", at=at)


def assign_pk(
    session: Session, actor: Actor, client: Client, pk: Official, *, on: date, at: datetime
) -> None:
    """Give the client to another PK from the day `on`."""
    client.pk_id = pk.id
    content = {
        "peran": "pk",
        "petugas": {"id": pk.id, "nama": pk.name, "nip": pk.nip},
        "berlaku": on.isoformat(),
    }
    _enter(session, actor, client, "penugasan", content, at)
    audit.record(session, actor, "klien.pk", f"berkas/{client.number}", at=at)


def _enter(
    session: Session,
    actor: Actor,
    client: Client,
    kind: str,
    content: Mapping[str, object],
    at: datetime,
) -> None:
    parcel = Parcel(
        kind,
        client_chain(actor, client.number, child=client.child),
        offices.settings(session, actor.office).zone,
        content,
        file_number=client.number,
        child=client.child,
    )
    journal.enter(session, actor, parcel, at=at)
