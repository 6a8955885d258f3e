"""Taking an office's list of clients over: upload, columns, preview, progress, undo."""

from collections.abc import Callable

from flask import (
    Blueprint,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.errors import Invalid
from casework.imports import queries, sheets
from casework.imports import service as imports
from casework.imports.model import ImportBatch, RowChoice, RowState
from casework.imports.workflow import BatchState
from casework.users.permissions import Permission
from rendering.sheet import MEDIA_TYPE
from webapp.access import current_actor, requires
from webapp.db import after_commit, db
from webapp.imports import form as import_form
from webapp.imports import page as import_page
from webapp.imports import row as import_row
from webapp.imports.words import STATES
from webapp.parts import parts
from webapp.pieces.downloads import download
from webapp.pieces.forms import Form
from webapp.words.fields import ROW, SHEET

__all__ = ["bp"]

bp = Blueprint("imports", __name__, url_prefix="/impor")


@bp.get("")
@requires(Permission.IMPORT_CLIENTS)
def index() -> ResponseReturnValue:
    """Show where a list is uploaded, what is kept of mappings, and the earlier lists."""
    return _start(Form())


def _start(form: Form) -> str:
    actor = current_actor()
    earlier = [
        (one, queries.counts(db(), one), import_page.expires(one))
        for one in queries.batches(db(), actor)
    ]
    kept = queries.mappings(db(), actor)
    return render_template(
        "imports/index.html", form=form, earlier=earlier, kept=kept, states=STATES
    )


@bp.post("")
@requires(Permission.IMPORT_CLIENTS)
def upload() -> ResponseReturnValue:
    """Take a list in; the file is read before the database is asked."""
    sent = request.files.get("file")
    try:
        file = imports.read(sent.read() if sent else b"", (sent and sent.filename) or "")
    except Invalid as refused:
        return make_response(_start(Form({}, refused.faults, SHEET)), 422)
    batch = imports.upload(db(), current_actor(), file, at=now())
    return redirect(url_for(".columns", batch_id=batch.id), code=303)


@bp.get("/contoh.xlsx")
@requires(Permission.IMPORT_CLIENTS)
def sample() -> ResponseReturnValue:
    """Hand out the sample sheet."""
    return download(sheets.sample(), "lembar-klien.xlsx", MEDIA_TYPE)


def _batch(batch_id: str) -> ImportBatch:
    return imports.get(db(), current_actor(), batch_id)


@bp.get("/<ulid:batch_id>/kolom")
@requires(Permission.IMPORT_CLIENTS)
def columns(batch_id: str) -> ResponseReturnValue:
    """Show which column is taken for what."""
    batch = _batch(batch_id)
    return _columns(batch, import_form.form_of(batch))


def _columns(batch: ImportBatch, form: Form) -> str:
    page, expires = import_form.columns_page(db(), batch), import_page.expires(batch)
    return render_template(
        "imports/columns.html", batch=batch, form=form, page=page, expires=expires
    )


@bp.post("/<ulid:batch_id>/kolom")
@requires(Permission.IMPORT_CLIENTS)
def choose_columns(batch_id: str) -> ResponseReturnValue:
    """Keep what the columns mean and have every row checked."""
    batch, given = _batch(batch_id), import_form.chosen(_batch(batch_id), request.form)
    keep_as = request.form.get("keep_as", "")
    try:
        imports.map_columns(db(), current_actor(), batch, given, at=now(), keep_as=keep_as)
    except Invalid as refused:
        return make_response(
            _columns(batch, Form(request.form, refused.faults, import_form.names(batch))), 422
        )
    after_commit(parts().wake_worker)
    return redirect(url_for(".show", batch_id=batch.id), code=303)


@bp.post("/<ulid:batch_id>/lembar")
@requires(Permission.IMPORT_CLIENTS)
def choose_sheet(batch_id: str) -> ResponseReturnValue:
    """Take another sheet of the book, or another row for the head."""
    with parts().database.reading() as session:
        content = imports.get(session, current_actor(), batch_id).content or b""
    try:
        file = imports.read(content, "", sheet=request.form.get("sheet", ""))
        batch = _batch(batch_id)
        import_form.choose(db(), batch, file, request.form)
    except Invalid as refused:
        db().rollback()
        batch = _batch(batch_id)
        return make_response(_columns(batch, import_form.unread(batch, refused.faults)), 422)
    return redirect(url_for(".columns", batch_id=batch.id), code=303)


@bp.get("/<ulid:batch_id>")
@requires(Permission.IMPORT_CLIENTS)
def show(batch_id: str) -> ResponseReturnValue:
    """Show the list as it stands: its columns, how far it is, its rows, what became of it."""
    batch = _batch(batch_id)
    if batch.state is BatchState.UPLOADED:
        return redirect(url_for(".columns", batch_id=batch.id))
    return _show(batch, Form())


def _show(batch: ImportBatch, form: Form) -> str:
    wanted, number = request.args.get("tampil", ""), request.args.get("hlm", 1, int)
    page = import_page.preview(db(), batch, wanted, number)
    told = {"status": import_page.progress(db(), batch), "expires": import_page.expires(batch)}
    return render_template(
        "imports/show.html", batch=batch, page=page, form=form, states=STATES, **told
    )


@bp.get("/<ulid:batch_id>/status")
@requires(Permission.IMPORT_CLIENTS)
def status(batch_id: str) -> ResponseReturnValue:
    """Answer how far the work is, for the page that waits."""
    return jsonify(import_page.progress(db(), _batch(batch_id)))


@bp.get("/<ulid:batch_id>/salah.xlsx")
@requires(Permission.IMPORT_CLIENTS)
def faulty(batch_id: str) -> ResponseReturnValue:
    """Hand out the faulty rows with what is wrong beside each."""
    batch = _batch(batch_id)
    content = sheets.faulty(db(), batch, import_page.faults_told(batch))
    return download(content, "baris-salah.xlsx", MEDIA_TYPE)


@bp.get("/<ulid:batch_id>/baris/<int(max=999999):n>")
@requires(Permission.IMPORT_CLIENTS)
def row(batch_id: str, n: int) -> ResponseReturnValue:
    """Show one row: its cells to be mended, who it is like."""
    return _row(batch_id, n, Form())


def _row(batch_id: str, n: int, form: Form) -> str:
    batch = _batch(batch_id)
    found = imports.row(db(), batch, n)
    page = import_row.row_page(db(), current_actor(), batch, found, at=now())
    return render_template("imports/row.html", batch=batch, row=found, page=page, form=form)


@bp.post("/<ulid:batch_id>/baris/<int(max=999999):n>")
@requires(Permission.IMPORT_CLIENTS)
def edit(batch_id: str, n: int) -> ResponseReturnValue:
    """Write corrections over a row and check it anew."""
    texts = import_form.texts(request.form)
    return _settle(
        batch_id, n, lambda batch: imports.edit(db(), current_actor(), batch, n, texts, at=now())
    )


@bp.post("/<ulid:batch_id>/baris/<int(max=999999):n>/putusan")
@requires(Permission.IMPORT_CLIENTS)
def decide(batch_id: str, n: int) -> ResponseReturnValue:
    """Leave a row out, or have a new file opened all the same."""
    choice = import_form.decision(request.form)
    return _settle(
        batch_id, n, lambda batch: imports.decide(db(), current_actor(), batch, n, choice, at=now())
    )


def _settle(batch_id: str, n: int, act: Callable[[ImportBatch], object]) -> ResponseReturnValue:
    batch = _batch(batch_id)
    try:
        act(batch)
    except Invalid as refused:
        db().rollback()
        return make_response(_row(batch_id, n, Form(request.form, refused.faults, ROW)), 422)
    return redirect(import_row.after(db(), batch, n), code=303)


@bp.post("/<ulid:batch_id>/kembar")
@requires(Permission.IMPORT_CLIENTS)
def skip_twins(batch_id: str) -> ResponseReturnValue:
    """Leave out every row that is like somebody."""
    batch = _batch(batch_id)
    many = imports.decide_all(db(), batch, RowState.TWIN, RowChoice.SKIP)
    flash(f"{many} baris kembar dilewati.")
    return redirect(url_for(".show", batch_id=batch.id), code=303)


@bp.post("/<ulid:batch_id>/jalankan")
@requires(Permission.IMPORT_CLIENTS)
def confirm(batch_id: str) -> ResponseReturnValue:
    """Have every row that is ready registered."""
    batch = _batch(batch_id)
    if doubles := imports.confirm(db(), current_actor(), batch, at=now()):
        flash(f"Belum diimpor: {doubles} baris mirip klien yang baru didaftarkan.", "warning")
    after_commit(parts().wake_worker)
    return redirect(url_for(".show", batch_id=batch.id), code=303)


@bp.post("/<ulid:batch_id>/batalkan")
@requires(Permission.IMPORT_CLIENTS)
def undo(batch_id: str) -> ResponseReturnValue:
    """Take the whole import back."""
    batch, reason = _batch(batch_id), request.form.get("reason", "")
    try:
        numbers = imports.undo(db(), current_actor(), batch, reason=reason, at=now())
    except Invalid as refused:
        return make_response(_show(batch, Form(request.form, refused.faults, SHEET)), 422)
    after_commit(parts().wake_worker)
    flash(f"Impor dibatalkan: {len(numbers)} berkas ditarik. Nomornya tidak dipakai lagi.")
    return redirect(url_for(".show", batch_id=batch.id), code=303)


@bp.post("/<ulid:batch_id>/buang")
@requires(Permission.IMPORT_CLIENTS)
def drop(batch_id: str) -> ResponseReturnValue:
    """Let a list go that was never confirmed."""
    imports.drop(db(), current_actor(), _batch(batch_id), at=now())
    flash("Lembar dibuang. Tidak ada klien yang didaftarkan.")
    return redirect(url_for(".index"), code=303)
