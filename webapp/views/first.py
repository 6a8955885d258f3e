"""The page of an empty office: the one-time code brings its first administrator in."""

from flask import (
    Blueprint,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.errors import Invalid, NotFound
from casework.users import service as users
from webapp.access import public
from webapp.db import after_commit, db
from webapp.office import first_run, people_form
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import FIRST

__all__ = ["bp"]

bp = Blueprint("first", __name__)


@bp.get("/awal")
@public
def begin() -> ResponseReturnValue:
    """Show the form while nobody can sign in yet; afterwards the page does not exist."""
    _require_empty()
    return _page(Form())


@bp.post("/awal")
@public
def set_up() -> ResponseReturnValue:
    """Set the office up, let its administrator in and lead on."""
    _require_empty()
    try:
        first = first_run.read(db(), request.form, request.form.getlist("roles"), at=now())
        account = first_run.set_up(db(), first, at=now())
    except Invalid as refused:
        db().rollback()
        return make_response(_page(Form(request.form, refused.faults, FIRST)), 422)
    after_commit(parts().wake_worker)
    address = request.remote_addr or ""
    session["secret"] = users.let_in(db(), account, address=address, at=now())
    return redirect(url_for("setup.overview"), code=303)


def _require_empty() -> None:
    if users.has_accounts(db()):
        raise NotFound("first administrator")


def _page(form: Form) -> str:
    return render_template(
        "account/first.html",
        form=form,
        known=first_run.known(db()),
        roles=[one for one in people_form.role_choices() if one[0] in set(first_run.ROLES)],
    )
