"""Taking an uploaded Litmas in: every fault of the form at once, the slow part first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from casework.actor import Actor
from casework.assessments import history
from casework.assessments.model import Result
from casework.clients import queries as client_queries
from casework.clients import service as clients
from casework.clients.days import read_day
from casework.clients.model import Client
from casework.clients.rules import shown_name
from casework.documents.numbers import NumberTaken
from casework.errors import Fault, Invalid, NotFound
from casework.litmas import intake, service
from casework.litmas.model import Litmas
from casework.litmas.service import LitmasFile
from casework.offices import service as offices
from casework.offices.profile import NumberSource
from webapp.client_file.head import ClientHead
from webapp.client_file.tabs import brief_head
from webapp.db import db
from webapp.parts import parts
from webapp.words.formatting import day
from webapp.words.marks import BANDS

__all__ = ["UploadPage", "own_clients", "take_in", "upload_page"]

_PAGES = 10


@dataclass(frozen=True, slots=True)
class UploadPage:
    """What the form shows: whose Litmas, whether a number is typed, the results to choose from."""

    client: Client
    head: ClientHead
    typed_number: bool
    results: tuple[tuple[str, str], ...]


def own_clients(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """Return the PK's clients to choose from: file number, and number with the listed name."""
    found = list[tuple[str, str]]()
    for number in range(1, _PAGES + 1):
        page = client_queries.listed(session, actor, mine=True, page=number)
        found += [
            (one.number, f"{one.number} {shown_name(one.name, child=one.child)}")
            for one in page.clients
        ]
        if number >= page.pages:
            break
    return found


def upload_page(session: Session, actor: Actor, number: str) -> UploadPage:
    """Put the form's page together; NotFound where the file is not for the actor."""
    client = clients.get(session, actor, number.strip())
    profile = offices.settings(session, actor.office)
    results = [one.result for one in reversed(history.measured(session, client.id))]
    return UploadPage(
        client,
        brief_head(session, client),
        profile.number_source is NumberSource.LUAR,
        tuple(
            (
                str(one.ordinal),
                _choice(one),
            )
            for one in results
        ),
    )


def _choice(result: Result) -> str:
    band = BANDS[result.risk_band].word
    return (
        f"Asesmen {result.ordinal}, {day(result.issued_on)}: risiko {band} {result.risk_score}, "
        f"nomor {result.number}"
    )


def take_in(
    actor: Actor, fields: Mapping[str, str], upload: FileStorage | None, *, at: datetime
) -> Litmas:
    """Look at the upload, then keep it and attach the result that was chosen.

    Nothing is kept when anything is wrong; Invalid names every fault. The database is not
    asked before the file was looked at, because its one writer would wait for LibreOffice.
    """
    faults = list[Fault]()
    file = _file(upload, faults)
    dated = _day(fields.get("dated", ""), faults)
    session = db()
    client = clients.get(session, actor, fields.get("berkas", ""))
    profile = offices.settings(session, actor.office)
    number = fields.get("number", "")
    if profile.number_source is NumberSource.LUAR and not number.strip():
        faults.append(Fault("number", "required"))
    if faults or file is None or dated is None:
        raise Invalid(*faults)
    try:
        litmas = service.file_litmas(
            session, actor, client, file, dated=dated, number=number, at=at
        )
    except NumberTaken as taken:
        raise Invalid(Fault("number", "number-taken", {"text": taken.text})) from taken
    if ordinal := fields.get("hasil", ""):
        attach(session, actor, litmas, ordinal, at=at)
    return litmas


def attach(session: Session, actor: Actor, litmas: Litmas, ordinal: str, *, at: datetime) -> None:
    """Order the bundle with the result of that assessment; NotFound for a number of no result."""
    results = {
        str(one.result.ordinal): one.result for one in history.measured(session, litmas.client_id)
    }
    if (chosen := results.get(ordinal)) is None:
        raise NotFound(f"result of assessment {ordinal}")
    service.attach(session, actor, litmas, chosen.id, at=at)


def _file(upload: FileStorage | None, faults: list[Fault]) -> LitmasFile | None:
    if upload is None or not upload.filename:
        faults.append(Fault(intake.FIELD, "required"))
        return None
    try:
        return intake.read(parts().press, upload.read(), upload.filename)
    except Invalid as refused:
        faults.extend(refused.faults)
        return None


def _day(text: str, faults: list[Fault]) -> date | None:
    found = read_day(text, "dated") if text.strip() else Fault("dated", "required")
    if isinstance(found, Fault):
        faults.append(found)
        return None
    return found
