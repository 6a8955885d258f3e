"""What a client's file seals of the client, and how it is read back into rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from casework.clients.content import content, fill, name_key
from casework.clients.draft import ClientDraft, Takeover
from casework.clients.life import client_of, day, refer_back
from casework.clients.model import (
    Client,
    GuidanceChange,
    GuidanceStatus,
    PkAssignment,
    Stage,
)
from casework.deposits.model import Deposit
from casework.offices.model import Official

__all__ = [
    "OPENED",
    "difference",
    "make",
    "name_key",
    "named",
    "opening",
    "patched",
    "read_change",
    "read_opening",
    "reopening",
]

OPENED = "buka"  # the first entry in the history of the guidance
_TAKEOVER = (("nomor_lama", "number"), ("tempat", "place"))


def named(official: Official) -> dict[str, str]:
    """Return an official as records name one who is given a client."""
    return {"id": official.id, "nama": official.name, "nip": official.nip}


def opening(
    draft: ClientDraft, pk: Official | None, next_due: date | None = None
) -> dict[str, Any]:
    """Return the `isi` of a `pembukaan`: identity, cases, registers, guidance, first PK.

    `next_due` is when one who was assessed before the takeover is to be assessed again.
    """
    found = _opening(draft, pk)
    if draft.takeover is not None:
        found["pindahan"] = _takeover(draft.takeover, next_due)
    if draft.batch is not None:
        found["impor"] = draft.batch
    if draft.twin_reason is not None:
        found["kembar"] = {"dibandingkan": list(draft.compared), "alasan": draft.twin_reason}
    return found


def reopening(client: Client, pk: Official | None) -> dict[str, Any]:
    """Return the `isi` of a `pembukaan` with what is registered of a client who has a file."""
    found = _opening(client, pk)
    if client.taken_over:
        past = Takeover(
            client.old_number,
            client.old_place,
            client.old_assessed_on,
            client.old_assessment_number,
            client.old_assessment_score,
            client.old_assessment_band,
        )
        found["pindahan"] = _takeover(past, client.old_next_due)
    return found


def _opening(source: ClientDraft | Client, pk: Official | None) -> dict[str, Any]:
    guidance = {
        "diterima": source.received_on.isoformat(),
        "mulai": source.guidance_from.isoformat(),
        "status": str(GuidanceStatus.RUNNING),
        "tahap": str(source.stage),
    }
    if source.guidance_until is not None:
        guidance["sampai"] = source.guidance_until.isoformat()
    return {
        **content(source),
        "pembimbingan": guidance,
        "pk": None if pk is None else named(pk),
    }


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
        guidance_until=day(guidance.get("sampai")),
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
    client.old_assessed_on = day(past.get("tanggal"))
    client.old_next_due = day(past.get("berikutnya"))
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
    refer_back(session, make(session, deposit))


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
    client = client_of(session, deposit)
    fill(client, patched(content(client), deposit.isi["perubahan"]))
    session.flush()
