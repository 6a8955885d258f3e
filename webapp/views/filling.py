"""Filling in an assessment, page by page; saved by itself, and without a script by its button."""

import json

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.assessments import consenting, drafts
from casework.assessments.model import AssessmentState
from casework.assessments.sheet import lay_out
from casework.clients import service as clients
from casework.clock import now
from casework.errors import Fault, Invalid, NotFound
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.assessments import filling, keeping
from webapp.client_file.tabs import brief_head
from webapp.db import db
from webapp.pieces.forms import Form
from webapp.words.fields import ANSWERS
from webapp.words.formatting import clock

__all__ = ["bp"]

bp = Blueprint("filling", __name__, url_prefix="/berkas/<number>/asesmen/<int(max=9999):ordinal>")


@bp.get("/isi/<part>")
@requires(Permission.READ_ASSESSMENTS)
def show(number: str, ordinal: int, part: str) -> ResponseReturnValue:
    """Show one page of the form as it was last saved."""
    if (first := _first(number, ordinal, part)) is not None:
        return redirect(first, code=303)
    return _page(number, ordinal, part)


@bp.post("/isi/<part>")
@requires(Permission.ASSESS)
def save(number: str, ordinal: int, part: str) -> ResponseReturnValue:
    """Keep the whole page and go on to the next one, or to where the button says."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    version = request.form.get("version", type=int)
    try:
        drafts.edit(actor, assessment, version=version)
        keeping.keep(db(), actor, assessment, part, request.form, at=now())
    except Invalid as refused:
        db().rollback()
        return _page(number, ordinal, part, Form(request.form, refused.faults, ANSWERS)), 422
    except drafts.Stale:
        db().rollback()
        if keeping.unchanged(assessment, part, request.form):
            return redirect(_onward(client.number, ordinal, part), code=303)
        return _page(
            number, ordinal, part, Form(request.form, (Fault("version", "stale"),), ANSWERS)
        ), 409
    return redirect(_onward(client.number, ordinal, part), code=303)


@bp.post("/simpan/<part>")
@requires(Permission.ASSESS)
def autosave(number: str, ordinal: int, part: str) -> ResponseReturnValue:
    """Keep the fields that changed; answers with the new version, the time and the score."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    shown, before = request.form.get("version", type=int), assessment.version
    changes = _changes(request.form.get("changes", ""))
    keeping.keep(db(), actor, assessment, part, changes, at=now(), partly=True)
    db().flush()
    db().refresh(assessment)
    sheet = lay_out(db(), client, assessment)
    # a page that has not seen what another one saved stays stale: its button must not undo that
    seen = shown is None or shown == before
    return jsonify(
        version=assessment.version if seen else shown,
        saved_at=clock(assessment.saved_at),
        live=keeping.live(sheet, part),
    )


def _first(number: str, ordinal: int, part: str) -> str | None:
    """Return where the assessor goes before the first answer: consent comes before it (SP-1)."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    mine = assessment.assessor_id == actor.id and assessment.state is AssessmentState.DRAFT
    if not mine or part in filling.WRITTEN or not consenting.missing(db(), assessment):
        return None
    flash("Catat dahulu persetujuan; sesudah itu butir dapat dijawab.", "warning")
    return url_for("consents.show", number=number, ordinal=ordinal, lanjut=part)


def _changes(text: str) -> dict[str, str]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise NotFound("changes") from None
    if not isinstance(values, dict):
        raise NotFound("changes")
    return {str(name): value for name, value in values.items() if isinstance(value, str)}


def _onward(number: str, ordinal: int, part: str) -> str:
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    if request.form.get("stay"):
        return url_for(".show", number=number, ordinal=ordinal, part=part)
    following = filling.step(filling.pages(lay_out(db(), client, assessment), assessment), part)
    if following is not None:
        return url_for(".show", number=number, ordinal=ordinal, part=following.slug)
    flash("Bagian terakhir tersimpan. Periksa sekali lagi, lalu terbitkan.")
    return url_for("issuing.show", number=number, ordinal=ordinal)


def _page(number: str, ordinal: int, part: str, form: Form | None = None) -> str:
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    sheet = lay_out(db(), client, assessment)
    found = filling.pages(sheet, assessment)
    page = next((one for one in found if one.slug == part), None)
    if page is None:
        raise NotFound(f"part {part}")
    return render_template(
        keeping.template(page),
        client=client,
        assessment=assessment,
        sheet=sheet,
        page=page,
        rows=filling.rows(sheet, page),
        form=form or keeping.stored(assessment, page),
        mine=assessment.assessor_id == actor.id,
        following=filling.step(found, part),
        head=brief_head(db(), client),
        tabs=filling.tabs(found, client, assessment, part),
        live=keeping.live(sheet, part),
        **keeping.choices(assessment, page, sheet.risk.form.audience),
    )
