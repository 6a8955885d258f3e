"""Looking at a file from elsewhere: whether it can be kept, its pages, and the words it carries."""

import hashlib
from dataclasses import dataclass, field

from casework.errors import Fault, Invalid
from casework.sources.rules import LARGEST
from rendering import scan, upload
from rendering.upload import Reason

__all__ = ["FIELD", "Received", "UnusableSource", "digest", "read"]

FIELD = "files"
# a source may be more kinds of file than a Litmas, and less of it
_OWN = {Reason.TOO_LARGE: "source-too-large", Reason.NOT_A_DOCUMENT: "no-source"}


class UnusableSource(Invalid):
    """The file cannot be kept; `reason` says why and `name` which one it is."""

    def __init__(self, reason: Reason, name: str) -> None:
        self.reason = _OWN.get(reason, str(reason))
        self.name = name
        super().__init__(Fault(FIELD, f"source-{self.reason}", {"name": name}))


@dataclass(frozen=True, slots=True)
class Received:
    """A file that may be kept: its bytes as received, and the text of its pages where it has any.

    `pages` is 0 for a file that has none before it is printed.
    """

    name: str
    ending: str
    media_type: str
    content: bytes = field(repr=False)
    pages: int
    text: tuple[str, ...] = field(repr=False)

    @property
    def sha256(self) -> str:
        """The digest of the bytes as received."""
        return digest(self.content)

    @property
    def has_text(self) -> bool:
        """Whether the file itself carries words; a scan is only a picture of them."""
        return any(page.strip() for page in self.text)


def digest(content: bytes) -> str:
    """Return by what the same file is known again, whatever it is called."""
    return hashlib.sha256(content).hexdigest()


def read(content: bytes, name: str) -> Received:
    """Return the file as it can be kept, or raise why it cannot; its name decides nothing.

    Slow: to be done before a writing session is begun.
    """
    shown = upload.plain_name(name)
    if len(content) > LARGEST:
        raise UnusableSource(Reason.TOO_LARGE, shown)
    try:
        return _picture(content, shown) if scan.is_picture(content) else _document(content, shown)
    except upload.Unusable as unusable:
        raise UnusableSource(unusable.reason, shown) from unusable


def _picture(content: bytes, name: str) -> Received:
    seen = scan.inspect(content)
    return Received(name, seen.kind, scan.MEDIA[seen.kind], content, seen.pages, ())


def _document(content: bytes, name: str) -> Received:
    found = upload.inspect(content, name)
    text = tuple(page.replace("\f", "\n") for page in found.text)
    return Received(name, found.kind, found.media_type, content, found.pages or 0, text)
