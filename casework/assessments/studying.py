"""Which documents of the file an assessor has studied for a draft, with a remark (SP-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor
from casework.assessments import drafts
from casework.assessments.model import Assessment, Result, StudiedSource
from casework.clients.model import Client
from casework.deposits.model import Deposit
from casework.errors import Fault, Invalid
from casework.sources.model import Source

__all__ = ["SOURCES", "Mark", "Material", "field", "materials", "save", "warnings"]

SOURCES = "sources"
_LONGEST = 1000
_NOT_STUDIED = frozenset({"persetujuan"})  # a form of ours that came back signed


@dataclass(frozen=True, slots=True)
class Mark:
    """What the assessor says of one document."""

    studied: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """A document that was there before the result: what came from elsewhere, or an earlier one."""

    document: Deposit
    source: Source | None
    studied_at: datetime | None = None
    remark: str = ""


def materials(session: Session, client: Client, assessment: Assessment) -> tuple[Material, ...]:
    """Return what there is to study, the newest first; the client was found under the rights."""
    marks = {
        row.document_id: row
        for row in session.scalars(
            select(StudiedSource).where(StudiedSource.assessment_id == assessment.id)
        )
    }
    found = [
        *session.execute(
            select(Deposit, Source)
            .join(Source, Source.id == Deposit.id)
            .where(Source.client_id == client.id, Source.kind.not_in(_NOT_STUDIED))
        ),
        *(
            (document, None)
            for document in session.scalars(
                select(Deposit)
                .join(Result, Result.id == Deposit.id)
                .where(Result.client_id == client.id, Result.ordinal < assessment.ordinal)
            )
        ),
    ]
    rows = [(document, source, marks.get(document.id)) for document, source in found]
    rows.sort(key=lambda row: (row[0].at, row[0].id), reverse=True)
    return tuple(
        Material(document, source, mark.studied_at, mark.remark)
        if mark is not None
        else Material(document, source)
        for document, source, mark in rows
    )


def save(
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    marks: Mapping[str, Mark],
    *,
    at: datetime,
) -> None:
    """Keep what the assessor of the draft says of documents, by their ids; others are left alone.

    The first tick stays the moment at which a document was studied.
    """
    drafts.edit(actor, assessment)
    faults = list[Fault]()
    for material in materials(session, client, assessment):
        if (mark := marks.get(material.document.id)) is None:
            continue
        try:
            remark = typed.text(mark.remark, field=field(material), most=_LONGEST)
        except Invalid as refused:
            faults.extend(refused.faults)
            continue
        studied_at = (material.studied_at or at) if mark.studied else None
        if (remark, studied_at) == (material.remark, material.studied_at):
            continue
        session.merge(
            StudiedSource(
                assessment_id=assessment.id,
                document_id=material.document.id,
                remark=remark,
                studied_at=studied_at,
                saved_at=at,
            )
        )
    if faults:
        raise Invalid(*faults)


def field(material: Material) -> str:
    """Return the name of the field in which the remark is typed."""
    return f"catatan-{material.document.id}"


def warnings(session: Session, client: Client, assessment: Assessment) -> tuple[Fault, ...]:
    """Return a warning for each document that nobody has ticked as studied."""
    return tuple(
        Fault(SOURCES, "source-unstudied", {"title": one.source.title})
        if one.source is not None
        else Fault(SOURCES, "result-unstudied", {"number": one.document.number or ""})
        for one in materials(session, client, assessment)
        if one.studied_at is None
    )
