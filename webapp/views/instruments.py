"""The instrument desk: what the office assesses with, open to read for who assesses."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.db import db
from webapp.instruments import page, trial, words
from webapp.pieces.downloads import download

__all__ = ["bp"]

bp = Blueprint("instruments", __name__, url_prefix="/instrumen")


@bp.get("")
@requires(Permission.READ_INSTRUMENTS)
def index() -> ResponseReturnValue:
    """List every edition with the days on which it is used."""
    lines = page.lines(db(), current_actor(), at=now())
    return render_template("instruments/index.html", lines=lines, words=words)


@bp.get("/<code>/<version>")
@requires(Permission.READ_INSTRUMENTS)
def show(code: str, version: str) -> ResponseReturnValue:
    """Show one edition as a form, with its rules and their sources."""
    line = page.one(db(), current_actor(), code, version, at=now())
    return render_template(
        "instruments/show.html", line=line, words=words, condition=page.condition
    )


@bp.get("/<code>/<version>/berkas")
@requires(Permission.READ_INSTRUMENTS)
def source(code: str, version: str) -> ResponseReturnValue:
    """Hand over the file as it was published, byte by byte."""
    edition = page.one(db(), current_actor(), code, version, at=now()).edition
    return download(edition.source, f"{code}-{version}.toml", "application/toml")


@bp.get("/<code>/<version>/beda")
@requires(Permission.READ_INSTRUMENTS)
def difference(code: str, version: str) -> ResponseReturnValue:
    """Show side by side in what an edition differs from an earlier one."""
    line = page.one(db(), current_actor(), code, version, at=now())
    versus = page.versus(db(), current_actor(), line, request.args.get("dari", ""))
    return render_template("instruments/difference.html", line=line, versus=versus, words=words)


@bp.route("/<code>/<version>/coba", methods=["GET", "POST"])
@requires(Permission.READ_INSTRUMENTS)
def attempt(code: str, version: str) -> ResponseReturnValue:
    """Fill an edition in and see what it comes to; nothing is kept."""
    line = page.one(db(), current_actor(), code, version, at=now())
    run = trial.run(line.edition, request.form)
    return render_template(
        "instruments/trial.html", line=line, trial=run, words=words, condition=page.condition
    )
