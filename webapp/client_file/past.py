"""What the file page says of a client's past: other names, PKs, guidance, other files, takeover."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients import past
from casework.clients.model import Client, GuidanceChange, NameKind
from webapp.words.formatting import day, short_day
from webapp.words.people import STATUSES, listed_name, old_risk

__all__ = [
    "GuidanceRow",
    "PkRow",
    "Reference",
    "former_names",
    "guidance_rows",
    "old_assessment",
    "pk_rows",
    "references",
    "takeover",
]

Fact = tuple[str, str]

_SAME = "orang-sama"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to another file of the same person."""

    number: str
    url: str
    name: str
    relation: str
    reason: str
    since: str


@dataclass(frozen=True, slots=True)
class PkRow:
    """One PK of the client, from which day, and why it changed."""

    name: str
    nip: str
    since: str
    reason: str
    current: bool


@dataclass(frozen=True, slots=True)
class GuidanceRow:
    """One change of the guidance: the day it took effect and the day it was written down."""

    effective: str
    state: str
    reason: str
    entered: str
    struck: bool


def former_names(client: Client) -> list[str]:
    """Return the names under which the client was registered before."""
    return [one.name for one in client.names if one.kind is NameKind.FORMER]


def references(session: Session, actor: Actor, client: Client) -> list[Reference]:
    """Return the other files of this person that the reader may open."""
    return [
        Reference(
            number=one.other.number,
            url=url_for("clients.file", number=one.other.number),
            name=listed_name(one.other),
            relation=_relation(one.reference.kind, one.other),
            reason=one.reference.reason,
            since=day(one.reference.entered_at),
        )
        for one in past.references(session, actor, client)
    ]


def _relation(kind: str, other: Client) -> str:
    if kind == _SAME:
        return "orang yang sama"
    return "berkas anak dari orang ini" if other.child_root else "berkas orang ini yang terdahulu"


def pk_rows(session: Session, client: Client) -> list[PkRow]:
    """Return the PKs of the client, the present one first."""
    return [
        PkRow(
            one.official.name,
            one.official.nip,
            day(one.assignment.since),
            one.assignment.reason,
            current=n == 0,
        )
        for n, one in enumerate(past.assignments(session, client))
    ]


def guidance_rows(session: Session, client: Client) -> list[GuidanceRow]:
    """Return the changes of the guidance, the newest first; what was struck says so."""
    rows = past.guidance(session, client)
    struck = {one.strikes for one in rows if one.strikes}
    return [_guidance_row(one, struck=one.id in struck) for one in rows]


def _guidance_row(change: GuidanceChange, *, struck: bool) -> GuidanceRow:
    reason = change.reason or ("Klien diterima" if change.step == "buka" else "")
    towards = f", ke {change.destination}" if change.destination else ""
    return GuidanceRow(
        effective=day(change.effective_on),
        state=f"{STATUSES[change.status]}{towards}, tahap {change.stage}",
        reason=reason,
        entered=f"{short_day(change.entered_at)}, {change.entered_by.partition(',')[0]}",
        struck=struck,
    )


def takeover(client: Client) -> list[Fact]:
    """Return what the office's old list says of the client; nothing of it is Berkas' own."""
    rows = (
        ("Nomor lama", client.old_number or ""),
        ("Tempat map", client.old_place or ""),
        ("Asesmen terakhir", day(client.old_assessed_on)),
        ("Nomor hasil", client.old_assessment_number or ""),
        ("Risiko", old_assessment(client)),
        ("Asesmen berikutnya", day(client.old_next_due)),
    )
    return [(term, value) for term, value in rows if value]


def old_assessment(client: Client) -> str:
    """Return band and score as the old list has them."""
    return old_risk(client.old_assessment_band, client.old_assessment_score)
