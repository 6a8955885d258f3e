"""The form that changes what is registered of a client, and what it is held against."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients import guidance, intake, joining
from casework.clients import service as clients
from casework.clients.changing import ChangedMeanwhile
from casework.clients.content import content
from casework.clients.model import Client, ClientCase
from casework.deposits.model import Deposit
from webapp.clients.fields import Alteration, alterations
from webapp.clients.form import known
from webapp.words.formatting import day, day_and_clock

__all__ = ["Outcome", "Rival", "change", "elsewhere", "mark", "rival", "values_of"]

# what the form of changes does not ask: these are acts of their own, with a page of their own
_KEPT = ("received_on", "guidance_from", "guidance_until", "stage", "pk_id", "child_override")
_TEXTS = (
    *("name", "bin_binti", "nik", "birth_place", "ethnicity", "nationality", "religion"),
    *("education", "occupation", "address", "marital_status", "marks", "client_type"),
    *("origin", "post"),
)
_CASE_TEXTS = ("articles", "verdict", "court", "sentence")
_CASE_DAYS = (
    *("offence_on", "verdict_on", "third_on", "half_on", "two_thirds_on", "expires_on"),
    "parole_expires_on",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether anything was new, and what is to be said of the file's being a child's or not."""

    changed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """What somebody else changed while the form was being filled in."""

    who: str
    when: str
    changes: list[Alteration]


def values_of(client: Client) -> dict[str, str]:
    """Return the form as the client's data fills it."""
    surety = client.guarantor
    return {
        **{name: getattr(client, name) or "" for name in _TEXTS},
        "aliases": ", ".join(client.aliases),
        "birth_date": day(client.birth_date),
        "sex": str(client.sex),
        "guarantor_name": surety.name if surety else "",
        "guarantor_relation": surety.relation if surety else "",
        "guarantor_phone": surety.phone if surety else "",
        **{name: value for n, case in enumerate(client.cases, 1) for name, value in _case(n, case)},
        **{
            f"register_{n}_{part}": getattr(one, part)
            for n, one in enumerate(client.registers, 1)
            for part in ("kind", "number")
        },
        "mark": mark(client),
    }


def _case(n: int, case: ClientCase) -> Iterator[tuple[str, str]]:
    for m, code in enumerate(case.offences, 1):
        yield f"case_{n}_offence_{m}", code
    for name in _CASE_TEXTS:
        yield f"case_{n}_{name}", getattr(case, name) or ""
    for name in _CASE_DAYS:
        yield f"case_{n}_{name}", day(getattr(case, name))


def mark(client: Client) -> str:
    """Return a short digest of the client's data: the state that a form was made from."""
    plain = json.dumps(content(client), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def change(
    session: Session, actor: Actor, client: Client, values: Mapping[str, str], *, at: datetime
) -> Outcome:
    """Write the form over the client's data.

    Raises Invalid with every fault, ChangedMeanwhile where the form was made from an older state.
    """
    if values.get("mark") != mark(client):
        raise ChangedMeanwhile(client.number)
    whole: dict[str, str] = {**values, **_untouched(client)}
    taken = intake.read(whole, known(session, actor, at))
    reason = values.get("reason", "")
    deposit = clients.change(session, actor, client, taken.draft, reason=reason, at=at)
    return Outcome(deposit is not None, _note(session, client, child=taken.draft.child))


def _note(session: Session, client: Client, *, child: bool) -> str:
    """Say what follows where the data would now make a child of a grown-up, or the reverse."""
    if guidance.handed_over(client):
        return elsewhere(session, client)
    if child is client.child or client.child_reason is not None:
        return ""
    if child:
        return (
            "Menurut data baru klien ini anak, sedangkan berkasnya berkas dewasa. "
            'Bila benar, catat "Ternyata anak" di halaman Status.'
        )
    return (
        "Menurut data baru klien ini dewasa. Berkasnya tetap di antara berkas anak dan tetap "
        "tertutup seperti berkas anak."
    )


def elsewhere(session: Session, client: Client) -> str:
    """Say of a file that was handed over where its guidance goes on; nothing of any other."""
    if not guidance.handed_over(client):
        return ""
    fresh = joining.child_file(session, client)
    number = f" {fresh.number}" if fresh is not None else ""
    return (
        f"Pembimbingan klien ini diteruskan pada berkas anak{number}. "
        "Perubahan di sini hanya mengubah berkas lama ini; data berkas anak diubah di sana."
    )


def _untouched(client: Client) -> dict[str, str]:
    return {
        **dict.fromkeys(_KEPT, ""),
        "received_on": client.received_on.isoformat(),
        "guidance_from": client.guidance_from.isoformat(),
    }


def rival(session: Session, client: Client) -> Rival | None:
    """Return the newest change of the client's data, with who made it."""
    last = session.scalars(
        select(Deposit)
        .where(
            Deposit.office == client.office,
            Deposit.file_number == client.number,
            Deposit.kind == "perubahan-data",
        )
        .order_by(Deposit.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return None
    who = str(last.record["pelaku"]["nama"])
    return Rival(who, day_and_clock(last.at), alterations(last.isi["perubahan"]))
