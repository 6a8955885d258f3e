"""The assignment of an assessment: who carries it out, from when, by which letter."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.assessments import drafts
from casework.clients import service as clients
from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.assessments import assignment
from webapp.client_file.tabs import brief_head
from webapp.db import db
from webapp.pieces.forms import Form
from webapp.words.fields import ASSIGNMENT

__all__ = ["bp"]

bp = Blueprint(
    "assignments", __name__, url_prefix="/berkas/<number>/asesmen/<int(max=9999):ordinal>/penugasan"
)


@bp.get("")
@requires(Permission.READ_ASSESSMENTS, Permission.DROP_DRAFT)
def show(number: str, ordinal: int) -> ResponseReturnValue:
    """Show the form of the assignment as it is known."""
    return _page(number, ordinal)


@bp.post("")
@requires(Permission.READ_ASSESSMENTS, Permission.DROP_DRAFT)
def record(number: str, ordinal: int) -> ResponseReturnValue:
    """Write the assignment down; it is printed in the report."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    draft = drafts.get(db(), actor, client, ordinal)
    try:
        assignment.record(db(), actor, client, draft, request.form, at=now())
    except Invalid as refused:
        db().rollback()
        return _page(number, ordinal, Form(request.form, refused.faults, ASSIGNMENT)), 422
    flash("Penugasan tersimpan.")
    return redirect(url_for("assessments.overview", number=number, ordinal=ordinal), code=303)


def _page(number: str, ordinal: int, form: Form | None = None) -> str:
    actor = current_actor()
    client = clients.get(db(), actor, number)
    draft = drafts.get(db(), actor, client, ordinal)
    return render_template(
        "assessments/assignment.html",
        client=client,
        assessment=draft,
        form=form or assignment.stored(actor, draft),
        assessors=assignment.assessors(db(), actor, draft),
        head=brief_head(db(), client),
    )
