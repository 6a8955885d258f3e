"""Issuing a result: the checks, the one button, and the steps as they finish."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.assessments import drafts, issuing, queries, readiness
from casework.assessments.model import AssessmentState
from casework.assessments.sheet import lay_out
from casework.clients import service as clients
from casework.clock import now
from casework.documents.numbers import NumberTaken
from casework.errors import Fault, Invalid
from casework.jobs import service as jobs
from casework.jobs.worker import Later
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.assessments import filling, preview
from webapp.client_file.tabs import brief_head
from webapp.db import after_commit, db
from webapp.documents import issue_steps
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import RESULT
from webapp.words.formatting import today
from webapp.words.refusals import trouble_sentence

__all__ = ["bp"]

bp = Blueprint(
    "issuing", __name__, url_prefix="/berkas/<number>/asesmen/<int(max=9999):ordinal>/terbit"
)


@bp.get("")
@requires(Permission.READ_ASSESSMENTS)
def show(number: str, ordinal: int) -> ResponseReturnValue:
    """Show what is missing, what goes out, and after the start the steps."""
    client = clients.get(db(), current_actor(), number)
    draft = drafts.get(db(), current_actor(), client, ordinal)
    if draft.state is AssessmentState.DROPPED:
        return redirect(url_for("assessments.overview", number=number, ordinal=ordinal), code=303)
    return _page(number, ordinal, Form())


@bp.post("")
@requires(Permission.ISSUE_ASSESSMENT)
def issue(number: str, ordinal: int) -> ResponseReturnValue:
    """Take the number and let the worker make the paper."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    typed = request.form.get("number", "")
    try:
        issuing.issue(db(), actor, client, assessment, number=typed, at=now())
    except NumberTaken as taken:
        db().rollback()
        form = Form(request.form, (Fault("number", "number-taken", {"text": taken.text}),), RESULT)
        return _page(number, ordinal, form), 422
    except Invalid as refused:
        db().rollback()
        return _page(number, ordinal, Form(request.form, refused.faults, RESULT)), 422
    after_commit(parts().wake_worker)
    return redirect(url_for(".show", number=number, ordinal=ordinal), code=303)


@bp.get("/pratinjau")
@requires(Permission.ISSUE_ASSESSMENT)
def look(number: str, ordinal: int) -> ResponseReturnValue:
    """Show the pages of the report as they would be issued now; nothing is taken."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    try:
        pages = preview.pictures(db(), actor, client, assessment, at=now())
    except (Invalid, Later) as away:
        if isinstance(away, Later):
            flash(trouble_sentence(away.trouble), "warning")
        return redirect(url_for(".show", number=number, ordinal=ordinal), code=303)
    return render_template(
        "assessments/preview.html",
        client=client,
        assessment=assessment,
        pages=pages,
        head=brief_head(db(), client),
    )


@bp.post("/batal")
@requires(Permission.VOID_NUMBER)
def void(number: str, ordinal: int) -> ResponseReturnValue:
    """Give up a number whose document cannot be made; the register keeps it."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    try:
        reason = request.form.get("reason", "")
        issuing.void(db(), actor, client, assessment, reason=reason, at=now())
    except Invalid as refused:
        db().rollback()
        return _page(number, ordinal, Form(request.form, refused.faults, RESULT)), 422
    after_commit(parts().wake_worker)
    flash(f"Nomor {assessment.number} dibatalkan. Nomornya tetap tercatat.")
    return redirect(url_for("clients.file", number=number), code=303)


@bp.get("/status")
@requires(Permission.READ_ASSESSMENTS)
def status(number: str, ordinal: int) -> ResponseReturnValue:
    """Answer how far the issue is, for the page that waits."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    return jsonify(issue_steps.as_json(assessment, jobs.trouble(db(), assessment.id)))


def _page(number: str, ordinal: int, form: Form) -> str:
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    sheet = lay_out(db(), client, assessment)
    return render_template(
        "assessments/issue.html",
        client=client,
        assessment=assessment,
        sheet=sheet,
        form=form,
        pages=filling.pages(sheet, assessment),
        faults=readiness.faults(db(), client, assessment, on=today()),
        warnings=readiness.warnings(db(), client, assessment, on=today()),
        steps=issue_steps.steps(assessment, jobs.trouble(db(), assessment.id)),
        place_of=lambda fault: filling.place_of(sheet, client, assessment, fault),
        head=brief_head(db(), client),
        mine=assessment.assessor_id == actor.id,
        document=queries.overview(db(), actor, client, ordinal).document,
    )
