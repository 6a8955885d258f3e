"""What happens to a client once the file is open, as it is sealed and read back into rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.clients.model import (
    Client,
    CrossReference,
    GuidanceChange,
    GuidanceStatus,
    PkAssignment,
    Stage,
)
from casework.clients.workflow import Guidance, Move
from casework.deposits.model import Deposit

__all__ = [
    "client_of",
    "day",
    "read_pk",
    "read_reference",
    "read_status",
    "refer_back",
    "retold",
    "state_of",
    "status",
    "told",
]


def day(text: str | None) -> date | None:
    """Return the day that a record names, None where it names none."""
    return None if text is None else date.fromisoformat(text)


def state_of(client: Client) -> Guidance:
    """Return the guidance as it stands in the client's row."""
    return Guidance(
        client.guidance_status,
        client.guidance_status_on,
        client.stage,
        client.received_on,
        client.guidance_from,
        client.guidance_until,
        taken_over=client.taken_over,
    )


def status(move: Move, after: Guidance) -> dict[str, Any]:
    """Return the `isi` of a `status`: what was done, and the whole state that holds after it."""
    found: dict[str, Any] = {
        "langkah": str(move.step),
        "berlaku": move.on.isoformat(),
        "alasan": move.reason,
        **_whole(after),
    }
    if move.destination:
        found["tujuan"] = move.destination
    return found


def retold(values: Mapping[str, Any], after: Guidance) -> dict[str, Any]:
    """Return a `status` to be sealed in another file, its step as it was told, known or not."""
    told = ("langkah", "berlaku", "alasan", "tujuan")
    return {**{name: values[name] for name in told if name in values}, **_whole(after)}


def _whole(after: Guidance) -> dict[str, Any]:
    found: dict[str, Any] = {
        "status": str(after.status),
        "sejak": after.status_on.isoformat(),
        "tahap": str(after.stage),
        "diterima": after.received_on.isoformat(),
        "mulai": after.since.isoformat(),
        "pindahan": after.taken_over,
    }
    if after.until is not None:
        found["sampai"] = after.until.isoformat()
    return found


def told(values: Mapping[str, Any], before: Guidance) -> Guidance:
    """Return the state that a `status` tells; what an older one leaves out is as it was before."""
    received = day(values.get("diterima")) or before.received_on
    # a guidance of its own: what was taken over is past
    kept = before.taken_over and received == before.received_on
    return Guidance(
        GuidanceStatus(values["status"]),
        date.fromisoformat(values.get("sejak", values["berlaku"])),
        Stage(values.get("tahap", before.stage)),
        received,
        day(values.get("mulai")) or before.since,
        day(values.get("sampai")),
        taken_over=values.get("pindahan", kept),
    )


def read_status(session: Session, deposit: Deposit) -> None:
    """Take a sealed change of the guidance into the client's row and its history.

    Each record tells the whole state that holds after it, so that nothing is computed here.
    """
    client, values = client_of(session, deposit), deposit.isi
    state = told(values, state_of(client))
    client.guidance_status, client.guidance_status_on = state.status, state.status_on
    client.stage, client.taken_over = state.stage, state.taken_over
    client.received_on = state.received_on
    client.guidance_from, client.guidance_until = state.since, state.until
    session.add(
        GuidanceChange(
            id=deposit.id,
            client_id=client.id,
            step=values.get("langkah", values["status"]),
            effective_on=date.fromisoformat(values["berlaku"]),
            entered_at=deposit.at,
            entered_by=deposit.record["pelaku"]["nama"],
            reason=values["alasan"],
            status=state.status,
            stage=state.stage,
            received_on=state.received_on,
            since=state.since,
            until=state.until,
            destination=values.get("tujuan"),
            strikes=deposit.supersedes,
        )
    )
    session.flush()


def read_pk(session: Session, deposit: Deposit) -> None:
    """Take a sealed assignment of a PK into the client's row and its history."""
    if deposit.isi["peran"] != "pk":
        return
    client = client_of(session, deposit)
    client.pk_id = deposit.isi["petugas"]["id"]
    session.add(
        PkAssignment(
            id=deposit.id,
            client_id=client.id,
            official_id=client.pk_id,
            since=date.fromisoformat(deposit.isi["berlaku"]),
            reason=deposit.isi.get("alasan", ""),
            entered_at=deposit.at,
        )
    )


def client_of(session: Session, deposit: Deposit) -> Client:
    """Return the client in whose file the deposit lies."""
    found = _numbered(session, deposit.office, deposit.file_number or "")
    if found is None:
        raise KeyError(f"file {deposit.file_number} has no opening")
    return found


def _numbered(session: Session, office: str, number: str) -> Client | None:
    query = select(Client).where(Client.office == office, Client.number == number)
    return session.scalars(query).one_or_none()


def read_reference(session: Session, deposit: Deposit) -> None:
    """Take a sealed `tunjuk-silang` into the database; of a child's pair both become secret.

    The other file may be read later, because its chain comes later: then its opening does this.
    """
    client, values = client_of(session, deposit), deposit.isi
    other = _numbered(session, deposit.office, values["berkas_lain"])
    if other is not None:
        _refer(session, deposit, client, other)


def _refer(session: Session, deposit: Deposit, client: Client, other: Client) -> None:
    values = deposit.isi
    session.add(
        CrossReference(
            id=deposit.id,
            client_id=client.id,
            other_id=other.id,
            kind=values["hubungan"],
            reason=values["alasan"],
            entered_at=deposit.at,
        )
    )
    if values["hubungan"] == "anak":
        client.child = other.child = True
    session.flush()


def refer_back(session: Session, client: Client) -> None:
    """Take up what files that were read earlier say of this one."""
    waiting = session.scalars(
        select(Deposit)
        .outerjoin(CrossReference, CrossReference.id == Deposit.id)
        .where(
            Deposit.office == client.office,
            Deposit.kind == "tunjuk-silang",
            CrossReference.id.is_(None),
        )
    )
    for deposit in waiting:
        if deposit.isi["berkas_lain"] == client.number:
            _refer(session, deposit, client_of(session, deposit), client)
