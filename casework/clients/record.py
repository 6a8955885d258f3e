"""What a client's file seals of the client, and how it is read back into rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.clients.content import content, fill, name_key
from casework.clients.draft import ClientDraft, Takeover
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
from casework.offices.model import Official

__all__ = [
    "OPENED",
    "difference",
    "make",
    "name_key",
    "opening",
    "patched",
    "read_change",
    "read_opening",
    "read_pk",
    "read_reference",
    "read_status",
    "state_of",
    "status",
    "told",
]

OPENED = "buka"  # the first entry in the history of the guidance
_TAKEOVER = (("nomor_lama", "number"), ("tempat", "place"))


def opening(
    draft: ClientDraft, pk: Official | None, next_due: date | None = None
) -> dict[str, Any]:
    """Return the `isi` of a `pembukaan`: identity, cases, registers, guidance, first PK.

    `next_due` is when one who was assessed before the takeover is to be assessed again.
    """
    guidance = {
        "diterima": draft.received_on.isoformat(),
        "mulai": draft.guidance_from.isoformat(),
        "status": str(GuidanceStatus.RUNNING),
        "tahap": str(draft.stage),
    }
    if draft.guidance_until is not None:
        guidance["sampai"] = draft.guidance_until.isoformat()
    found = {
        **content(draft),
        "pembimbingan": guidance,
        "pk": None if pk is None else {"id": pk.id, "nama": pk.name, "nip": pk.nip},
    }
    if draft.takeover is not None:
        found["pindahan"] = _takeover(draft.takeover, next_due)
    if draft.batch is not None:
        found["impor"] = draft.batch
    if draft.twin_reason is not None:
        found["kembar"] = {"dibandingkan": list(draft.compared), "alasan": draft.twin_reason}
    return found


def _takeover(old: Takeover, next_due: date | None) -> dict[str, Any]:
    texts = {key: getattr(old, name) for key, name in _TAKEOVER}
    found: dict[str, Any] = {key: value for key, value in texts.items() if value is not None}
    if old.assessed_on is not None and next_due is not None:
        facts = {
            "tanggal": old.assessed_on.isoformat(),
            "berikutnya": next_due.isoformat(),
            "nomor": old.assessment_number,
            "nilai": old.score,
            "tingkat": old.band,
        }
        found["asesmen"] = {key: value for key, value in facts.items() if value is not None}
    return found


def make(session: Session, deposit: Deposit) -> Client:
    """Make every row that a `pembukaan` stands for; registering and rebuilding both go this way."""
    values = deposit.isi
    guidance = values["pembimbingan"]
    client = Client(
        id=deposit.id,
        office=deposit.office,
        number=deposit.file_number,
        registered_at=deposit.at,
        child_root=values["anak"],
        batch_id=values.get("impor"),
        received_on=date.fromisoformat(guidance["diterima"]),
        guidance_from=date.fromisoformat(guidance["mulai"]),
        guidance_until=_day(guidance.get("sampai")),
        guidance_status=GuidanceStatus(guidance["status"]),
        guidance_status_on=date.fromisoformat(guidance["mulai"]),
        stage=Stage(guidance.get("tahap", Stage.EARLY)),
        pk_id=values["pk"]["id"] if values["pk"] else None,
    )
    fill(client, values)
    _take_over(client, values.get("pindahan"))
    session.add(client)
    session.flush()
    session.add(_first_change(client, deposit))
    if client.pk_id is not None:
        session.add(
            PkAssignment(
                id=deposit.id,
                client_id=client.id,
                official_id=client.pk_id,
                since=client.guidance_from,
                reason="",
                entered_at=deposit.at,
            )
        )
    session.flush()
    return client


def _take_over(client: Client, values: Mapping[str, Any] | None) -> None:
    client.taken_over = values is not None
    known = values or {}
    client.old_number, client.old_place = known.get("nomor_lama"), known.get("tempat")
    past: Mapping[str, Any] = known.get("asesmen") or {}
    client.old_assessed_on = _day(past.get("tanggal"))
    client.old_next_due = _day(past.get("berikutnya"))
    client.old_assessment_number = past.get("nomor")
    client.old_assessment_score = past.get("nilai")
    client.old_assessment_band = past.get("tingkat")


def _first_change(client: Client, deposit: Deposit) -> GuidanceChange:
    return GuidanceChange(
        id=deposit.id,
        client_id=client.id,
        step=OPENED,
        effective_on=client.guidance_from,
        entered_at=deposit.at,
        entered_by=deposit.record["pelaku"]["nama"],
        reason="",
        status=client.guidance_status,
        stage=client.stage,
        received_on=client.received_on,
        since=client.guidance_from,
        until=client.guidance_until,
    )


def read_opening(session: Session, deposit: Deposit) -> None:
    """Make the client's rows anew from the sealed `pembukaan`."""
    make(session, deposit)


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what changed, field by field: identity by its own fields, the rest as a whole."""
    was, now = _flat(before), _flat(after)
    return [
        {"bidang": field, "sebelum": was.get(field), "sesudah": now.get(field)}
        for field in dict.fromkeys((*was, *now))
        if was.get(field) != now.get(field)
    ]


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    who = {f"identitas.{key}": value for key, value in values["identitas"].items()}
    return {**who, **{key: value for key, value in values.items() if key != "identitas"}}


def patched(before: Mapping[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the values with the changes written over them."""
    found = _flat(before)
    for change in changes:
        found[change["bidang"]] = change["sesudah"]
    known = {field: value for field, value in found.items() if value is not None}
    prefix = "identitas."
    return {
        **{field: value for field, value in known.items() if not field.startswith(prefix)},
        "identitas": {
            field.removeprefix(prefix): value
            for field, value in known.items()
            if field.startswith(prefix)
        },
    }


def read_change(session: Session, deposit: Deposit) -> None:
    """Take a sealed `perubahan-data` into the client's rows."""
    client = _client_of(session, deposit)
    fill(client, patched(content(client), deposit.isi["perubahan"]))
    session.flush()


def _day(text: str | None) -> date | None:
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
        "status": str(after.status),
        "sejak": after.status_on.isoformat(),
        "tahap": str(after.stage),
        "diterima": after.received_on.isoformat(),
        "mulai": after.since.isoformat(),
        "pindahan": after.taken_over,
    }
    if after.until is not None:
        found["sampai"] = after.until.isoformat()
    if move.destination:
        found["tujuan"] = move.destination
    return found


def told(values: Mapping[str, Any], before: Guidance) -> Guidance:
    """Return the state that a `status` tells; what an older one leaves out is as it was before."""
    received = _day(values.get("diterima")) or before.received_on
    # a guidance of its own: what was taken over is past
    kept = before.taken_over and received == before.received_on
    return Guidance(
        GuidanceStatus(values["status"]),
        date.fromisoformat(values.get("sejak", values["berlaku"])),
        Stage(values.get("tahap", before.stage)),
        received,
        _day(values.get("mulai")) or before.since,
        _day(values.get("sampai")),
        taken_over=values.get("pindahan", kept),
    )


def read_status(session: Session, deposit: Deposit) -> None:
    """Take a sealed change of the guidance into the client's row and its history.

    Each record tells the whole state that holds after it, so that nothing is computed here.
    """
    client, values = _client_of(session, deposit), deposit.isi
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
    client = _client_of(session, deposit)
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


def _client_of(session: Session, deposit: Deposit) -> Client:
    query = select(Client).where(
        Client.office == deposit.office, Client.number == deposit.file_number
    )
    return session.scalars(query).one()


def read_reference(session: Session, deposit: Deposit) -> None:
    """Take a sealed `tunjuk-silang` back; the older file of one found a child becomes secret."""
    client, values = _client_of(session, deposit), deposit.isi
    other = session.scalars(
        select(Client).where(
            Client.office == deposit.office, Client.number == values["berkas_lain"]
        )
    ).one()
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
    session.flush()
