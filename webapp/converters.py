"""Parts of an address that have a form of their own."""

from werkzeug.routing import BaseConverter

__all__ = ["SequenceConverter"]


class SequenceConverter(BaseConverter):
    """The number of a document in its file, written with four digits: 0006."""

    regex = r"[0-9]{1,6}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write the number as it stands on the document."""
        return f"{value:04}"
