"""Taking a file from elsewhere into a client's file: as it was received, sealed, once."""

from datetime import datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.clients.model import Client
from casework.clock import office_date
from casework.deposits import journal
from casework.deposits.parcel import Parcel, client_chain
from casework.deposits.reading import TEXT
from casework.errors import Fault, Invalid, Refusal
from casework.offices import service as offices
from casework.sources import ordering, queries, record
from casework.sources.description import Description
from casework.sources.intake import Received
from casework.sources.model import Source

__all__ = ["KIND", "AlreadyKept", "file_source"]

KIND = "sumber"


class AlreadyKept(Refusal):
    """The very same file lies in this client's file already, as `title`."""

    def __init__(self, source_id: str, title: str, name: str) -> None:
        super().__init__(f"kept as {source_id}")
        self.source_id = source_id
        self.title = title
        self.name = name


def file_source(
    session: Session,
    actor: Actor,
    client: Client,
    received: Received,
    description: Description,
    *,
    at: datetime,
) -> Source:
    """Take a file into the client's file, its bytes unchanged, its words beside it.

    Raises AlreadyKept for a file with the same bytes, under whatever name it came.
    """
    if (known := queries.same(session, client.id, received.sha256)) is not None:
        raise AlreadyKept(known.id, known.title, received.name)
    zone = offices.settings(session, actor.office).zone
    if description.dated is not None and description.dated > office_date(at, zone):
        raise Invalid(Fault("dated", "in-the-future"))
    files = received.files
    if received.has_text:
        files[TEXT] = "\f".join(received.text).encode()
    parcel = Parcel(
        KIND,
        client_chain(actor, client.number, child=client.child_root),
        zone,
        record.content(received, description),
        file_number=client.number,
        files=files,
        number=description.number or None,
        refers=(description.about,) if description.about else (),
        child=client.child_root,
    )
    source = record.keep(session, journal.enter(session, actor, parcel, at=at))
    ordering.order(session, source, wordless=received.wordless, at=at)
    audit.record(session, actor, "sumber.simpan", f"berkas/{client.number}", at=at)
    return source
