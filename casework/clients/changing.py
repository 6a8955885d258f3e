"""Changing what is registered of a client; each change is sealed with what was before and why."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor, Role
from casework.audit import service as audit
from casework.clients import life, record
from casework.clients.content import content
from casework.clients.draft import ClientDraft
from casework.clients.model import Client
from casework.deposits import journal
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel, client_chain
from casework.errors import Fault, Invalid, Refusal
from casework.offices import service as offices
from casework.offices.model import Official
from casework.users.permissions import Permission, permits

__all__ = ["ChangedMeanwhile", "NotTheirClient", "assign_pk", "change", "enter", "may_change"]

_REASON = 300  # letters


class ChangedMeanwhile(Refusal):
    """Somebody else changed the client after the form was opened; what was typed is still there."""


class NotTheirClient(Refusal):
    """A PK changes only the clients who were given to that PK."""


def may_change(actor: Actor, client: Client) -> bool:
    """Tell whether the actor may change this client's data: a PK only that of own clients."""
    if actor.via != "web" or actor.holds(Role.REGISTRASI):
        return True
    return permits(actor, Permission.CHANGE_CLIENT) and client.pk_id == actor.id


def change(
    session: Session, actor: Actor, client: Client, draft: ClientDraft, *, reason: str, at: datetime
) -> Deposit | None:
    """Write the draft over what is registered; None where nothing differs.

    Issued documents keep the name they were issued under: each record holds its own. Whether
    the client is a child is not changed here, because the file would then lie in the wrong root.
    """
    if not may_change(actor, client):
        raise NotTheirClient(client.number)
    reason = typed.line(reason, field="reason", most=_REASON)
    before = content(client)
    after = {**content(draft), "anak": client.child, "anak_alasan": client.child_reason}
    if not (changes := record.difference(before, after)):
        return None
    if not reason:
        raise Invalid(Fault("reason", "required"))
    values = {"perubahan": changes, "alasan": reason}
    deposit = enter(session, actor, client, "perubahan-data", values, at)
    record.read_change(session, deposit)
    audit.record(session, actor, "klien.ubah", f"berkas/{client.number}", at=at)
    return deposit


def assign_pk(  # noqa: PLR0913  (who, from when and why are one fact)
    session: Session,
    actor: Actor,
    client: Client,
    pk: Official,
    *,
    on: date,
    reason: str = "",
    at: datetime,
) -> None:
    """Give the client to another PK from the day `on`."""
    values: dict[str, object] = {
        "peran": "pk",
        "petugas": record.named(pk),
        "berlaku": on.isoformat(),
    }
    if reason := typed.line(reason, field="reason", most=_REASON):
        values["alasan"] = reason
    life.read_pk(session, enter(session, actor, client, "penugasan", values, at))
    audit.record(session, actor, "klien.pk", f"berkas/{client.number}", at=at)


def enter(  # noqa: PLR0913  (a record and whose it is)
    session: Session,
    actor: Actor,
    client: Client,
    kind: str,
    values: Mapping[str, object],
    at: datetime,
    *,
    supersedes: str | None = None,
    key: str = "",
) -> Deposit:
    """Promise one act of the client's file to the archive."""
    parcel = Parcel(
        kind,
        client_chain(actor, client.number, child=client.child_root),
        offices.settings(session, actor.office).zone,
        values,
        file_number=client.number,
        child=client.child_root,
        supersedes=supersedes,
        key=key,
    )
    return journal.enter(session, actor, parcel, at=at)
