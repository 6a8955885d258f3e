"""Furnishing a new office step by step: each step can be left, and taken up again."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.actor import Role
from casework.clock import now
from casework.errors import Invalid, NotFound
from casework.offices import preparing
from casework.offices import service as offices
from casework.offices.preparing import Stage
from casework.offices.profile import Profile
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.db import after_commit, db
from webapp.office import form as office_form
from webapp.office import setup_steps
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import OFFICE
from webapp.words.formatting import today
from webapp.words.roles import role_words

__all__ = ["bp"]

bp = Blueprint("setup", __name__, url_prefix="/penyiapan")


@bp.get("")
@requires(Permission.MANAGE_OFFICE)
def overview() -> ResponseReturnValue:
    """Show every step and how far it is."""
    found = setup_steps.preparation(db(), current_actor())
    return render_template("setup/overview.html", preparation=found)


@bp.get("/<stage>")
@requires(Permission.MANAGE_OFFICE)
def step(stage: str) -> ResponseReturnValue:
    """Show one step as the settings now fill it."""
    profile = offices.settings(db(), current_actor().office)
    return _page(_stage(stage), office_form.stored(profile), profile)


@bp.post("/<stage>")
@requires(Permission.MANAGE_OFFICE)
def settle(stage: str) -> ResponseReturnValue:
    """Keep what was typed, show it first where that was asked, or leave the step for later."""
    wanted, asked = _stage(stage), request.form.get("langkah", "")
    profile = offices.settings(db(), current_actor().office)
    typed = Form()
    try:
        if asked != "lewati" and wanted in setup_steps.FIELDS:
            typed = setup_steps.merged(profile, wanted, request.form)
            changes = office_form.read(typed.values)
            if asked == "lihat":
                return _page(wanted, typed, _seen(profile, changes))
            offices.change_profile(db(), current_actor(), changes, at=now())
    except Invalid as refused:
        db().rollback()
        return _page(wanted, replace(typed, faults=refused.faults, names=OFFICE), profile), 422
    return _on(wanted, skipped=asked == "lewati")


def _on(stage: Stage, *, skipped: bool) -> ResponseReturnValue:
    preparing.settle(db(), current_actor(), stage, at=now(), skipped=skipped)
    after_commit(parts().wake_worker)
    following = setup_steps.preparation(db(), current_actor()).after(stage)
    if following is None:
        return redirect(url_for(".overview"), code=303)
    return redirect(url_for(".step", stage=following), code=303)


def _seen(profile: Profile, changes: dict[str, object]) -> Profile:
    return Profile.from_dict({**profile.as_dict(), **changes})


def _stage(name: str) -> Stage:
    if name not in set(Stage):
        raise NotFound(f"step {name}")
    return Stage(name)


def _page(stage: Stage, form: Form, profile: Profile) -> str:
    found = setup_steps.preparation(db(), current_actor())
    people = offices.officials(db(), current_actor().office, on=today())
    return render_template(
        f"setup/{stage}.html",
        form=form,
        preparation=found,
        here=found.of(stage),
        people=people,
        profile=profile,
        registrars=[one for one in people if Role.REGISTRASI in one.role_set],
        role_words=role_words,
        **office_form.choices(),
    )
