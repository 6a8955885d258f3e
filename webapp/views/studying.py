"""The sources of one assessment: read beside the form, ticked as studied, remarked on."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.assessments import drafts, studying
from casework.assessments.workflow import AssessmentState
from casework.clients import service as clients
from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.assessments import studied
from webapp.client_file.tabs import brief_head
from webapp.db import db
from webapp.pieces.forms import Form

__all__ = ["bp"]

bp = Blueprint(
    "studying", __name__, url_prefix="/berkas/<number>/asesmen/<int(max=9999):ordinal>/sumber"
)


@bp.get("")
@requires(Permission.READ_ASSESSMENTS)
def show(number: str, ordinal: int) -> ResponseReturnValue:
    """List the client's sources and earlier results, each with the assessor's tick and remark."""
    return _page(number, ordinal)


@bp.post("")
@requires(Permission.ASSESS)
def save(number: str, ordinal: int) -> ResponseReturnValue:
    """Keep the ticks and remarks of the assessor of the draft."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    draft = drafts.get(db(), actor, client, ordinal)
    found = studied.lines(db(), client, draft)
    try:
        typed = studied.marks(request.form, found)
        studying.save(db(), actor, client, draft, typed, at=now())
    except Invalid as refused:
        db().rollback()
        form = Form(request.form, refused.faults, studied.names(found))
        return make_response(_page(number, ordinal, form), 422)
    flash("Tersimpan.")
    pane = request.form.get("sisip") or None
    return redirect(url_for(".show", number=number, ordinal=ordinal, sisip=pane), code=303)


def _page(number: str, ordinal: int, form: Form | None = None) -> str:
    """Return the page, or what is in it where the pane beside a form asks for it."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    draft = drafts.get(db(), actor, client, ordinal)
    pane = bool(request.values.get("sisip"))
    return render_template(
        "studying/pane.html" if pane else "studying/show.html",
        client=client,
        assessment=draft,
        head=brief_head(db(), client),
        lines=studied.lines(db(), client, draft),
        form=form or studied.typed_form(db(), client, draft),
        mine=draft.assessor_id == actor.id and draft.state is AssessmentState.DRAFT,
        pane=pane,
    )
