"""What a `wawancara` seals, and how it is read back."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from casework.clients.queries import owner_id
from casework.deposits.model import Deposit
from casework.interviews.model import Interview
from casework.interviews.rules import Means, Party, Talk
from casework.occasion import Occasion

__all__ = ["KIND", "content", "keep", "read_interview", "said"]

KIND = "wawancara"


def content(occasion: Occasion, talk: Talk) -> dict[str, Any]:
    """Return the `isi` of a `wawancara`."""
    return {"asesmen": occasion.assessment_id, "ke": occasion.ordinal, **said(talk)}


def said(talk: Talk | Interview) -> dict[str, str]:
    """Return what was said by whom, as records write it."""
    return {
        "pihak": str(talk.party),
        "nama": talk.name,
        "hubungan": talk.relation,
        "tanggal": talk.held_on.isoformat(),
        "tempat": talk.place,
        "cara": str(talk.means),
        "dasar": talk.ground,
        "keterangan": talk.statement,
    }


def keep(session: Session, deposit: Deposit) -> Interview:
    """Make the row of an interview from its record; the row that is there already is that row."""
    if (known := session.get(Interview, deposit.id)) is not None:
        return known
    values = deposit.isi
    row = Interview(
        id=deposit.id,
        office=deposit.office,
        client_id=owner_id(session, deposit),
        assessment_id=values["asesmen"],
        ordinal=values["ke"],
        party=Party(values["pihak"]),
        name=values["nama"],
        relation=values["hubungan"],
        held_on=date.fromisoformat(values["tanggal"]),
        place=values["tempat"],
        means=Means(values["cara"]),
        ground=values["dasar"],
        statement=values["keterangan"],
        recorded_by=deposit.record["pelaku"]["nama"],
        supersedes=deposit.supersedes,
        at=deposit.at,
    )
    session.add(row)
    session.flush()
    return row


def read_interview(session: Session, deposit: Deposit) -> None:
    """Take a sealed interview back."""
    keep(session, deposit)
