"""The settings of the office: letterhead, numbers, clocks; each change is published and sealed."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.errors import Invalid
from casework.offices import service as offices
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.db import after_commit, db
from webapp.office import form as office_form
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.words.fields import OFFICE

__all__ = ["bp"]

bp = Blueprint("office", __name__, url_prefix="/kantor")


@bp.get("")
@requires(Permission.MANAGE_OFFICE)
def show() -> ResponseReturnValue:
    """Show the settings as they are in force."""
    profile = offices.settings(db(), current_actor().office)
    return _page(office_form.stored(profile))


@bp.post("")
@requires(Permission.MANAGE_OFFICE)
def change() -> ResponseReturnValue:
    """Put other settings in force."""
    try:
        offices.change_profile(db(), current_actor(), office_form.read(request.form), at=now())
    except Invalid as refused:
        db().rollback()
        return _page(Form(request.form, refused.faults, OFFICE)), 422
    after_commit(parts().wake_worker)
    flash("Pengaturan kantor berlaku mulai sekarang. Dokumen yang sudah terbit tidak berubah.")
    return redirect(url_for(".show"), code=303)


def _page(form: Form) -> str:
    return render_template("office/settings.html", form=form, **office_form.choices())
