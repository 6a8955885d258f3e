"""The assessments of a client: opening one, its overview, and the list of what is under way."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.assessments import drafts, dropping, queries
from casework.assessments.model import Assessment, AssessmentState
from casework.assessments.sheet import lay_out
from casework.clients import service as clients
from casework.clients.model import Client
from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.assessments import assignment, filling, studied
from webapp.client_file.tabs import brief_head
from webapp.db import db
from webapp.hearing import consent_page, interview_page
from webapp.pieces.forms import Form
from webapp.words.fields import RESULT

__all__ = ["bp"]

bp = Blueprint("assessments", __name__)


@bp.get("/asesmen")
@requires(Permission.READ_ASSESSMENTS)
def index() -> ResponseReturnValue:
    """List the assessments that are not issued yet, and the latest that are."""
    rows = queries.under_way(db(), current_actor())
    return render_template("assessments/index.html", rows=rows)


@bp.post("/berkas/<number>/asesmen/baru")
@requires(Permission.ASSESS)
def open_one(number: str) -> ResponseReturnValue:
    """Open the client's next assessment; before anything is answered consent is recorded."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.open_draft(db(), actor, client, at=now())
    flash("Asesmen dibuka. Isian tersimpan sendiri selama Anda mengetik.")
    return redirect(url_for("consents.show", number=number, ordinal=assessment.ordinal), code=303)


@bp.get("/berkas/<number>/asesmen/<int(max=9999):ordinal>")
@requires(Permission.READ_ASSESSMENTS)
def overview(number: str, ordinal: int) -> ResponseReturnValue:
    """Show how far an assessment is, part by part, and what comes next."""
    return _page(clients.get(db(), current_actor(), number), ordinal, Form())


@bp.post("/berkas/<number>/asesmen/<int(max=9999):ordinal>/batal")
@requires(Permission.READ_ASSESSMENTS, Permission.DROP_DRAFT)
def drop(number: str, ordinal: int) -> ResponseReturnValue:
    """Give a draft up; it stays to be read, and another one can be opened."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    draft = drafts.get(db(), actor, client, ordinal)
    try:
        dropping.drop(db(), actor, client, draft, reason=request.form.get("reason", ""), at=now())
    except Invalid as refused:
        return _page(client, ordinal, Form(request.form, refused.faults, RESULT)), 422
    flash(f"Asesmen {ordinal} dibatalkan. Isinya tetap dapat dibaca.")
    return redirect(url_for(".overview", number=number, ordinal=ordinal), code=303)


def _page(client: Client, ordinal: int, form: Form) -> str:
    actor = current_actor()
    found = queries.overview(db(), actor, client, ordinal)
    sheet = lay_out(db(), client, found.draft) if found.draft is not None else None
    subject = found.assessment_id
    return render_template(
        "assessments/overview.html",
        client=client,
        found=found,
        form=form,
        assigned=assignment.assigned(db(), actor, client, found.draft) if found.draft else None,
        consent=consent_page.panel(db(), subject, found.draft),
        interviews=interview_page.panel(db(), client, subject, open_draft=_is_open(found.draft)),
        drops=found.draft is not None and dropping.may_drop(actor, found.draft),
        sheet=sheet,
        pages=filling.pages(sheet, found.draft) if sheet and found.draft else (),
        head=brief_head(db(), client),
        sources=studied.lines(db(), client, found.draft) if found.draft else [],
    )


def _is_open(draft: Assessment | None) -> bool:
    return draft is not None and draft.state is AssessmentState.DRAFT
