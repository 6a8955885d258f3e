"""The identity header of a client's pages, and the tabs that lead from one to the other."""

from flask import current_app, request, url_for
from sqlalchemy.orm import Session

from casework.clients.model import Client
from casework.offices.model import Official
from webapp.client_file.head import ClientHead, Tab
from webapp.words.people import person_details

__all__ = ["brief_head", "tabs"]

# a tab stands where its page exists
_TABS = (
    ("Linimasa", "clients.file"),
    ("Identitas & perkara", "client_file.identity"),
    ("Status", "guidance.show"),
    ("Akses", "client_file.access"),
)


def brief_head(session: Session, client: Client) -> ClientHead:
    """Return the header in its short form; who may open the page may see the full name."""
    pk = session.get(Official, client.pk_id) if client.pk_id else None
    return ClientHead(
        client.number,
        client.name,
        person_details(client, pk),
        url_for("clients.file", number=client.number),
    )


def tabs(client: Client) -> list[Tab]:
    """Return the parts of the client's file; the one that is open is marked."""
    return [
        Tab(label, address, request.endpoint == endpoint or request.path == address)
        for label, endpoint in _TABS
        if endpoint in current_app.view_functions
        and (address := url_for(endpoint, number=client.number))
    ]
