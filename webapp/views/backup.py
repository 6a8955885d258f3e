"""The backups as the administrator sees them: how they stand, one made now, the key to print."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.errors import Invalid
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.backup import page as backup_page
from webapp.backup import runs as backups
from webapp.db import after_commit, apart, db
from webapp.parts import parts

__all__ = ["bp"]

bp = Blueprint("backup", __name__, url_prefix="/sistem/cadangan")


@bp.get("")
@requires(Permission.MANAGE_BACKUP)
def show() -> ResponseReturnValue:
    """Show both places, what lies in them, and what came of the last run."""
    return render_template("backup/show.html", page=backup_page.backup_page(db()), wrong=None)


@bp.get("/status")
@requires(Permission.MANAGE_BACKUP)
def status() -> ResponseReturnValue:
    """Answer whether the backup that was asked for is made, for the page that waits."""
    return jsonify(backup_page.progress(db()))


@bp.post("/buat")
@requires(Permission.MANAGE_BACKUP)
def make() -> ResponseReturnValue:
    """Ask the worker for a backup now."""
    backups.order(db(), at=now())
    after_commit(parts().wake_worker)
    return redirect(url_for(".show"), code=303)


@bp.post("/kunci")
@requires(Permission.MANAGE_BACKUP)
def make_key() -> ResponseReturnValue:
    """Draw a key and show its secret half this one time, to be printed."""
    password, at = request.form.get("password", ""), now()
    try:
        drawn = backups.draw_key(db(), parts().settings, current_actor(), password, at=at)
    except Invalid as refused:
        page = backup_page.backup_page(db())
        return render_template("backup/show.html", page=page, wrong=refused.faults[0]), 422
    return render_template("backup/key.html", key=backup_page.key_paper(drawn), at=at)


@bp.post("/kunci/tercetak")
@requires(Permission.MANAGE_BACKUP)
def confirm_key() -> ResponseReturnValue:
    """Put the key in force that somebody says is on paper, and begin the first backup with it."""
    opens, settings, at = request.form.get("kunci", ""), parts().settings, now()
    with apart() as session:
        backups.record_printed(session, settings, current_actor(), opens, at=at)
    backups.confirm_key(db(), settings, opens, at=at)
    after_commit(parts().wake_worker)
    flash("Kunci dipakai. Cadangan pertama dengan kunci ini sedang dibuat.")
    return redirect(url_for(".show"), code=303)


@bp.post("/kunci/batal")
@requires(Permission.MANAGE_BACKUP)
def drop_key() -> ResponseReturnValue:
    """Forget the key that nobody printed; the one before it stays in force."""
    backups.drop_key(db(), parts().settings, current_actor(), at=now())
    flash("Kunci baru dibatalkan. Musnahkan cetakannya bila sudah ada.")
    return redirect(url_for(".show"), code=303)


@bp.post("/disk")
@requires(Permission.MANAGE_BACKUP)
def prepare() -> ResponseReturnValue:
    """Mark the second disk as a place for backups, once somebody has looked that it is the one."""
    backups.prepare_second(db(), parts().settings, current_actor(), at=now())
    after_commit(parts().wake_worker)
    flash("Disk kedua disiapkan. Cadangan pertamanya sedang dibuat.")
    return redirect(url_for(".show"), code=303)
