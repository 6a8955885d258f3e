"""The identity header of the pages below a client's file."""

from flask import url_for
from sqlalchemy.orm import Session

from casework.clients.model import Client
from casework.offices.model import Official
from webapp.client_head import ClientHead
from webapp.people import person_details

__all__ = ["brief_head"]


def brief_head(session: Session, client: Client) -> ClientHead:
    """Return the header in its short form; who may open the page may see the full name."""
    pk = session.get(Official, client.pk_id) if client.pk_id else None
    return ClientHead(
        client.number,
        client.name,
        person_details(client, pk),
        url_for("clients.file", number=client.number),
    )
