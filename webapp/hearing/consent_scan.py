"""Taking the scan of a signed statement in: looked at first, kept where the right still holds."""

from datetime import datetime

from werkzeug.datastructures import FileStorage

from casework.actor import Actor
from casework.assessments import drafts
from casework.clients import service as clients
from casework.consents import queries, service
from casework.errors import Fault, Invalid, NotFound
from casework.sources import intake
from casework.sources.intake import FIELD
from webapp.db import db
from webapp.parts import parts

__all__ = ["take_in"]


def take_in(
    actor: Actor, number: str, ordinal: int, upload: FileStorage | None, *, at: datetime
) -> None:
    """Keep the scan beside the statement that holds; Invalid names why it cannot be kept.

    Whether the file is open to the actor is read before the upload is looked at, which is slow.
    """
    with parts().database.reading() as session:
        clients.get(session, actor, number)
    if upload is None or not upload.filename:
        raise Invalid(Fault(FIELD, "required"))
    received = intake.read(upload.read(), upload.filename)
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    consent = queries.holding(db(), assessment.id)
    if consent is None:
        raise NotFound(f"consent to assessment {ordinal} of {number}")
    service.attach_scan(db(), actor, client, consent, received, at=at)
