"""A look at the report before it is issued: the pages as pictures, nothing of it kept."""

from base64 import b64encode
from datetime import datetime

from sqlalchemy.orm import Session

import doc_templates
from casework.actor import Actor
from casework.assessments import content, issuing, report
from casework.assessments.model import Assessment
from casework.assessments.record import forms_in
from casework.clients.model import Client
from casework.offices import service as offices
from rendering import page_image
from webapp.parts import parts

__all__ = ["pictures"]

_DPI = 80


def pictures(
    session: Session, actor: Actor, client: Client, assessment: Assessment, *, at: datetime
) -> list[str]:
    """Return each page of the report as it would be issued, as an address that holds its picture.

    Raises Invalid while something is missing, and Later while LibreOffice is away.
    """
    record = issuing.draft_record(session, actor, client, assessment, at=at)
    profile = offices.settings(session, actor.office)
    head = offices.head(session, actor.office, on=record.tanggal)
    values = report.values(record, forms_in(session, profile.code, record.isi), profile, head)
    paper = parts().press.print(doc_templates.find(content.TEMPLATE), values)
    return [
        "data:image/png;base64," + b64encode(page_image.png(paper.pdf, number, dpi=_DPI)).decode()
        for number in range(1, len(paper.pages) + 1)
    ]
