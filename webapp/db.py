"""A session a request: kept only when the answer is below 400."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from casework.errors import Refusal
from webapp.parts import parts

__all__ = ["after_commit", "apart", "db", "init_app"]

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FIRST_REFUSAL = 400


def db() -> Session:
    """Return the request's session: a writing one where the method may change something.

    The writing session waits for its turn at its first statement, so whatever is slow (an
    upload inspected, a page drawn) is done before the first use.
    """
    if "session" not in g:
        database = parts().database
        g.writes = request.method not in _SAFE
        g.session = database.writing() if g.writes else database.reading()
    session: Session = g.session
    return session


@contextmanager
def apart() -> Iterator[Session]:
    """Open a session for what must be kept even when the request is refused.

    It commits at its end and also when a Refusal passes through. The request's own unsaved
    changes are given up first, because two writers of one request would wait for each other.
    """
    if g.get("writes", False):
        g.session.rollback()
    refused: Refusal | None = None
    with parts().database.transaction() as session:
        try:
            yield session
        except Refusal as refusal:
            refused = refusal
    if refused is not None:
        raise refused


def after_commit(act: Callable[[], None]) -> None:
    """Do something as soon as the request's changes are kept, and not at all if they are not."""
    g.setdefault("after_commit", []).append(act)


def _settle(response: Response) -> Response:
    session: Session | None = g.get("session")
    if session is not None:
        if response.status_code < _FIRST_REFUSAL:
            return _keep(session, response)
        session.rollback()
    return response


def _keep(session: Session, response: Response) -> Response:
    try:
        session.commit()
    except Exception as error:  # noqa: BLE001  (the answer was made: whatever happened, tell it)
        session.rollback()
        return current_app.make_response(current_app.handle_user_exception(error))
    for act in g.pop("after_commit", ()):
        act()
    return response


def _close(error: BaseException | None) -> None:
    del error
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.close()


def init_app(app: Flask) -> None:
    """Settle the session when the answer is known and give it back in any case."""
    app.after_request(_settle)
    app.teardown_request(_close)
