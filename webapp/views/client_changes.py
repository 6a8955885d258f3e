"""Changing what is registered of a client, with the reason; the past stays in the file."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clients import service as clients
from casework.clients.changing import ChangedMeanwhile
from casework.clients.model import Client
from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.client_file.tabs import brief_head
from webapp.clients import change as client_change
from webapp.clients import form as client_form
from webapp.clients.change import Outcome, Rival
from webapp.db import db
from webapp.pieces.forms import Form
from webapp.words.fields import CLIENT

__all__ = ["bp"]

bp = Blueprint("client_changes", __name__, url_prefix="/berkas")


@bp.get("/<number>/ubah")
@requires(Permission.READ_FILES, Permission.CHANGE_CLIENT)
def show(number: str) -> ResponseReturnValue:
    """Show the client's data as a form."""
    client = clients.get(db(), current_actor(), number)
    return _form(client, Form(client_change.values_of(client)))


@bp.post("/<number>/ubah")
@requires(Permission.READ_FILES, Permission.CHANGE_CLIENT)
def change(number: str) -> ResponseReturnValue:
    """Take the changes; what was typed stays on the page while something is wrong with it."""
    client = clients.get(db(), current_actor(), number)
    if request.form.get("more"):
        return _form(client, Form(request.form))
    try:
        outcome = client_change.change(db(), current_actor(), client, request.form, at=now())
    except Invalid as refused:
        return make_response(_form(client, Form(request.form, refused.faults, CLIENT)), 422)
    except ChangedMeanwhile:
        return _ask_again(client)
    _tell(outcome)
    return redirect(url_for("clients.file", number=number), code=303)


def _tell(outcome: Outcome) -> None:
    flash("Perubahan data tersimpan." if outcome.changed else "Tidak ada yang berubah.")
    if outcome.note:
        flash(outcome.note, "warning")


def _ask_again(client: Client) -> ResponseReturnValue:
    """Show what somebody else changed beside what was typed; sending it again is a decision."""
    values = {**request.form.to_dict(), "mark": client_change.mark(client)}
    return make_response(_form(client, Form(values), client_change.rival(db(), client)), 409)


def _form(client: Client, form: Form, rival: Rival | None = None) -> str:
    page = client_form.form_page(db(), current_actor(), form.values)
    choices = client_form.choices_with(form.values)
    return render_template(
        "clients/change.html",
        client=client,
        head=brief_head(db(), client),
        form=form,
        page=page,
        choices=choices,
        rival=rival,
        elsewhere=client_change.elsewhere(db(), client),
    )
