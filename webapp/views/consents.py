"""Consent to an assessment: recording what was said, its papers, the scan of the signed one."""

import re

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.assessments import drafts
from casework.clients import service as clients
from casework.clock import now
from casework.consents import queries
from casework.consents.model import Consent
from casework.consents.workflow import OPENING
from casework.errors import Invalid, NotFound
from casework.jobs.worker import Later
from casework.sources.service import AlreadyKept
from casework.users.permissions import Permission
from rendering.fill import UnprintableText
from webapp.access import current_actor, requires
from webapp.assessments import filling
from webapp.client_file.tabs import brief_head
from webapp.db import after_commit, db
from webapp.hearing import consent_page, consent_papers, consent_scan
from webapp.parts import parts
from webapp.pieces.downloads import download
from webapp.pieces.forms import Form
from webapp.words.fields import CONSENT
from webapp.words.refusals import refusal_words, trouble_sentence

__all__ = ["bp"]

bp = Blueprint(
    "consents", __name__, url_prefix="/berkas/<number>/asesmen/<int(max=9999):ordinal>/persetujuan"
)
_PART = re.compile(r"[a-z0-9-]{1,40}")


@bp.get("")
@requires(Permission.READ_ASSESSMENTS)
def show(number: str, ordinal: int) -> ResponseReturnValue:
    """Show what was said to this assessment, and the form for what was not recorded yet."""
    return _page(number, ordinal)


@bp.post("")
@requires(Permission.ASSESS)
def record(number: str, ordinal: int) -> ResponseReturnValue:
    """Record what was said and seal it; consent leads to the form, a refusal closes the draft."""
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    try:
        consent = consent_page.record(db(), actor, client, assessment, request.form, at=now())
    except Invalid as refused:
        db().rollback()
        return _page(number, ordinal, Form(request.form, refused.faults, CONSENT)), 422
    after_commit(parts().wake_worker)
    return redirect(_onward(number, ordinal, consent), code=303)


@bp.post("/pindaian")
@requires(Permission.ASSESS, Permission.FILE_SOURCE)
def attach(number: str, ordinal: int) -> ResponseReturnValue:
    """Keep the scan of the signed paper in the client's file, beside what was recorded."""
    try:
        consent_scan.take_in(current_actor(), number, ordinal, request.files.get("files"), at=now())
    except Invalid as refused:
        db().rollback()
        return make_response(_page(number, ordinal, Form({}, refused.faults, CONSENT)), 422)
    except AlreadyKept as known:
        flash(refusal_words(known).sentence, "warning")
    else:
        flash("Pindaian tersimpan, segera disegel.")
    after_commit(parts().wake_worker)
    return redirect(url_for(".show", number=number, ordinal=ordinal), code=303)


@bp.get("/lembar")
@requires(Permission.READ_ASSESSMENTS)
def blank(number: str, ordinal: int) -> ResponseReturnValue:
    """Hand out the blank that is read and signed on paper."""
    return _paper(number, ordinal, holding=False)


@bp.get("/pernyataan")
@requires(Permission.READ_ASSESSMENTS)
def statement(number: str, ordinal: int) -> ResponseReturnValue:
    """Hand out what was recorded as a statement on letterhead."""
    return _paper(number, ordinal, holding=True)


def _paper(number: str, ordinal: int, *, holding: bool) -> ResponseReturnValue:
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    consent = queries.holding(db(), assessment.id) if holding else None
    if holding and consent is None:
        raise NotFound(f"consent to assessment {ordinal} of {number}")
    try:
        pdf = consent_papers.paper(db(), actor, client, assessment, consent, at=now())
    except Later as away:
        flash(f"Lembar belum dapat dibuat. {trouble_sentence(away.trouble)}", "warning")
        return redirect(url_for(".show", number=number, ordinal=ordinal), code=303)
    except UnprintableText as letter:
        flash(f"Lembar memuat tanda U+{letter.codepoint:04X} yang tidak dapat dicetak.", "warning")
        return redirect(url_for(".show", number=number, ordinal=ordinal), code=303)
    return download(pdf, f"{number}_asesmen-{ordinal}_persetujuan.pdf", "application/pdf")


def _onward(number: str, ordinal: int, consent: Consent) -> str:
    if consent.outcome not in OPENING:
        flash(f"Asesmen {ordinal} ditutup dan tidak dilakukan. Pernyataan ini segera disegel.")
        return url_for("assessments.overview", number=number, ordinal=ordinal)
    flash("Persetujuan tersimpan, segera disegel.")
    if consent.supersedes is not None:
        return url_for(".show", number=number, ordinal=ordinal)
    wanted = request.form.get("lanjut", "")
    part = wanted if _PART.fullmatch(wanted) else filling.FRAME
    return url_for("filling.show", number=number, ordinal=ordinal, part=part)


def _page(number: str, ordinal: int, form: Form | None = None) -> str:
    actor = current_actor()
    client = clients.get(db(), actor, number)
    assessment = drafts.get(db(), actor, client, ordinal)
    page = consent_page.consent_page(db(), client, assessment)
    return render_template(
        "consents/show.html",
        client=client,
        assessment=assessment,
        page=page,
        form=form or Form(),
        shown=form
        if form and form.values
        else consent_page.stored(actor, client, page.panel.consent),
        onward=request.values.get("lanjut", ""),
        mine=assessment.assessor_id == actor.id,
        head=brief_head(db(), client),
    )
