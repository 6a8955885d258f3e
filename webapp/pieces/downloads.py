"""Handing a file to the browser to keep: never shown in place, never guessed at."""

from urllib.parse import quote

from flask import Response

__all__ = ["download"]


def download(content: bytes, name: str, mimetype: str) -> Response:
    """Answer with a file to keep, named as RFC 6266 wants it.

    A file name holds numbers, never a person's name; other characters than plain ASCII are
    sent beside, encoded.
    """
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    answer = Response(content, mimetype=mimetype)
    value = f'attachment; filename="{plain}"'
    if plain != name:
        value += f"; filename*=UTF-8''{quote(name, safe='')}"
    answer.headers["Content-Disposition"] = value
    return answer
