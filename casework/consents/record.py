"""What a `persetujuan` seals, and how it is read back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from casework.clients.queries import owner_id
from casework.consents.model import Consent, ConsentScan
from casework.consents.rules import Statement
from casework.consents.workflow import Outcome
from casework.deposits.model import Deposit
from casework.occasion import Occasion

__all__ = ["KIND", "content", "keep", "keep_scan", "read_consent", "stated", "stated_now"]

KIND = "persetujuan"


def content(occasion: Occasion, said: Statement) -> dict[str, Any]:
    """Return the `isi` of a `persetujuan`."""
    return {"asesmen": occasion.assessment_id, "ke": occasion.ordinal, **stated_now(said)}


def stated_now(said: Statement | Consent) -> dict[str, Any]:
    """Return what was said, as records write it."""
    guardian = (
        {"nama": said.guardian, "hubungan": said.relation}
        if said.guardian or said.relation
        else None
    )
    return {
        "hasil": str(said.outcome),
        "tanggal": said.given_on.isoformat(),
        "penjelas": said.explained_by,
        "wali": guardian,
        "catatan": said.remark,
    }


def stated(consent: Consent) -> dict[str, Any]:
    """Return what a result seals of the consent that it rests on."""
    return {"id": consent.id, **stated_now(consent)}


def keep(session: Session, deposit: Deposit) -> Consent:
    """Make the row of a consent from its record; the row that is there already is that row."""
    if (known := session.get(Consent, deposit.id)) is not None:
        return known
    values = deposit.isi
    guardian: Mapping[str, str] = values["wali"] or {}
    row = Consent(
        id=deposit.id,
        office=deposit.office,
        client_id=owner_id(session, deposit),
        assessment_id=values["asesmen"],
        ordinal=values["ke"],
        outcome=Outcome(values["hasil"]),
        given_on=date.fromisoformat(values["tanggal"]),
        explained_by=values["penjelas"],
        guardian=guardian.get("nama", ""),
        relation=guardian.get("hubungan", ""),
        remark=values["catatan"],
        supersedes=deposit.supersedes,
        at=deposit.at,
    )
    session.add(row)
    session.flush()
    return row


def keep_scan(session: Session, deposit: Deposit) -> None:
    """Note that a source is the paper of a consent, where its record names one."""
    for named in deposit.record["rujukan"]:
        if session.get(Consent, named) is not None:
            session.merge(ConsentScan(source_id=deposit.id, consent_id=named))
            session.flush()


def read_consent(session: Session, deposit: Deposit) -> None:
    """Take a sealed consent back."""
    keep(session, deposit)
