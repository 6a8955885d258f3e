"""Reading an issued result back from the archive; the same makes its row when it is issued."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.assessments.model import Assessment, AssessmentState, Result
from casework.clients.model import Client
from casework.deposits.model import Deposit
from casework.documents.model import Register
from casework.documents.record import read_number

__all__ = ["NEEDS", "RISK", "keep_result", "read_result"]

RISK, NEEDS = "rri", "kriminogenik"


def keep_result(session: Session, deposit: Deposit) -> Result:
    """Make the row of a result from its record; the row that is there already is that row."""
    if (known := session.get(Result, deposit.id)) is not None:
        return known
    content = deposit.isi
    instruments = {one["kode"]: one for one in content["instrumen"]}
    risk, needs = instruments[RISK], instruments.get(NEEDS)
    client_id = session.scalars(
        select(Client.id).where(
            Client.office == deposit.office, Client.number == deposit.file_number
        )
    ).one()
    row = Result(
        id=deposit.id,
        office=deposit.office,
        client_id=client_id,
        assessment_id=content["asesmen"],
        ordinal=content["ke"],
        assessor_id=content["asesor"]["id"],
        number=deposit.number,
        code=content["kode_dokumen"],
        issued_on=deposit.date,
        finished_on=date.fromisoformat(content["pelaksanaan"]["selesai"]),
        risk_score=risk["nilai"],
        risk_band=risk["tingkat"],
        needs_score=needs["nilai"] if needs and needs["dilaksanakan"] else None,
        needs_band=needs["tingkat"] if needs and needs["dilaksanakan"] else None,
        next_due=date.fromisoformat(content["berikutnya"]),
    )
    session.add(row)
    session.flush()
    return row


def read_result(session: Session, deposit: Deposit) -> None:
    """Take a sealed result and its number back.

    A database that was restored from a copy may still hold the draft: it is issued, by this.
    """
    keep_result(session, deposit)
    read_number(session, deposit, Register.HASIL_ASESMEN)
    draft = session.get(Assessment, deposit.isi["asesmen"])
    if draft is None or draft.state is AssessmentState.STORED:
        return
    draft.state = AssessmentState.STORED
    draft.record_id, draft.number, draft.frozen = deposit.id, deposit.number, deposit.record
    draft.trouble = None
    for step in ("numbered_at", "docx_at", "pdf_at", "sealed_at"):
        setattr(draft, step, getattr(draft, step) or deposit.at)
    session.flush()
