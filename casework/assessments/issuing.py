"""Issuing a result: number taken and record frozen at once, paper made and sealed afterwards.

T0 is one transaction (`issue`); everything after it is done by the worker (`carry_out`), step
by step, each step safe to repeat. The state goes `draft → numbered → stored`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

import doc_templates
from archive.chain import Chain
from archive.record import Record
from archive.shelf import Shelf
from casework import typed
from casework.actor import Actor, Role
from casework.assessments import content, drafts, report
from casework.assessments.model import Assessment, AssessmentState
from casework.assessments.readiness import faults
from casework.assessments.record import forms_in, keep_result
from casework.assessments.sheet import forms_of
from casework.assessments.workflow import Step, take
from casework.audit import service as audit
from casework.clients import service as clients
from casework.clients.model import Client
from casework.clock import now, office_date
from casework.consents import queries as consents
from casework.db.base import new_id
from casework.db.engine import Database
from casework.deposits import journal, records, sealing
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel, client_chain, office_chain
from casework.documents import letterhead, numbers
from casework.documents.codes import new_code
from casework.documents.model import LetterNumber, Register
from casework.documents.press import Press
from casework.errors import Fault, Invalid, Refusal
from casework.instruments import catalogue
from casework.interviews import queries as interviews
from casework.jobs import service as jobs
from casework.offices import service as offices
from casework.offices.service import RuleSource

__all__ = ["ISSUE", "AlreadyEntered", "Workshop", "carry_out", "draft_record", "issue", "void"]

ISSUE = "issue"
_PREVIEW = "PRATINJAU"  # stands where the number and the code will be


class AlreadyEntered(Refusal):
    """The document of this number is on its way to the archive; it can only be stored."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the worker needs to make and seal paper."""

    database: Database
    shelf: Shelf
    press: Press


def issue(
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    *,
    number: str = "",
    at: datetime,
) -> None:
    """Take the number and freeze the record; from here the result can only be stored or void.

    Asked again for an assessment that is numbered or stored, nothing happens. Raises Invalid
    with everything that is still missing, NumberTaken for a typed number used before,
    NotUnderGuidance when the guidance ended meanwhile (SP-0).
    """
    if assessment.state in {AssessmentState.NUMBERED, AssessmentState.STORED}:
        return
    drafts.edit(actor, assessment)
    clients.require_guidance(client)
    profile = offices.settings(session, actor.office)
    today = office_date(at, profile.zone)
    if missing := faults(session, client, assessment, on=today):
        raise Invalid(*missing)
    parcel_id = new_id()
    taken = numbers.take(
        session, profile, Register.HASIL_ASESMEN, parcel_id, on=today, typed=number
    )
    sources = _sources(session, assessment)
    published = [offices.publish(session, actor, one, at=at) for one in sources]
    parcel = Parcel(
        "hasil-asesmen",
        client_chain(actor, client.number, child=client.child_root),
        profile.zone,
        content.freeze(session, client, assessment, urut=taken.n, code=new_code()),
        file_number=client.number,
        number=taken.text,
        rules=tuple(published),
        refers=_rests_on(session, assessment),
        child=client.child_root,
        id=parcel_id,
    )
    assessment.frozen = records.write(parcel, actor, at=at).as_dict()
    assessment.record_id = parcel_id
    assessment.number = taken.text
    assessment.state = take(Step.NUMBER, assessment.state)
    assessment.numbered_at = at
    assessment.trouble = None
    session.flush()
    jobs.add(session, ISSUE, assessment.id, at=at)
    target = f"berkas/{client.number}/asesmen/{assessment.ordinal}"
    audit.record(session, actor, "asesmen.terbit", target, at=at)


def _rests_on(session: Session, assessment: Assessment) -> tuple[str, ...]:
    """Return the consent and the interviews that the result rests on."""
    consent = consents.holding(session, assessment.id)
    heard = [one.id for one in interviews.standing(session, assessment.id)]
    return (*((consent.id,) if consent else ()), *heard)


def _sources(session: Session, assessment: Assessment) -> list[RuleSource]:
    files = {
        (form.file, form.version): catalogue.edition(
            session, assessment.office, form.file, form.version
        )
        for form in forms_of(session, assessment).values()
    }
    template = doc_templates.find(content.TEMPLATE)
    return [
        *(
            RuleSource(catalogue.KIND, one.code, one.version, one.source, "toml")
            for one in files.values()
        ),
        RuleSource("templat", template.name, str(template.version), template.docx, "docx"),
    ]


def draft_record(
    session: Session, actor: Actor, client: Client, assessment: Assessment, *, at: datetime
) -> Record:
    """Return the record as it would be issued now, without a number: what a preview prints.

    Nothing is taken, kept or sealed. Raises Invalid while something is missing.
    """
    profile = offices.settings(session, actor.office)
    if missing := faults(session, client, assessment, on=office_date(at, profile.zone)):
        raise Invalid(*missing)
    parcel = Parcel(
        "hasil-asesmen",
        client_chain(actor, client.number, child=client.child_root),
        profile.zone,
        content.freeze(session, client, assessment, urut=None, code=_PREVIEW),
        file_number=client.number,
        number=_PREVIEW,
    )
    return records.write(parcel, actor, at=at)


def carry_out(workshop: Workshop, assessment_id: str) -> None:
    """Make the paper of a numbered assessment and seal it; repeat until it is stored."""
    with workshop.database.reading() as session:
        assessment = session.get_one(Assessment, assessment_id)
        if assessment.state is not AssessmentState.NUMBERED or assessment.record_id is None:
            return
        entered = session.get(Deposit, assessment.record_id) is not None
        record_id = assessment.record_id
    if not entered and not _make(workshop, assessment_id):
        return
    sealing.seal(workshop.database, workshop.shelf, record_id)
    with workshop.database.transaction() as session:
        assessment = session.get_one(Assessment, assessment_id)
        if assessment.state is AssessmentState.NUMBERED:
            keep_result(session, session.get_one(Deposit, record_id))
            assessment.state = take(Step.STORE, assessment.state)
            assessment.sealed_at = now()
            assessment.trouble = None


def _make(workshop: Workshop, assessment_id: str) -> bool:
    """Fill the DOCX, make its PDF, hold the two against each other, enter both (T1).

    Returns False when the number became void meanwhile; then nothing is entered.
    """
    with workshop.database.reading() as session:
        assessment = session.get_one(Assessment, assessment_id)
        record = Record.from_dict(assessment.frozen or {})
        profile = offices.settings(session, assessment.office)
        head = offices.head(session, assessment.office, on=record.tanggal)
        child = session.get_one(Client, assessment.client_id).child_root
        values = report.values(record, forms_in(session, profile.code, record.isi), profile, head)

    def note(step: str) -> Callable[[], None]:
        return lambda: _note(workshop.database, assessment_id, step)

    paper = workshop.press.print(
        doc_templates.find(content.TEMPLATE),
        values,
        link=letterhead.link(profile, record.isi["kode_dokumen"]),
        on_docx=note("docx_at"),
    )
    note("pdf_at")()
    parcel = Parcel(
        record.jenis,
        Chain.client(profile.code, record.berkas, child=child),
        profile.zone,
        record.isi,
        file_number=record.berkas,
        files={
            "dokumen.docx": paper.docx,
            "dokumen.pdf": paper.pdf,
            "teks.txt": "\f".join(paper.pages).encode(),
        },
        number=record.nomor,
        child=child,
        id=record.id,
        key=f"{ISSUE}/{assessment_id}",
    )
    with workshop.database.transaction() as session:
        still = session.get_one(Assessment, assessment_id).state is AssessmentState.NUMBERED
        if still and session.get(Deposit, record.id) is None:
            journal.enter_record(session, parcel, record, at=now())
    return still


def void(
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    *,
    reason: str,
    at: datetime,
) -> None:
    """Give a number up whose document was never made; the register keeps it and says why.

    For its own assessor or a supervisor. Refused as soon as the document is entered for sealing:
    from then on it can only be stored.
    The assessment itself ends void; a new one is opened for the client.
    """
    if assessment.assessor_id != actor.id and not actor.holds(Role.SUPERVISOR):
        raise drafts.NotTheAssessor
    following = take(Step.VOID, assessment.state)
    if assessment.record_id is None or session.get(Deposit, assessment.record_id) is not None:
        raise AlreadyEntered
    reason = typed.line(reason, field="reason", most=300)
    if not reason:
        raise Invalid(Fault("reason", "required"))
    row = session.get_one(LetterNumber, assessment.record_id)
    numbers.void(row, reason)
    assessment.state = following
    zone = offices.settings(session, actor.office).zone
    content = {
        "tindakan": "void",
        "register": str(row.register),
        "tahun": row.year,
        "urut": row.n,
        "nomor": row.text,
        "dokumen": row.subject,
        "tanggal": row.date.isoformat(),
        "alasan": reason,
    }
    chain = office_chain(actor, "register", office_date(at, zone).year)
    journal.enter(session, actor, Parcel("register", chain, zone, content), at=at)
    target = f"berkas/{client.number}/asesmen/{assessment.ordinal}"
    audit.record(session, actor, "asesmen.batal", target, at=at)


def _note(database: Database, assessment_id: str, step: str) -> None:
    with database.transaction() as session:
        setattr(session.get_one(Assessment, assessment_id), step, now())
