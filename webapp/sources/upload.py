"""Taking files from elsewhere into a client's file: every fault at once, the slow part first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from werkzeug.datastructures import FileStorage

from casework.actor import Actor
from casework.clients import service as clients
from casework.clock import office_date
from casework.errors import Fault, Invalid
from casework.offices import service as offices
from casework.sources import description, intake, service
from casework.sources.description import Description
from casework.sources.intake import FIELD, Received
from casework.sources.service import AlreadyKept
from webapp.db import db
from webapp.parts import parts
from webapp.words.refusals import refusal_words

__all__ = ["ONE", "Taken", "take_in"]

_MOST = 50  # files at a time
ONE = "satu"  # the photos are the pages of one document


@dataclass(frozen=True, slots=True)
class Taken:
    """How many files were kept, and what is said of those that lie in the file already."""

    kept: int
    known: tuple[str, ...]


def take_in(
    actor: Actor,
    number: str,
    fields: Mapping[str, str],
    uploads: Sequence[FileStorage],
    *,
    at: datetime,
) -> Taken:
    """Keep the files, or none of them where anything is wrong; Invalid names every fault.

    Whether the client's file is open is read first; the database's one writer is not asked for
    before the files were looked at, and the right is asked for again when they are kept.
    """
    with parts().database.reading() as session:
        clients.get(session, actor, number)
    faults = list[Fault]()
    received = _received([one for one in uploads if one.filename], faults)
    if fields.get("together") == ONE and not faults:
        received = _joined(received, faults)
    client = clients.get(db(), actor, number)
    said = _said(actor, fields, faults, at)
    if faults or said is None:
        raise Invalid(*faults)
    known = list[str]()
    for one in received:
        try:
            service.file_source(db(), actor, client, one, said, at=at)
        except AlreadyKept as refusal:
            known.append(refusal_words(refusal).sentence)
    return Taken(len(received) - len(known), tuple(known))


def _received(uploads: Sequence[FileStorage], faults: list[Fault]) -> list[Received]:
    if not uploads:
        faults.append(Fault(FIELD, "required"))
    if len(uploads) > _MOST:
        faults.append(Fault(FIELD, "too-many-files", {"most": _MOST}))
    found = list[Received]()
    for upload in uploads[:_MOST]:
        try:
            found.append(intake.read(upload.read(), upload.filename or ""))
        except Invalid as refused:
            faults.extend(refused.faults)
    return found


def _joined(received: list[Received], faults: list[Fault]) -> list[Received]:
    try:
        return [intake.join(received)]
    except Invalid as refused:
        faults.extend(refused.faults)
        return []


def _said(
    actor: Actor, fields: Mapping[str, str], faults: list[Fault], at: datetime
) -> Description | None:
    today = office_date(at, offices.settings(db(), actor.office).zone)
    if not fields.get("kind"):
        faults.append(Fault("kind", "required"))
    try:
        return description.read(fields, today=today)
    except Invalid as refused:
        faults.extend(refused.faults)
        return None
