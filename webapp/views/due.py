"""Who is due for an assessment, by urgency and by officer (SP-9)."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from casework.users.permissions import Permission
from webapp import menu
from webapp.access import current_actor, requires
from webapp.db import db
from webapp.due import asked as due_asked
from webapp.due import page as due_page

__all__ = ["bp"]

bp = Blueprint("due", __name__, url_prefix="/tenggat")

menu.counted("due.index")(due_page.pressing)


@bp.get("")
@requires(Permission.READ_DUE)
def index() -> ResponseReturnValue:
    """List the clients of one urgency, one's own or all."""
    actor = current_actor()
    page = due_page.due_page(db(), actor, due_asked.asked_for(request.args, actor))
    return render_template("due/index.html", page=page)
