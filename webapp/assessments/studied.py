"""What the page of sources of an assessment shows: each document, how far it is, what is said."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from casework.assessments import studying
from casework.assessments.model import Assessment
from casework.assessments.studying import Mark, Material
from casework.clients.model import Client
from webapp.client_file.timeline import sequence_text
from webapp.documents.standing import Standing, standing
from webapp.pieces.forms import Form
from webapp.words.fields import Names
from webapp.words.formatting import day_and_clock
from webapp.words.kinds import kind_of

__all__ = ["Line", "lines", "marks", "names", "studied_count", "typed_form"]

_TICK = "dipelajari-"


@dataclass(frozen=True, slots=True)
class Line:
    """One document to study; without an address while it waits for its seal."""

    id: str
    sequence: str
    title: str
    detail: str
    url: str
    standing: Standing | None
    studied: str
    tick: str
    remark: str


def lines(session: Session, client: Client, assessment: Assessment) -> list[Line]:
    """Return what there is to study, the newest first."""
    return [_line(session, client, one) for one in studying.materials(session, client, assessment)]


def _line(session: Session, client: Client, one: Material) -> Line:
    kind, document = kind_of(one.document.kind), one.document
    detail = kind.detail(document.isi)
    if one.source is not None:
        detail = f"{one.source.original_name}, {detail}".rstrip(", ")
    elif document.number:
        detail = f"nomor {document.number}, {detail}"
    return Line(
        document.id,
        sequence_text(document),
        kind.title_of(document.isi),
        detail,
        url_for("documents.read", number=client.number, sequence=document.sequence)
        if document.sequence
        else "",
        standing(session, document),
        day_and_clock(one.studied_at) if one.studied_at else "",
        f"{_TICK}{document.id}",
        studying.field(one),
    )


def typed_form(session: Session, client: Client, assessment: Assessment) -> Form:
    """Return the form filled with what is kept."""
    values = dict[str, str]()
    for one in studying.materials(session, client, assessment):
        values[studying.field(one)] = one.remark
        values[f"{_TICK}{one.document.id}"] = "1" if one.studied_at else ""
    return Form(values)


def marks(typed: Mapping[str, str], found: list[Line]) -> dict[str, Mark]:
    """Read what was typed; a document that the form did not show is left as it is."""
    return {
        one.id: Mark(typed.get(one.tick) == "1", typed.get(one.remark, ""))
        for one in found
        if one.remark in typed
    }


def names(found: list[Line]) -> Names:
    """Return what the fields are called, so that a fault names its document."""
    return Names({one.remark: f"Catatan untuk {one.title}" for one in found})


def studied_count(found: list[Line]) -> int:
    """Return how many are ticked."""
    return sum(bool(one.studied) for one in found)
