"""The search: a question is posted and kept; its answer stands under a code that tells nothing."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.clock import now
from casework.errors import Invalid
from casework.search import indexing, service, storing
from casework.users.permissions import Permission
from webapp.access import current_actor, requires
from webapp.db import apart, db
from webapp.parts import parts
from webapp.pieces.forms import Form
from webapp.pieces.paging import page_asked
from webapp.search import form as search_form
from webapp.search.page import found_page
from webapp.words.fields import SEARCH

__all__ = ["bp"]

bp = Blueprint("search", __name__, url_prefix="/cari")


@bp.get("")
@requires(Permission.SEARCH)
def form() -> ResponseReturnValue:
    """Show by what can be searched."""
    return _form(Form())


def _form(typed: Form) -> str:
    return render_template("search/form.html", form=typed, choices=search_form)


@bp.post("")
@requires(Permission.SEARCH)
def ask() -> ResponseReturnValue:
    """Keep what is asked and lead to its answer."""
    typed = Form(request.form)
    try:
        criteria = search_form.read(typed)
    except Invalid as refused:
        return make_response(_form(Form(request.form, refused.faults, SEARCH)), 422)
    if criteria.is_empty:
        return redirect(url_for(".form"), code=303)
    code = storing.store(db(), current_actor(), criteria, at=now())
    return redirect(url_for(".show", code=code), code=303)


@bp.get("/<code>")
@requires(Permission.SEARCH)
def show(code: str) -> ResponseReturnValue:
    """Answer a kept question under the rights of who opens it now."""
    actor = current_actor()
    criteria = storing.load(db(), actor, code)
    answer = service.ask(
        db(), parts().finder, actor, criteria, page=page_asked(request.args.get("hlm", ""))
    )
    page = found_page(db(), actor, answer)
    if answer.degraded:
        _order_repair()
    return render_template(
        "search/found.html",
        code=code,
        page=page,
        answer=answer,
        form=search_form.form_of(criteria),
        chips=search_form.chips(criteria),
        choices=search_form,
    )


def _order_repair() -> None:
    with apart() as session:
        indexing.order_repair(session, at=now())
    parts().wake_worker()
