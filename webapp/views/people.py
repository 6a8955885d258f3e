"""The people of the office: who may sign in, added, changed, reset, ended and let in again."""

from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.errors import Invalid
from casework.users import accounts, people
from casework.users.accounts import Handed
from casework.users.people import Person, PersonChanged
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.db import after_commit, db
from webapp.office import people as people_page
from webapp.office import people_form, setup_steps
from webapp.office.people import PersonPage
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import PERSON
from webapp.words.formatting import today
from webapp.words.roles import role_words

__all__ = ["bp"]

bp = Blueprint("people", __name__, url_prefix="/pengguna")


@bp.get("")
@requires(Permission.MANAGE_USERS)
def index() -> ResponseReturnValue:
    """List the officials in office, or those who ended."""
    chosen = request.args.get("keadaan", "aktif")
    page = people_page.people_list(db(), current_actor(), chosen, at=now())
    return render_template("people/index.html", page=page)


@bp.get("/baru")
@requires(Permission.MANAGE_USERS)
def new() -> ResponseReturnValue:
    """Show the form of a new person."""
    return render_template("people/new.html", form=people_form.blank(today()))


@bp.post("/baru")
@requires(Permission.MANAGE_USERS)
def add() -> ResponseReturnValue:
    """Enter a person; with a login the one-time password is shown, this once."""
    login = request.form.get("login", "")
    try:
        draft = people_form.read_new(db(), request.form, request.form.getlist("roles"))
        made = accounts.add(db(), current_actor(), draft, login, at=now())
    except Invalid as refused:
        db().rollback()
        return render_template(
            "people/new.html", form=Form(request.form, refused.faults, PERSON)
        ), 422
    after_commit(parts().wake_worker)
    if isinstance(made, Handed):
        return _envelope(made)
    flash(f"{made.name} dicatat, tanpa akun.")
    return redirect(url_for(".show", person_id=made.id), code=303)


@bp.get("/<ulid:person_id>")
@requires(Permission.MANAGE_USERS)
def show(person_id: str) -> ResponseReturnValue:
    """Show one person, what may be changed of them and what was."""
    return _page(people_page.person_page(db(), _found(person_id)))


@bp.post("/<ulid:person_id>")
@requires(Permission.MANAGE_USERS)
def change(person_id: str) -> ResponseReturnValue:
    """Change name, post, roles and term; what was issued keeps the name it has."""
    try:
        person = _found(person_id, held=True)
        draft = people_form.read(request.form, request.form.getlist("roles"))
        changed = accounts.change(db(), current_actor(), person, draft, at=now())
    except (Invalid, PersonChanged) as refused:
        return _again(person_id, refused)
    after_commit(parts().wake_worker)
    flash("Perubahan berlaku mulai sekarang." if changed else "Tidak ada yang berubah.")
    return redirect(url_for(".show", person_id=person_id), code=303)


@bp.post("/<ulid:person_id>/sandi")
@requires(Permission.MANAGE_USERS)
def reset(person_id: str) -> ResponseReturnValue:
    """Make a new one-time password and show it, this once."""
    person = _found(person_id, held=True)
    return _envelope(accounts.reset(db(), current_actor(), person, at=now()))


@bp.post("/<ulid:person_id>/akun")
@requires(Permission.MANAGE_USERS)
def give_account(person_id: str) -> ResponseReturnValue:
    """Let a person sign in who could not."""
    person, login = _found(person_id, held=True), request.form.get("login", "")
    try:
        return _envelope(accounts.give_account(db(), current_actor(), person, login, at=now()))
    except Invalid as refused:
        db().rollback()
        page = people_page.person_page(db(), _found(person_id))
        return _page(replace(page, giving=Form(request.form, refused.faults, PERSON))), 422


@bp.post("/<ulid:person_id>/akhiri")
@requires(Permission.MANAGE_USERS)
def end(person_id: str) -> ResponseReturnValue:
    """End the person's term and account."""
    person, reason = _found(person_id, held=True), request.form.get("reason", "")
    try:
        on = people_form.ending(request.form)
        accounts.end(db(), current_actor(), person, on, reason, at=now())
    except Invalid as refused:
        db().rollback()
        page = people_page.person_page(db(), _found(person_id))
        return _page(replace(page, ending=Form(request.form, refused.faults, PERSON))), 422
    after_commit(parts().wake_worker)
    flash("Masa tugas diakhiri. Nama petugas tetap pada semua dokumennya.")
    return redirect(url_for(".index"), code=303)


@bp.post("/<ulid:person_id>/buka")
@requires(Permission.MANAGE_USERS)
def reopen(person_id: str) -> ResponseReturnValue:
    """Let a person come back who had ended."""
    handed = accounts.reopen(db(), current_actor(), _found(person_id, held=True), at=now())
    after_commit(parts().wake_worker)
    if handed is not None:
        return _envelope(handed)
    flash("Masa tugas dibuka lagi.")
    return redirect(url_for(".show", person_id=person_id), code=303)


def _found(person_id: str, *, held: bool = False) -> Person:
    if len(person_id) > 26:  # noqa: PLR2004  (longer than any id)
        abort(404)
    person = people.person(db(), current_actor(), person_id, at=now())
    return people.held_to(person, request.form.get("mark", "")) if held else person


def _again(person_id: str, refused: Invalid | PersonChanged) -> ResponseReturnValue:
    db().rollback()
    stale = isinstance(refused, PersonChanged)
    faults = () if isinstance(refused, PersonChanged) else refused.faults
    typed = Form(request.form, faults, PERSON)
    page = people_page.person_page(db(), _found(person_id), typed, stale=stale)
    return _page(page), 409 if stale else 422


def _page(page: PersonPage) -> str:
    return render_template("people/show.html", page=page)


def _envelope(handed: Handed) -> str:
    return render_template("people/envelope.html", handed=handed, at=now())


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "filters": people_page.FILTERS,
        "preparing": lambda: setup_steps.preparation(db(), current_actor()),
        "role_choices": people_form.role_choices(),
        "role_words": role_words,
        "states": people_page.STATES,
    }
