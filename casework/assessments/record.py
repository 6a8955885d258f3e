"""Reading an issued result back from the archive; the same makes its row when it is issued."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from casework.assessments.model import Assessment, AssessmentState, Result
from casework.clients.queries import owner_id
from casework.deposits.model import Deposit
from casework.documents.model import Register
from casework.documents.record import read_number
from casework.instruments import catalogue
from casework.instruments.form import Instrument

__all__ = ["forms_in", "keep_result", "needs_of", "read_result", "risk_of"]


def risk_of(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the instrument for risk of a sealed result: it is always the first."""
    found: Mapping[str, Any] = content["instrumen"][0]
    return found


def needs_of(content: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the instrument for needs of a sealed result, None where there is none."""
    found: Mapping[str, Any] | None = next(iter(content["instrumen"][1:]), None)
    return found


def forms_in(session: Session, office: str, content: Mapping[str, Any]) -> dict[str, Instrument]:
    """Return the forms that a sealed result was made with, by their codes."""
    return {
        one["kode"]: catalogue.find(session, office, one["kode"], one["versi"])
        for one in content["instrumen"]
    }


def keep_result(session: Session, deposit: Deposit) -> Result:
    """Make the row of a result from its record; the row that is there already is that row."""
    if (known := session.get(Result, deposit.id)) is not None:
        return known
    content = deposit.isi
    risk, needs = risk_of(content), needs_of(content)
    row = Result(
        id=deposit.id,
        office=deposit.office,
        client_id=owner_id(session, deposit),
        assessment_id=content["asesmen"],
        ordinal=content["ke"],
        assessor_id=content["asesor"]["id"],
        number=deposit.number,
        code=content["kode_dokumen"],
        issued_on=deposit.date,
        finished_on=date.fromisoformat(content["pelaksanaan"]["selesai"]),
        risk_score=risk["nilai"],
        risk_maximum=risk["maksimum"],
        risk_band=risk["tingkat"],
        needs_score=needs["nilai"] if needs and needs["dilaksanakan"] else None,
        needs_maximum=needs["maksimum"] if needs and needs["dilaksanakan"] else None,
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
