"""How much a request may bring: 30 MB with documents, 2 MB of text, a thousand parts."""

from flask import Flask, request

__all__ = ["init_app"]

_MEBIBYTE = 1024 * 1024
_DOCUMENTS = 30 * _MEBIBYTE
_TEXT = 2 * _MEBIBYTE
_PARTS = 1000


def _narrow() -> None:
    # the framework counts the text of multipart forms only; a plain form is read at one go
    if request.mimetype != "multipart/form-data":
        request.max_content_length = _TEXT


def init_app(app: Flask) -> None:
    """Set the limits; what passes them is answered with 413 before it is read."""
    app.config.update(
        MAX_CONTENT_LENGTH=_DOCUMENTS, MAX_FORM_MEMORY_SIZE=_TEXT, MAX_FORM_PARTS=_PARTS
    )
    app.before_request(_narrow)
