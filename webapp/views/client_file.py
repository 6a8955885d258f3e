"""The pages of a client's file beside its timeline: identity and cases, access, print."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from casework.clients import service as clients
from casework.physical import service as physical
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.client_file import identity as client_identity
from webapp.client_file import timeline_view
from webapp.client_file.tabs import brief_head
from webapp.db import db
from webapp.words.formatting import today

__all__ = ["bp"]

bp = Blueprint("client_file", __name__, url_prefix="/berkas/<number>")


@bp.get("/identitas")
@requires(Permission.READ_FILES)
def identity(number: str) -> ResponseReturnValue:
    """Show everything that is registered of the client, with what it was before."""
    client = clients.get(db(), current_actor(), number)
    page = client_identity.identity_page(db(), current_actor(), client)
    return render_template("clients/identity.html", client=client, page=page)


@bp.get("/akses")
@requires(Permission.READ_FILES)
def access(number: str) -> ResponseReturnValue:
    """Show who may open this file, and by which right."""
    client = clients.get(db(), current_actor(), number)
    page = client_identity.access_page(db(), client, on=today())
    return render_template("clients/access.html", client=client, page=page)


@bp.get("/cetak")
@requires(Permission.READ_FILES)
def printed(number: str) -> ResponseReturnValue:
    """Show the timeline, as it was narrowed, on one page for the printer."""
    client = clients.get(db(), current_actor(), number)
    asked, places = timeline_view.asked(request.args), physical.places(db(), client)
    shown = timeline_view.timeline_of(db(), client, places, asked, whole=True)
    head = brief_head(db(), client)
    return render_template("clients/printed.html", client=client, head=head, timeline=shown)
