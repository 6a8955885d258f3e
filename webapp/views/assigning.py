"""Giving clients to PKs: the list of those without one, and one client at a time."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clients import assigning
from casework.clients.assigning import AssignedMeanwhile
from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp import menu
from webapp.access import current_actor, requires
from webapp.db import after_commit, db
from webapp.guidance import assigning as assigning_page
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import ASSIGNING

__all__ = ["bp"]

bp = Blueprint("assigning", __name__, url_prefix="/penugasan")

menu.counted("assigning.index")(assigning_page.waiting)


@bp.get("")
@requires(Permission.ASSIGN_PK)
def index() -> ResponseReturnValue:
    """List the clients whom no PK has."""
    return _list(Form())


@bp.get("/<number>")
@requires(Permission.ASSIGN_PK)
def one(number: str) -> ResponseReturnValue:
    """Show one client's PKs with the form that gives the client to another."""
    return _one(number, Form())


@bp.post("/<number>")
@requires(Permission.ASSIGN_PK)
def give(number: str) -> ResponseReturnValue:
    """Give the client to a PK, from the list or from the client's own page."""
    client = assigning.to_assign(db(), current_actor(), number)
    listed = request.form.get("from") == "daftar"
    try:
        told = assigning_page.give(db(), current_actor(), client, request.form, at=now())
    except Invalid as refused:
        form = Form({**request.form.to_dict(), "number": number}, refused.faults, ASSIGNING)
        return make_response(_list(form) if listed else _one(number, form), 422)
    except AssignedMeanwhile:
        form = Form({**request.form.to_dict(), "number": number, "rival": "1"})
        return make_response(_one(number, form), 409)
    after_commit(parts().wake_worker)
    flash(told)
    page = request.form.get("hlm") or None
    return redirect(url_for(".index", hlm=page) if listed else url_for(".one", number=number), 303)


def _list(form: Form) -> str:
    page = assigning_page.orphan_page(db(), current_actor(), request.values.get("hlm", ""))
    return render_template("assigning/index.html", page=page, form=form)


def _one(number: str, form: Form) -> str:
    client = assigning.to_assign(db(), current_actor(), number)
    page = assigning_page.pk_page(db(), current_actor(), client)
    return render_template("assigning/one.html", page=page, form=form)
