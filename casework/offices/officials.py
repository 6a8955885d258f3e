"""The officials of an office: appointed, changed, each time sealed whole in the office's series."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor, Role
from casework.clock import office_date
from casework.db.base import new_id
from casework.deposits import journal
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel, office_chain
from casework.errors import Fault, Invalid
from casework.offices.model import Office, Official

__all__ = ["OfficialDraft", "amend", "appoint", "past"]

_NIP = 18
_LONGEST: Mapping[str, int] = {"name": 300, "position": 160, "reason": 300}


@dataclass(frozen=True, slots=True)
class OfficialDraft:
    """An official as typed in; `nip` is empty or 18 digits."""

    name: str
    nip: str
    position: str
    roles: frozenset[Role]
    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse an official that no paper could name."""
        faults = _unnamed(self.name) or unfit({"name": self.name})
        faults += unfit({"position": self.position})
        if self.nip and not (self.nip.isascii() and self.nip.isdecimal() and len(self.nip) == _NIP):
            faults.append(Fault("nip", "nip-length", {"given": len(self.nip)}))
        if not self.roles:
            faults.append(Fault("roles", "required"))
        if self.until is not None and self.until < self.since:
            faults.append(Fault("until", "before-start"))
        if faults:
            raise Invalid(*faults)


def _unnamed(text: str) -> list[Fault]:
    if not text.strip():
        return [Fault("name", "required")]
    try:
        typed.name(text, field="name", most=_LONGEST["name"])
    except Invalid as refused:
        return list(refused.faults)
    return []


def unfit(texts: Mapping[str, str]) -> list[Fault]:
    """Return what keeps these one-line texts from being kept as typed and printed."""
    faults = list[Fault]()
    for field, text in texts.items():
        if (found := typed.flaw(text, field=field, lines=False)) is not None:
            faults.append(found)
        elif (fault := typed.not_on_paper(text, field=field)) is not None:
            faults.append(fault)
        elif len(text) > _LONGEST[field]:
            facts = {"most": _LONGEST[field], "given": len(text)}
            faults.append(Fault(field, "too-long", facts))
    return faults


def appoint(session: Session, actor: Actor, draft: OfficialDraft, *, at: datetime) -> Official:
    """Enter an official of the office with roles and term."""
    row = Official(id=new_id(), office=actor.office)
    _write(row, draft)
    session.add(row)
    _seal(session, actor, row, "", at=at)
    return row


def amend(
    session: Session,
    actor: Actor,
    row: Official,
    draft: OfficialDraft,
    *,
    at: datetime,
    reason: str = "",
) -> bool:
    """Make the official what `draft` says from now on; False where that changes nothing.

    What was issued keeps the name it was issued with: records and papers carry their own.
    """
    if faults := unfit({"reason": reason}):
        raise Invalid(*faults)
    before = _content(row)
    _write(row, draft)
    if _content(row) == before:
        return False
    session.flush()
    _seal(session, actor, row, reason, at=at)
    return True


def past(session: Session, official: Official) -> tuple[Deposit, ...]:
    """Return every record of the official, the newest first: who entered or changed what."""
    rows = session.scalars(
        select(Deposit)
        .where(Deposit.kind == "pejabat", Deposit.office == official.office)
        .order_by(Deposit.at.desc(), Deposit.id.desc())
    )
    return tuple(one for one in rows if one.isi["id"] == official.id)


def _write(row: Official, draft: OfficialDraft) -> None:
    row.name = _tidy(draft.name)
    row.nip = draft.nip
    row.position = _tidy(draft.position)
    row.roles = sorted(str(role) for role in draft.roles)
    row.since, row.until = draft.since, draft.until


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _content(row: Official) -> dict[str, object]:
    return {
        "id": row.id,
        "nama": row.name,
        "nip": row.nip,
        "jabatan": row.position,
        "peran": list(row.roles),
        "dari": row.since.isoformat(),
        "sampai": row.until.isoformat() if row.until else None,
    }


def _seal(session: Session, actor: Actor, row: Official, reason: str, *, at: datetime) -> None:
    zone = session.get_one(Office, actor.office).settings.zone
    content = _content(row) | ({"alasan": reason} if reason else {})
    chain = office_chain(actor, "pejabat", office_date(at, zone).year)
    journal.enter(session, actor, Parcel("pejabat", chain, zone, content), at=at)
