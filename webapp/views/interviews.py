"""Interviews and cross-checks of a draft: planned, recorded, put right by another record."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.assessments import drafts, interviewing
from casework.clients import service as clients
from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.client_file.tabs import brief_head
from webapp.db import after_commit, db
from webapp.hearing import interview_page
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import INTERVIEW

__all__ = ["bp"]

bp = Blueprint(
    "interviews", __name__, url_prefix="/berkas/<number>/asesmen/<int(max=9999):ordinal>/wawancara"
)


@bp.get("/baru")
@requires(Permission.ASSESS)
def new(number: str, ordinal: int) -> ResponseReturnValue:
    """Show the form for a talk that was held."""
    return _page("interviews/new.html", number, ordinal)


@bp.post("/baru")
@requires(Permission.ASSESS)
def record(number: str, ordinal: int) -> ResponseReturnValue:
    """Record the talk and seal it."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    try:
        interview_page.record(db(), actor, client, assessment, request.form, at=now())
    except Invalid as refused:
        db().rollback()
        form = Form(request.form, refused.faults, INTERVIEW)
        return _page("interviews/new.html", number, ordinal, form), 422
    after_commit(parts().wake_worker)
    flash("Wawancara tersimpan, segera disegel.")
    return redirect(_overview(number, ordinal), code=303)


@bp.get("/rencana")
@requires(Permission.ASSESS)
def planning(number: str, ordinal: int) -> ResponseReturnValue:
    """Show the form for a talk that is to be held."""
    return _page("interviews/plan.html", number, ordinal)


@bp.post("/rencana")
@requires(Permission.ASSESS)
def plan(number: str, ordinal: int) -> ResponseReturnValue:
    """Put a talk on the list of what is to be held."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    try:
        interview_page.plan(db(), actor, assessment, request.form, at=now())
    except Invalid as refused:
        db().rollback()
        form = Form(request.form, refused.faults, INTERVIEW)
        return _page("interviews/plan.html", number, ordinal, form), 422
    flash("Rencana wawancara tersimpan.")
    return redirect(_overview(number, ordinal), code=303)


@bp.post("/rencana/<ulid:plan_id>/hapus")
@requires(Permission.ASSESS)
def drop(number: str, ordinal: int, plan_id: str) -> ResponseReturnValue:
    """Take a plan off the list."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    interviewing.drop_plan(db(), actor, assessment, plan_id)
    flash("Rencana wawancara dihapus.")
    return redirect(_overview(number, ordinal), code=303)


def _overview(number: str, ordinal: int) -> str:
    return url_for("assessments.overview", number=number, ordinal=ordinal, _anchor="wawancara")


def _page(template: str, number: str, ordinal: int, form: Form | None = None) -> str:
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    drafts.edit(actor, assessment)
    plan_id, replaces = (request.values.get(name, "") for name in ("rencana", "memperbaiki"))
    return render_template(
        template,
        client=client,
        assessment=assessment,
        form=form
        or interview_page.blank_talk(db(), client, assessment, plan_id=plan_id, replaces=replaces),
        plan_id=plan_id,
        replaces=replaces,
        parties=interview_page.PARTY_CHOICES,
        means=interview_page.MEANS_CHOICES,
        head=brief_head(db(), client),
    )
