"""The clients of the office: their list, registering one, and the page of a client's file."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clients import service as clients
from casework.clients.model import Client
from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.client_file import page as client_page
from webapp.client_file import placing, timeline_view
from webapp.clients import form as client_form
from webapp.clients import list as client_list
from webapp.clients import twins
from webapp.clients.criteria import criteria
from webapp.clients.form import CHOICES, Doubt
from webapp.db import db
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import CLIENT, PLACE
from webapp.words.formatting import today
from webapp.words.people import STAGES

__all__ = ["bp"]

bp = Blueprint("clients", __name__, url_prefix="/berkas")


@bp.get("")
@requires(Permission.READ_FILES)
def index() -> ResponseReturnValue:
    """List the clients: one's own or all, narrowed by filters that are links."""
    actor = current_actor()
    asked = criteria(request.args, actor)
    found = client_list.client_list(db(), actor, asked)
    return render_template("clients/index.html", asked=asked, found=found)


@bp.post("")
@requires(Permission.READ_FILES)
def find() -> ResponseReturnValue:
    """List the clients with these words; a name is posted, so that no address ever holds it."""
    actor = current_actor()
    asked = criteria(request.values, actor)
    with parts().database.reading() as session:
        found = client_list.client_list(session, actor, asked)
        return render_template("clients/index.html", asked=asked, found=found)


@bp.get("/baru")
@requires(Permission.REGISTER_CLIENT)
def new() -> ResponseReturnValue:
    """Show the form that registers a client."""
    return _form(Form(client_form.start(current_actor())))


@bp.post("/baru")
@requires(Permission.REGISTER_CLIENT)
def register() -> ResponseReturnValue:
    """Open a client's file; ask first where the client may be known already."""
    if request.form.get("more"):
        return _form(Form(request.form))
    try:
        outcome = client_form.register(db(), current_actor(), request.form, at=now())
    except Invalid as refused:
        return make_response(_form(Form(request.form, refused.faults, CLIENT)), 422)
    if isinstance(outcome, Doubt):
        return make_response(_form(Form(request.form, outcome.faults, CLIENT), outcome), 422)
    return redirect(_after(outcome), code=303)


def _after(client: Client) -> str:
    """Return the new file's address, or the list where it is not for who registered it: a child."""
    if clients.may_read(current_actor(), client):
        flash(f"Berkas {client.number} dibuka.")
        return url_for(".file", number=client.number)
    flash(f"Berkas anak {client.number} dibuka. Isinya terbuka bagi PK-nya, tidak di daftar ini.")
    return url_for(".index")


def _form(form: Form, doubt: Doubt | None = None) -> str:
    page = client_form.form_page(db(), current_actor(), form.values)
    alike = [] if doubt else twins.typed(db(), current_actor(), form.values, today())
    told = {"doubt": doubt, "twins": alike}  # a doubt says itself who is like this
    return render_template(
        "clients/register.html", form=form, page=page, choices=CHOICES, stages=STAGES, **told
    )


@bp.get("/<number>")
@requires(Permission.READ_FILES)
def file(number: str) -> ResponseReturnValue:
    """Show a client's file: who it is, what is next, everything in it."""
    return _file(clients.get(db(), current_actor(), number), Form())


def _file(client: Client, form: Form) -> str:
    asked = timeline_view.asked(request.args)
    page = client_page.file_page(db(), current_actor(), client, asked)
    return render_template("clients/file.html", client=client, page=page, form=form)


@bp.post("/<number>/tempat")
@requires(Permission.RECORD_PLACE)
def put(number: str) -> ResponseReturnValue:
    """Write down where the map, or one paper of it, lies now."""
    client = clients.get(db(), current_actor(), number)
    try:
        said = placing.put(db(), current_actor(), client, request.form, at=now())
    except Invalid as refused:
        return make_response(_file(client, Form(request.form, refused.faults, PLACE)), 422)
    flash(said)
    return redirect(url_for(".file", number=number), code=303)
