"""What every answer carries for the browser's guard: policy, cache and cookie rules."""

from flask import Flask, Response, request

from webapp.access import OPEN_ENDPOINTS
from webapp.parts import parts

__all__ = ["POLICY", "init_app"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_YEAR = 365 * 24 * 3600


def _guard(response: Response) -> Response:
    saved = response.headers.get("Content-Disposition", "").startswith("attachment")
    response.headers["Content-Security-Policy"] = f"{POLICY}; sandbox" if saved else POLICY
    for name, value in _ALWAYS.items():
        response.headers[name] = value
    if parts().settings.secure:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
    if request.endpoint not in OPEN_ENDPOINTS:
        response.headers["Cache-Control"] = "no-store"
    elif "v" not in request.args:
        # a script that another imports has no digest in its address: ask each time, by ETag
        response.headers["Cache-Control"] = "no-cache"
    return response


def init_app(app: Flask, *, secure: bool) -> None:
    """Set the cookie's rules and put the headers on every answer, refusals included."""
    app.config.update(
        # some clients drop a Secure cookie on http, so the loopback address has a plain one
        SESSION_COOKIE_NAME="__Host-sesi" if secure else "sesi",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SEND_FILE_MAX_AGE_DEFAULT=_YEAR,
    )
    app.after_request(_guard)
