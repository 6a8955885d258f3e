"""The warning while a client is typed in: who of the office may be the same person."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from casework.clock import now, office_date
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.clients import twins
from webapp.office.current import profile
from webapp.parts import parts

__all__ = ["bp"]

bp = Blueprint("twins", __name__, url_prefix="/berkas/baru")


@bp.post("/mirip")
@requires(Permission.REGISTER_CLIENT)
def typed() -> ResponseReturnValue:
    """Tell who is like what is typed; it is posted, so that no address ever holds a name."""
    office = profile()
    probe = twins.probe_typed(request.form, office_date(now(), office.zone)) if office else None
    if probe is None:
        return "", 204
    with parts().database.reading() as session:
        found = twins.shown(session, current_actor(), probe)
        return render_template("clients/alike.html", twins=found)
