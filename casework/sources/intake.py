"""Looking at a file from elsewhere: whether it can be kept, its pages, and the words it carries."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from casework.errors import Fault, Invalid
from casework.sources.rules import LARGEST, ORIGINAL
from rendering import scan, upload
from rendering.upload import Reason, Unusable

__all__ = [
    "DRAWN",
    "FIELD",
    "JOINED",
    "Original",
    "Received",
    "UnusableSource",
    "digest",
    "join",
    "read",
]

FIELD = "files"
JOINED = "dokumen.pdf"
DRAWN = ("pdf", *scan.MEDIA)  # what has pages to look at
# a source may be more kinds of file than a Litmas, and less of it
_OWN = {Reason.TOO_LARGE: "source-too-large", Reason.NOT_A_DOCUMENT: "no-source"}


class UnusableSource(Invalid):
    """The file cannot be kept; `reason` says why and `name` which one it is."""

    def __init__(self, reason: Reason, name: str) -> None:
        self.reason = _OWN.get(reason, str(reason))
        self.name = name
        super().__init__(Fault(FIELD, f"source-{self.reason}", {"name": name}))


@dataclass(frozen=True, slots=True)
class Original:
    """One of several photos that were joined: its name in the bag, and the name it came with."""

    file: str
    name: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """The digest of the bytes as received."""
        return digest(self.content)


@dataclass(frozen=True, slots=True)
class Received:
    """A file that may be kept: its bytes as received, and the text of its pages where it has any.

    `pages` is 0 for a file that has none before it is printed. With `originals`, it is the PDF
    that was made of them.
    """

    name: str
    ending: str
    media_type: str
    content: bytes = field(repr=False)
    pages: int
    text: tuple[str, ...] = field(repr=False)
    originals: tuple[Original, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the bytes as received; of several, the one of all their digests."""
        if self.originals:
            return digest("".join(one.sha256 for one in self.originals).encode())
        return digest(self.content)

    @property
    def files(self) -> dict[str, bytes]:
        """The files of its bag, by name: what was received, and the PDF that was made of it."""
        if not self.originals:
            return {f"{ORIGINAL}.{self.ending}": self.content}
        return {one.file: one.content for one in self.originals} | {JOINED: self.content}

    @property
    def wordless(self) -> bool:
        """Whether a page is only a picture, so that its words are still to be read."""
        if self.ending not in DRAWN:
            return False
        return not self.text or not all(page.strip() for page in self.text)

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
    except Unusable as unusable:
        raise UnusableSource(unusable.reason, shown) from unusable


def join(received: Sequence[Received]) -> Received:
    """Return photos and scans as one PDF, in this order and upright; each stays beside it.

    One alone stays what it is: it needs no joining. UnusableSource for what is no picture.
    """
    if len(received) == 1:
        return received[0]
    for one in received:
        if one.ending not in scan.MEDIA:
            raise UnusableSource(Reason.NOT_A_PICTURE, one.name)
    try:
        joined = scan.join([one.content for one in received])
    except Unusable as unusable:
        raise UnusableSource(unusable.reason, received[0].name) from unusable
    originals = tuple(
        Original(f"{ORIGINAL}-{n:02}.{one.ending}", one.name, one.content)
        for n, one in enumerate(received, 1)
    )
    pages = sum(one.pages for one in received)
    return Received(received[0].name, "pdf", "application/pdf", joined, pages, (), originals)


def _picture(content: bytes, name: str) -> Received:
    seen = scan.inspect(content)
    return Received(name, seen.kind, scan.MEDIA[seen.kind], content, seen.pages, ())


def _document(content: bytes, name: str) -> Received:
    found = upload.inspect(content, name)
    text = tuple(page.replace("\f", "\n") for page in found.text)
    return Received(name, found.kind, found.media_type, content, found.pages or 0, text)
