"""The printed sheets of a client's folder: front sheet and sheet of identity, as PDF."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.audit import service as audit
from casework.clients import service as clients
from casework.clock import now
from casework.jobs.worker import Later
from casework.users.permissions import Permission
from rendering.fill import UnprintableText
from webapp.access import current_actor, requires
from webapp.client_file import sheets as client_sheets
from webapp.db import apart, db
from webapp.pieces.downloads import download
from webapp.words.refusals import trouble_sentence

__all__ = ["bp"]

bp = Blueprint("client_papers", __name__, url_prefix="/berkas/<number>")


@bp.get("/sampul")
@requires(Permission.READ_FILES)
def cover(number: str) -> ResponseReturnValue:
    """Hand out the front sheet of the folder."""
    return _sheet(number, client_sheets.COVER)


@bp.get("/lembar-identitas")
@requires(Permission.READ_FILES)
def identity_sheet(number: str) -> ResponseReturnValue:
    """Hand out the sheet of identity."""
    return _sheet(number, client_sheets.IDENTITY)


def _sheet(number: str, name: str) -> ResponseReturnValue:
    """Make the sheet now and write down who took it; say on the file's page why it cannot be."""
    actor, at = current_actor(), now()
    client = clients.get(db(), actor, number)
    try:
        pdf = client_sheets.sheet(db(), actor, client, name, at=at)
    except Later as away:
        flash(f"Lembar belum dapat dibuat. {trouble_sentence(away.trouble)}", "warning")
        return redirect(url_for("clients.file", number=number), code=303)
    except UnprintableText as letter:
        flash(_unprintable(letter), "warning")
        return redirect(url_for("clients.file", number=number), code=303)
    with apart() as session:
        target, address = f"berkas/{number}/{name}", request.remote_addr or ""
        audit.record(session, actor, "berkas.cetak", target, at=at, address=address)
    return download(pdf, f"{number}_{name}.pdf", "application/pdf")


def _unprintable(letter: UnprintableText) -> str:
    return (
        f"Lembar belum dapat dibuat: data klien memuat tanda U+{letter.codepoint:04X} yang tidak "
        "dapat dicetak. Perbaiki di Ubah data."
    )
