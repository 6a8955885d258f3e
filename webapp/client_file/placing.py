"""Writing down a paper place from a form, and the sentence that says it was done."""

import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients.model import Client
from casework.deposits import queries as deposits
from casework.errors import Fault, Invalid
from casework.physical import service as physical

__all__ = ["put"]

_SEQUENCE = re.compile(r"[0-9]{1,6}")


def put(
    session: Session, actor: Actor, client: Client, values: Mapping[str, str], *, at: datetime
) -> str:
    """Write the place down and return what to tell (M16).

    `document` is the number of one paper in the file, empty for the map. The fault stands at
    `place`, or at the paper's own field `place_0006`.
    """
    sequence, place = values.get("document", ""), values.get("place", "")
    field = f"place_{sequence}" if sequence else "place"
    if not place.strip():
        raise Invalid(Fault(field, "required"))
    document = _document(session, client, sequence)
    try:
        row = physical.put(session, actor, client, place, document_id=document, at=at)
    except Invalid as refused:
        raise Invalid(*(Fault(field, one.code, one.facts) for one in refused.faults)) from None
    what = f"Dokumen {sequence}" if sequence else f"Map {client.number}"
    return f"{what} kini di {row.place}."


def _document(session: Session, client: Client, sequence: str) -> str | None:
    if not sequence:
        return None
    number = int(sequence) if _SEQUENCE.fullmatch(sequence) else 0
    found = deposits.document(session, client.office, client.number, number)
    return found.id
