"""Pages about the site itself: whether it is well."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from webapp.access import public
from webapp.parts import parts

__all__ = ["bp"]

bp = Blueprint("site", __name__)


@bp.get("/healthz")
@public
def health() -> ResponseReturnValue:
    """Say that the site answers and reaches its database."""
    with parts().database.reading() as session:
        session.connection()
    return jsonify(status="ok")
