"""The first page: what waits for this person today, and where the work was left."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.db import db
from webapp.today.page import today_page

__all__ = ["bp"]

bp = Blueprint("home", __name__)


@bp.get("/")
@requires(Permission.OWN_ACCOUNT)
def today() -> ResponseReturnValue:
    """Show what is late, due today and in seven days, what waits, and the drafts."""
    page = today_page(db(), current_actor(), request.args.get("daftar", ""))
    return render_template("home/today.html", page=page)
