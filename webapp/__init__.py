"""The site: pages, and nothing of the trade. `create_app` puts the parts together."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

from casework.users.permissions import Permission, permits
from webapp import access, converters, db, errors, headers, limits, log, menu
from webapp.addresses import own_names
from webapp.assessments import standing as draft_standing
from webapp.keys import session_key
from webapp.office import current as office
from webapp.parts import Parts
from webapp.views import BLUEPRINTS
from webapp.words import formatting, hearing, marks, people
from webapp.words.refusals import fault_sentence

__all__ = ["create_app"]


def create_app(parts: Parts) -> Flask:
    """Put the site together around its parts; opens no file and starts no thread but its log."""
    settings = parts.settings
    app = Flask(__name__)
    app.extensions["berkas"] = parts
    app.config.update(
        SECRET_KEY=session_key(settings.keys),
        TRUSTED_HOSTS=list(own_names(settings)),
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form may stay open all morning
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    log.init_app(app)
    headers.init_app(app, secure=settings.secure)
    errors.init_app(app)
    limits.init_app(app)
    CSRFProtect(app)
    converters.init_app(app)
    access.init_app(app)
    db.init_app(app)
    _offer_to_templates(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _offer_to_templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Bootstrap5(app)
    formatting.init_app(app)
    marks.init_app(app)
    app.jinja_env.globals.update(
        account_mark=access.account_mark,
        has_page=app.view_functions.__contains__,
        may=_may,
        menu=menu.items,
        office=office.profile,
        reader=access.signed_in,
    )
    app.jinja_env.filters.update(
        dropped_words=draft_standing.dropped_words,
        fault_sentence=fault_sentence,
        hindrance=draft_standing.hindrance,
        listed_name=people.listed_name,
        outcome_words=lambda outcome: hearing.OUTCOMES[outcome].choice,
    )
    app.url_defaults(_with_digest)


def _may(permission: str) -> bool:
    """Tell a template whether the reader holds a permission, named as in the table."""
    actor = access.signed_in()
    return actor is not None and permits(actor, Permission(permission))


def _with_digest(endpoint: str, values: dict[str, object]) -> None:
    # a style sheet may be kept for a year, because a changed one has another address
    if endpoint == "static" and isinstance(name := values.get("filename"), str):
        values["v"] = _digest(name)
    elif endpoint == "bootstrap.static":
        values["v"] = str(Bootstrap5.bootstrap_version)


@lru_cache
def _digest(name: str) -> str:
    content = (Path(__file__).parent / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:10]
