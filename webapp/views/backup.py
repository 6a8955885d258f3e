"""The backups as the administrator sees them: how they stand, one made now, the key to print."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.backup import page as backup_page
from webapp.backup import runs as backups
from webapp.db import after_commit, db
from webapp.parts import parts

__all__ = ["bp"]

bp = Blueprint("backup", __name__, url_prefix="/sistem/cadangan")


@bp.get("")
@requires(Permission.MANAGE_BACKUP)
def show() -> ResponseReturnValue:
    """Show both places, what lies in them, and what came of the last run."""
    return render_template("backup/show.html", page=backup_page.backup_page(db()))


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
    """Make the key and show its secret half this one time, to be printed."""
    another, at = request.form.get("lain") == "1", now()
    secret = backups.make_key(db(), parts().settings, current_actor(), another=another, at=at)
    after_commit(parts().wake_worker)
    return render_template("backup/key.html", key=backup_page.key_paper(secret), at=at)


@bp.post("/disk")
@requires(Permission.MANAGE_BACKUP)
def prepare() -> ResponseReturnValue:
    """Mark the second disk as a place for backups, once somebody has looked that it is the one."""
    backups.prepare_second(db(), parts().settings, current_actor(), at=now())
    after_commit(parts().wake_worker)
    flash("Disk kedua disiapkan. Cadangan pertamanya sedang dibuat.")
    return redirect(url_for(".show"), code=303)
