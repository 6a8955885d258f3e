"""The lists of the office, open to change: each change is published and sealed as a rule."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.db import after_commit, db
from webapp.office import lists as rules_page
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import LIST

__all__ = ["bp"]

bp = Blueprint("rules", __name__, url_prefix="/aturan")


@bp.get("")
@requires(Permission.MANAGE_OFFICE)
def show() -> ResponseReturnValue:
    """Show one list with what may be done to it."""
    return _page(request.args.get("daftar", ""), Form())


@bp.post("/<name>")
@requires(Permission.MANAGE_OFFICE)
def keep(name: str) -> ResponseReturnValue:
    """Add a line to a list, or write one anew."""
    try:
        rules_page.keep(db(), current_actor(), name, request.form, at=now())
    except Invalid as refused:
        db().rollback()
        return _page(name, Form(request.form, refused.faults, LIST)), 422
    after_commit(parts().wake_worker)
    flash("Daftar diperbarui. Yang sudah tercatat tidak berubah.")
    return redirect(url_for(".show", daftar=name), code=303)


def _page(name: str, form: Form) -> str:
    page = rules_page.list_page(db(), current_actor(), name)
    adding = Form() if form.value("code") else form  # of the two kinds of form on the page
    return render_template("rules/lists.html", page=page, form=form, adding=adding)
