"""The page of an empty office: the one-time code brings its first administrator in."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clock import Zone, now
from casework.errors import Fault, Invalid, NotFound
from casework.users import service as users
from webapp import first_run
from webapp.access import public
from webapp.db import db
from webapp.formatting import role_name
from webapp.forms import Form
from webapp.parts import parts

__all__ = ["bp"]

bp = Blueprint("first", __name__)


@bp.get("/awal")
@public
def begin() -> ResponseReturnValue:
    """Show the form while nobody can sign in yet; afterwards the page does not exist."""
    _require_empty()
    return _page(Form({"zone": Zone.WIB}))


@bp.post("/awal")
@public
def set_up() -> ResponseReturnValue:
    """Set the office up."""
    _require_empty()
    try:
        first = first_run.read(request.form, request.form.getlist("roles"), at=now())
        first_run.set_up(db(), first, at=now())
    except Invalid as refused:
        return make_response(_page(Form(request.form, refused.faults)), 422)
    except users.WrongCode:
        wrong = Form(request.form, (Fault("code", "setup-code"),))
        return make_response(_page(wrong), 422)
    parts().wake_worker()
    flash("Kantor siap. Masuk dengan nama pengguna dan kata sandi yang baru dibuat.")
    return redirect(url_for("account.sign_in"), code=303)


def _require_empty() -> None:
    if users.has_accounts(db()):
        raise NotFound("first administrator")


def _page(form: Form) -> str:
    return render_template(
        "account/first.html",
        form=form,
        zones=[(zone.value, zone.value) for zone in Zone],
        roles=[(role.value, role_name(role)) for role in first_run.ROLES],
    )
