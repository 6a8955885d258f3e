"""Who may open which view; a view that declares nothing cannot be opened by anyone."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import (
    Flask,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from casework.actor import Actor
from casework.audit import service as audit
from casework.clock import now
from casework.errors import NotFound
from casework.users import service as users
from casework.users.permissions import Permission, permits
from webapp.db import apart
from webapp.parts import parts
from webapp.pieces.forms import Form

__all__ = [
    "OPEN_ENDPOINTS",
    "Access",
    "account_mark",
    "current_actor",
    "declared",
    "init_app",
    "public",
    "requires",
    "safe_next",
    "signed_in",
]

_log = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., Any])

OPEN_ENDPOINTS = frozenset({"static", "bootstrap.static"})  # style sheets, scripts and icons


@dataclass(frozen=True, slots=True)
class Access:
    """What a view asks of its reader: all of `permissions`, or nothing where it is public."""

    public: bool = False
    permissions: tuple[Permission, ...] = ()


# where somebody with a password made by another may go before changing it
_OWN_ACCOUNT = ("account.", "help.")

_DECLARED: dict[Callable[..., Any], Access] = {}


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Declare a view that opens to who is signed in and holds every one of `permissions`."""
    if not permissions:
        raise TypeError("name a permission, or say @public")

    def declare(view: View) -> View:
        _DECLARED[view] = Access(permissions=permissions)
        return view

    return declare


def public(view: View) -> View:
    """Declare a view that anyone may open."""
    _DECLARED[view] = Access(public=True)
    return view


def declared(view: Callable[..., Any]) -> Access | None:
    """Return what a view declares, None where it declares nothing."""
    return _DECLARED.get(view)


def signed_in() -> Actor | None:
    """Return who this request's cookie belongs to, None where it belongs to nobody (any more)."""
    if "actor" not in g:
        secret = session.get("secret")
        g.actor = _resume(secret) if isinstance(secret, str) else None
    actor: Actor | None = g.actor
    return actor


def current_actor() -> Actor:
    """Return who is signed in; only views that are not public may ask."""
    actor = signed_in()
    if actor is None:
        raise RuntimeError("a public view asked for the current actor")
    return actor


def must_change() -> bool:
    """Tell whether the reader has to replace a password that somebody else made."""
    signed_in()
    return bool(g.get("must_change"))


def account_mark() -> str:
    """Return a stable nickname of the account for what a browser keeps; it tells nobody's name."""
    actor = signed_in()
    return (
        "" if actor is None else hashlib.sha256(f"perangkat/{actor.id}".encode()).hexdigest()[:16]
    )


def _resume(secret: str) -> Actor | None:
    database, at = parts().database, now()
    # what `resume` writes is seen below and written apart; a reading session must not try
    with database.reading() as reading, reading.no_autoflush:
        actor = users.resume(reading, secret, at=at)
        g.must_change = actor is not None and users.must_change(reading, actor)
        stale = bool(reading.dirty)
        reading.expunge_all()
    if stale:
        with database.transaction() as writing:
            actor = users.resume(writing, secret, at=at)
    return actor


def safe_next(target: str | None) -> str:
    """Return `target` where it is a page of this site, else the first page.

    Browsers read a backslash as a slash and drop control characters, so an address with either
    could lead elsewhere.
    """
    home = "/"
    if not target or any(character < "!" or character == "\\" for character in target):
        return home
    parsed = urlsplit(target)
    own = not parsed.scheme and not parsed.netloc
    return target if own and target.startswith("/") and not target.startswith("//") else home


def _guard() -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint is None or endpoint in OPEN_ENDPOINTS:
        return None
    access = declared(current_app.view_functions[endpoint])
    if access is not None and access.public:
        return None
    actor = signed_in()
    if actor is None:
        return _ask_to_sign_in()
    if access is None or not all(permits(actor, wanted) for wanted in access.permissions):
        _note_refusal(actor, endpoint)
        raise NotFound(endpoint)
    if g.get("must_change") and not endpoint.startswith(_OWN_ACCOUNT):
        return redirect(url_for("account.profile"), code=303)
    return None


def _note_refusal(actor: Actor, endpoint: str) -> None:
    _log.warning("closed to %s: %s", actor.id, endpoint)
    with apart() as own:
        audit.record(
            own,
            actor,
            "buka",
            f"halaman/{endpoint}",
            at=now(),
            result="ditolak",
            address=request.remote_addr or "",
        )


def _wanted_page() -> str:
    if request.method == "GET":
        return safe_next(request.full_path.rstrip("?"))
    came_from = urlsplit(request.referrer or "")
    return safe_next(came_from.path) if came_from.netloc == request.host else "/"


def _ask_to_sign_in() -> ResponseReturnValue:
    """Send a newcomer to the sign-in page; tell who was signed in that it ended, in place."""
    wanted = _wanted_page()
    if "secret" not in session and request.method == "GET":
        aim = None if wanted == "/" else wanted
        return redirect(url_for("account.sign_in", next=aim), code=303)
    page = render_template("account/sign_in.html", form=Form(), next=wanted, ended=True)
    return make_response(page, 401)


def init_app(app: Flask) -> None:
    """Stand at the door: the check runs before every view, declared or not."""
    app.before_request(_guard)
