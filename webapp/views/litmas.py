"""The Litmas of a PK: uploading one, attaching a result, the bundle as it is made."""

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
from casework.errors import Fault, Invalid, NotFound
from casework.litmas import queries, service
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.db import after_commit, db
from webapp.litmas import page as litmas_page
from webapp.litmas import upload as litmas_upload
from webapp.litmas.waiting import result_cards
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import LITMAS
from webapp.words.refusals import refusal_words

__all__ = ["bp"]

bp = Blueprint("litmas", __name__, url_prefix="/litmas")


@bp.get("")
@requires(Permission.COMPILE_LITMAS)
def index() -> ResponseReturnValue:
    """List the results that wait for this PK and the Litmas she made."""
    actor = current_actor()
    return render_template(
        "litmas/index.html",
        waiting=result_cards(queries.new_results(db(), actor)),
        rows=litmas_page.litmas_lines(queries.listed(db(), actor)),
    )


@bp.get("/baru")
@requires(Permission.COMPILE_LITMAS)
def new() -> ResponseReturnValue:
    """Show the form for one client; ask for the client first where none is named."""
    number = request.args.get("berkas") or request.args.get("milik", "")
    if not number:
        return _choose(Form())
    try:
        return _form(number, Form({"hasil": request.args.get("hasil", "")}))
    except NotFound:
        fault = Fault("berkas", "file-unknown", {"number": number[:40]})
        return make_response(_choose(Form(request.args, (fault,), LITMAS)), 404)


@bp.post("/baru")
@requires(Permission.COMPILE_LITMAS)
def upload() -> ResponseReturnValue:
    """Take a Litmas into the client's file and order its bundle where a result was chosen."""
    given, document = request.form, request.files.get("file")
    try:
        litmas = litmas_upload.take_in(current_actor(), given, document, at=now())
    except Invalid as refused:
        db().rollback()
        return make_response(
            _form(given.get("berkas", ""), Form(given, refused.faults, LITMAS)), 422
        )
    except service.AlreadyFiled as known:
        flash(refusal_words(known).sentence, "warning")
        return redirect(url_for(".show", slug=known.slug), code=303)
    flash(f"Litmas tersimpan, nomor {litmas.number}.")
    after_commit(parts().wake_worker)
    return redirect(url_for(".show", slug=litmas.slug), code=303)


def _form(number: str, form: Form) -> str:
    page = litmas_upload.upload_page(db(), current_actor(), number)
    return render_template("litmas/upload.html", page=page, form=form)


def _choose(form: Form) -> str:
    actor = current_actor()
    return render_template(
        "litmas/choose.html",
        form=form,
        waiting=result_cards(queries.new_results(db(), actor)),
        own=litmas_upload.own_clients(db(), actor),
    )


@bp.get("/<slug>")
@requires(Permission.READ_ASSESSMENTS)
def show(slug: str) -> ResponseReturnValue:
    """Show a Litmas: its bundle, the results that can be attached, what is missing."""
    litmas, client = service.get(db(), current_actor(), slug)
    page = litmas_page.litmas_page(db(), litmas, client)
    return render_template("litmas/show.html", litmas=litmas, client=client, page=page)


@bp.post("/<slug>/lampirkan")
@requires(Permission.COMPILE_LITMAS)
def attach(slug: str) -> ResponseReturnValue:
    """Order the bundle with a result; the worker makes it."""
    actor = current_actor()
    litmas, _ = service.get(db(), actor, slug)
    litmas_upload.attach(db(), actor, litmas, request.form.get("hasil", ""), at=now())
    after_commit(parts().wake_worker)
    return redirect(url_for(".show", slug=slug), code=303)


@bp.get("/<slug>/status")
@requires(Permission.READ_ASSESSMENTS)
def status(slug: str) -> ResponseReturnValue:
    """Answer how far the bundle is, for the page that waits."""
    litmas, _ = service.get(db(), current_actor(), slug)
    return jsonify(litmas_page.progress(db(), litmas))
