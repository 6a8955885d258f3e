"""A client's guidance: whether the client can be assessed today, its past, and its next step."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clients import service as clients
from casework.clients.guidance import ChangedGuidance
from casework.clients.model import Client
from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.client_file import audience
from webapp.db import after_commit, db
from webapp.guidance import form as guidance_form
from webapp.guidance import page as guidance_page
from webapp.guidance.page import PastRow
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import AUDIENCE
from webapp.words.people import STAGES

__all__ = ["bp"]

bp = Blueprint("guidance", __name__, url_prefix="/berkas")


@bp.get("/<number>/status")
@requires(Permission.READ_FILES)
def show(number: str) -> ResponseReturnValue:
    """Explain where the guidance stands and what follows from it."""
    return _page(clients.get(db(), current_actor(), number), Form())


@bp.post("/<number>/status")
@requires(Permission.READ_FILES, Permission.CHANGE_GUIDANCE)
def change(number: str) -> ResponseReturnValue:
    """Take one step; what was typed stays while something is wrong, or somebody was quicker."""
    client = clients.get(db(), current_actor(), number)
    try:
        told = guidance_form.change(db(), current_actor(), client, request.form, at=now())
    except Invalid as refused:
        return make_response(
            _page(client, Form(request.form, refused.faults, guidance_form.names())), 422
        )
    except ChangedGuidance:
        rival = guidance_page.rival(db(), client)
        return make_response(_page(client, Form(request.form), rival), 409)
    after_commit(parts().wake_worker)
    flash(told)
    return redirect(url_for(".show", number=number), code=303)


@bp.post("/<number>/anak")
@requires(Permission.READ_FILES, Permission.CHANGE_CLIENT)
def found_child(number: str) -> ResponseReturnValue:
    """Open a file among the children's for one who proves to have been a child."""
    client = clients.get(db(), current_actor(), number)
    try:
        fresh = audience.found_child(db(), current_actor(), client, request.form, at=now())
    except Invalid as refused:
        return make_response(_page(client, Form(request.form, refused.faults, AUDIENCE)), 422)
    after_commit(parts().wake_worker)
    flash(f"Berkas anak {fresh.number} dibuka. Berkas {number} kini tertutup seperti berkas anak.")
    if not clients.may_read(current_actor(), fresh):
        return redirect(url_for("clients.index"), code=303)
    return redirect(url_for(".show", number=fresh.number), code=303)


@bp.post("/<number>/berkas-lain")
@requires(Permission.READ_FILES, Permission.CHANGE_CLIENT)
def join(number: str) -> ResponseReturnValue:
    """Join two files of one person."""
    client = clients.get(db(), current_actor(), number)
    try:
        other = audience.join(db(), current_actor(), client, request.form, at=now())
    except Invalid as refused:
        return make_response(_page(client, Form(request.form, refused.faults, AUDIENCE)), 422)
    after_commit(parts().wake_worker)
    flash(f"Berkas {number} dan {other.number} disambungkan; kedua nomor tetap berlaku.")
    return redirect(url_for(".show", number=number), code=303)


def _page(client: Client, form: Form, rival: PastRow | None = None) -> str:
    page = guidance_page.guidance_page(db(), current_actor(), client)
    lost = guidance_form.lost(client, form.values)
    return render_template(
        "clients/status.html",
        client=client, page=page, form=form, rival=rival, lost=lost, stages=STAGES,
    )  # fmt: skip
