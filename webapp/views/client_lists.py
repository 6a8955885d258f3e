"""The list of clients as a sheet to keep and as one page for the printer."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from casework.audit import service as audit
from casework.clock import now
from casework.users.permissions import Permission
from rendering.sheet import MEDIA_TYPE
from webapp.access import current_actor, requires
from webapp.clients import export as client_export
from webapp.clients import list as client_list
from webapp.clients.criteria import criteria
from webapp.db import apart
from webapp.parts import parts
from webapp.pieces.downloads import download
from webapp.words.formatting import today

__all__ = ["bp"]

bp = Blueprint("client_lists", __name__, url_prefix="/berkas")


@bp.route("/cetak", methods=["GET", "POST"])
@requires(Permission.READ_FILES)
def printed() -> ResponseReturnValue:
    """Show every client on the list, as it was narrowed, on one page for the printer."""
    actor = current_actor()
    asked = criteria(request.values, actor)
    with parts().database.reading() as session:
        found = client_list.client_list(session, actor, asked, whole=True)
        return render_template("clients/printed_list.html", asked=asked, found=found)


@bp.post("/ekspor")
@requires(Permission.READ_FILES, Permission.EXPORT_LIST)
def export() -> ResponseReturnValue:
    """Hand out the list, as it was narrowed, as a sheet; who took how much is written down."""
    actor = current_actor()
    asked = criteria(request.values, actor)
    with parts().database.reading() as session:
        sheet, count = client_export.export(session, actor, asked)
    with apart() as session:
        target, address = client_export.what(asked, count), request.remote_addr or ""
        audit.record(session, actor, "klien.ekspor", target, at=now(), address=address)
    return download(sheet, f"klien-{today().isoformat()}.xlsx", MEDIA_TYPE)
