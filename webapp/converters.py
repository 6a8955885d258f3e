"""Parts of an address that have a form of their own."""

from flask import Flask
from werkzeug.routing import BaseConverter

__all__ = ["SequenceConverter", "UlidConverter", "init_app"]


class SequenceConverter(BaseConverter):
    """The number of a document in its file, written with four digits: 0006."""

    regex = r"[0-9]{1,6}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write the number as it stands on the document."""
        return f"{value:04}"


class UlidConverter(BaseConverter):
    """An id that Berkas gave: 26 letters and figures, and nothing else reaches a query."""

    regex = r"[0-7][0-9A-HJKMNP-TV-Z]{25}"


def init_app(app: Flask) -> None:
    """Let addresses name these parts by their form."""
    app.url_map.converters.update(sequence=SequenceConverter, ulid=UlidConverter)
