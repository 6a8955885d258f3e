"""The log of the site: rotating, in English, with a request id and without personal data."""

import logging
import secrets
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from flask import Flask, Response, g, has_request_context, request

__all__ = ["init_app", "request_id", "to_file"]

_log = logging.getLogger(__name__)
_BYTES, _KEPT = 5_000_000, 8
_ESCAPES = {code: f"\\x{code:02x}" for code in (*range(32), 127)}
# no vowels and no digits that look like letters: the code is read out over the telephone
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"


def request_id() -> str:
    """Return the code of this request, which a page of trouble asks the reader to name."""
    if not has_request_context():
        return "-"
    if "request_id" not in g:
        code = "".join(secrets.choice(_LETTERS) for _ in range(8))
        g.request_id = f"{code[:4]}-{code[4:]}"
    found: str = g.request_id
    return found


class _Formatter(logging.Formatter):
    """One line a record; an exception is its class and the places it went through.

    The text of an exception may hold what a client was asked, so it is never written; control
    characters are escaped, so no value can forge a line.
    """

    def format(self, record: logging.LogRecord) -> str:
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        text = record.getMessage().translate(_ESCAPES)
        line = f"{moment} {record.levelname} {request_id()} {record.name}: {text}"
        if record.exc_info and record.exc_info[0]:
            line += f" | {_trail(record.exc_info[0], record.exc_info[2])}"
        return line


def _trail(kind: type[BaseException], trace: TracebackType | None) -> str:
    steps = traceback.extract_tb(trace)
    places = " < ".join(f"{Path(s.filename).name}:{s.lineno} {s.name}" for s in reversed(steps))
    return f"{kind.__module__}.{kind.__qualname__} at {places}"


def to_file(folder: Path, *, level: int = logging.INFO) -> RotatingFileHandler:
    """Send the records of the whole program to a rotating file in `folder`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(
        folder / "berkas.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Formatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return handler


def _begin() -> None:
    g.began = time.perf_counter()
    request_id()


def _note(response: Response) -> Response:
    # the rule, not the address: an address may hold the number of a client's file
    rule = request.url_rule.rule if request.url_rule else "(no page)"
    took = (time.perf_counter() - g.get("began", time.perf_counter())) * 1000
    _log.info("%s %s %s %.0f ms", request.method, rule, response.status_code, took)
    return response


def init_app(app: Flask) -> None:
    """Give every request an id and note how it was answered."""
    app.before_request(_begin)
    app.after_request(_note)
