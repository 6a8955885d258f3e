"""What the office's own words in a list mean, said once for all rows."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.errors import Fault, Invalid
from casework.imports import meanings
from casework.imports import service as imports
from casework.imports.model import ImportBatch
from casework.imports.workflow import BatchState
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.db import after_commit, db
from webapp.imports.meanings import form_of, meanings_page, posted
from webapp.parts import parts

__all__ = ["bp"]

bp = Blueprint("import_words", __name__, url_prefix="/impor/<ulid:batch_id>/kata")


@bp.get("")
@requires(Permission.IMPORT_CLIENTS)
def show(batch_id: str) -> ResponseReturnValue:
    """Show the words that no list of the office has, and what was said of words so far."""
    batch = imports.get(db(), current_actor(), batch_id)
    if batch.state is not BatchState.CHECKED:
        return redirect(url_for("imports.show", batch_id=batch.id))
    return _page(batch)


def _page(batch: ImportBatch, faults: tuple[Fault, ...] = ()) -> str:
    page = meanings_page(db(), batch, at=now())
    form = form_of(page, request.form, faults)
    return render_template("imports/words.html", batch=batch, page=page, form=form)


@bp.post("")
@requires(Permission.IMPORT_CLIENTS)
def say(batch_id: str) -> ResponseReturnValue:
    """Keep what words mean and have every row checked with it."""
    batch, keep_as = imports.get(db(), current_actor(), batch_id), request.form.get("keep_as", "")
    given = posted(request.form)
    try:
        meanings.say(db(), current_actor(), batch, given, at=now(), keep_as=keep_as)
    except Invalid as refused:
        return make_response(_page(batch, refused.faults), 422)
    after_commit(parts().wake_worker)
    flash("Arti kata disimpan. Semua baris diperiksa lagi.")
    return redirect(url_for("imports.show", batch_id=batch.id), code=303)
