"""Signing in and out, the first administrator of an empty office, and one's own password."""

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.errors import Invalid, Refusal
from casework.users import service as users
from casework.users.passwords import Replacement
from casework.users.permissions import Permission
from webapp.access import current_actor, must_change, public, requires, safe_next, signed_in
from webapp.db import apart, db
from webapp.pieces.forms import Form
from webapp.words.fields import PASSWORD
from webapp.words.refusals import refusal_words

__all__ = ["bp"]

bp = Blueprint("account", __name__)


def _address() -> str:
    return request.remote_addr or ""


@bp.get("/masuk")
@public
def sign_in() -> ResponseReturnValue:
    """Show the sign-in page; who is signed in already goes on."""
    wanted = safe_next(request.args.get("next"))
    if signed_in() is not None:
        return redirect(wanted)
    return render_template("account/sign_in.html", form=Form(), next=wanted, ended=False)


@bp.post("/masuk")
@public
def enter() -> ResponseReturnValue:
    """Sign in and go to the page that was wanted."""
    wanted = safe_next(request.form.get("next"))
    login, password = request.form.get("login", ""), request.form.get("password", "")
    try:
        with apart() as own:
            attempt = users.knock(own, login, address=_address(), at=now())
        users.compare(attempt, password)
        with apart() as own:
            secret = users.enter(own, attempt, at=now())
    except Refusal as refusal:
        return _not_entered(login, wanted, refusal)
    session.clear()  # nothing of before the sign-in is carried over, the token of forms included
    session["secret"] = secret
    return redirect(wanted, code=303)


def _not_entered(login: str, wanted: str, refusal: Refusal) -> ResponseReturnValue:
    words = refusal_words(refusal)
    page = render_template(
        "account/sign_in.html",
        form=Form({"login": login}),
        next=wanted,
        ended=False,
        refused=words.sentence,
    )
    return make_response(page, words.status)


@bp.post("/keluar")
@requires(Permission.OWN_ACCOUNT)
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    users.sign_out(db(), str(session.get("secret")), at=now(), address=_address())
    session.clear()
    return redirect(url_for(".sign_in"), code=303)


@bp.get("/profil")
@requires(Permission.OWN_ACCOUNT)
def profile() -> ResponseReturnValue:
    """Show the reader's own account."""
    return _profile(Form())


def _profile(form: Form) -> str:
    return render_template("account/profile.html", form=form, must=must_change())


@bp.post("/profil/kata-sandi")
@requires(Permission.OWN_ACCOUNT)
def change_password() -> ResponseReturnValue:
    """Replace one's own password; every browser signs in again."""
    given = Replacement(*(request.form.get(name, "") for name in ("old", "new", "again")))
    try:
        users.change_password(db(), current_actor(), given, at=now(), address=_address())
    except Invalid as refused:
        return make_response(_profile(Form({}, refused.faults, PASSWORD)), 422)
    session.clear()
    flash("Kata sandi diganti. Masuk lagi dengan kata sandi yang baru.")
    return redirect(url_for(".sign_in"), code=303)
