"""Uploading what came from elsewhere into a client's file."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clients import service as clients
from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.client_file.tabs import brief_head
from webapp.db import after_commit, db
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.sources import upload as source_upload
from webapp.words.fields import SOURCE
from webapp.words.kinds import SOURCE_KINDS

__all__ = ["bp"]

bp = Blueprint("sources", __name__, url_prefix="/berkas/<number>/sumber")


@bp.get("/baru")
@requires(Permission.FILE_SOURCE)
def new(number: str) -> ResponseReturnValue:
    """Show the form that takes files into this client's file."""
    return _form(number, Form())


@bp.post("/baru")
@requires(Permission.FILE_SOURCE)
def upload(number: str) -> ResponseReturnValue:
    """Keep the files as they came; the same file twice is told and not kept again."""
    given, files = request.form, request.files.getlist("files")
    try:
        taken = source_upload.take_in(current_actor(), number, given, files, at=now())
    except Invalid as refused:
        db().rollback()
        return make_response(_form(number, Form(given, refused.faults, SOURCE)), 422)
    for sentence in taken.known:
        flash(sentence, "warning")
    if taken.kept:
        flash(f"{taken.kept} dokumen tersimpan, segera disegel.")
    after_commit(parts().wake_worker)
    return redirect(url_for("clients.file", number=number), code=303)


def _form(number: str, form: Form) -> str:
    client = clients.get(db(), current_actor(), number)
    return render_template(
        "sources/upload.html",
        client=client,
        head=brief_head(db(), client),
        form=form,
        kinds=list(SOURCE_KINDS.items()),
    )
