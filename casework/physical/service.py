"""Writing down where paper is (SP-7); every line of it is sealed in the office's series."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor
from casework.audit import service as audit
from casework.clients.model import Client
from casework.clock import office_date
from casework.deposits import journal
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel, office_chain
from casework.errors import NotFound
from casework.offices import service as offices
from casework.physical.model import PaperPlace
from casework.physical.record import keep

__all__ = ["Places", "places", "put"]

_LONGEST = 200  # letters of a place


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one file: of its map, and of single documents that lie elsewhere."""

    folder: str | None
    documents: dict[str, str]

    def of(self, document_id: str) -> str | None:
        """Return where a document lies: its own place, else the map's, None if unknown."""
        return self.documents.get(document_id, self.folder)


def places(session: Session, client: Client) -> Places:
    """Return what is written down about the paper of this client's file."""
    rows = session.scalars(
        select(PaperPlace).where(
            PaperPlace.office == client.office, PaperPlace.file_number == client.number
        )
    ).all()
    return Places(
        next((row.place for row in rows if not row.document_id), None),
        {row.document_id: row.place for row in rows if row.document_id},
    )


def put(
    session: Session,
    actor: Actor,
    client: Client,
    place: str,
    *,
    document_id: str | None = None,
    at: datetime,
) -> PaperPlace:
    """Write down that the map, or one document, now lies at `place`."""
    place = typed.line(place, field="place", most=_LONGEST)
    if document_id is not None:
        found = session.get(Deposit, document_id)
        if found is None or (found.office, found.file_number) != (client.office, client.number):
            raise NotFound(f"document {document_id}")
    zone = offices.settings(session, actor.office).zone
    parcel = Parcel(
        "lokasi",
        office_chain(actor, "lokasi", office_date(at, zone).year),
        zone,
        {
            "tindakan": "catat",
            "berkas": client.number,
            "dokumen": document_id,
            "tempat": place,
        },
    )
    row = keep(session, journal.enter(session, actor, parcel, at=at))
    audit.record(session, actor, "kertas.catat", f"berkas/{client.number}", at=at)
    return row
