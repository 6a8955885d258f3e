"""A file from outside, judged by its content: a PDF or Word file that is safe to keep and show."""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, cast

from rendering import limited

__all__ = ["LARGEST", "Reason", "Unusable", "Upload", "inspect", "plain_name"]

LARGEST = 30 * 1024 * 1024
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Reason(StrEnum):
    """Why a file cannot be taken; the officer's sentence for each stands in the site's words."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_A_DOCUMENT = "not-a-document"
    NOT_A_PICTURE = "not-a-picture"
    APPLE_PHOTO = "apple-photo"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    ZIP_BOMB = "zip-bomb"
    UNSAFE_ARCHIVE = "unsafe-archive"
    MACROS = "macros"
    EXTERNAL_LINKS = "external-links"
    ACTIVE_CONTENT = "active-content"
    DISGUISED = "disguised"
    PAGE_SIZE = "page-size"
    PICTURE_SIZE = "picture-size"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_HEAVY = "too-heavy"


class Unusable(Exception):
    """The file is refused."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept; a Word file has no pages before it is converted."""

    name: str
    kind: Literal["pdf", "docx"]
    media_type: str
    pages: int | None
    signed: bool
    text: tuple[str, ...] = field(repr=False)


def inspect(data: bytes, name: str) -> Upload:
    """Return what the file is, or raise why it is refused; its name decides nothing."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unusable(Reason.EMPTY)
    if len(data) > LARGEST:
        raise Unusable(Reason.TOO_LARGE)
    try:
        seen = cast("dict[str, Any]", limited.run("inspect", blobs=[data]).facts)
    except limited.Overrun as overrun:
        raise Unusable(Reason.TOO_HEAVY) from overrun
    except limited.WorkFailed as failure:
        if failure.kind == "Refused" and isinstance(failure.facts, dict):
            raise Unusable(Reason(failure.facts["reason"])) from failure
        raise Unusable(Reason.CORRUPT) from failure
    return Upload(
        plain_name(name), seen["kind"], _MEDIA[seen["kind"]], seen["pages"], seen["signed"],
        tuple(seen["text"]),
    )  # fmt: skip


def plain_name(name: str) -> str:
    """Return the last part of the name, of letters that can be shown, at most 120 of them."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = (one for one in last if unicodedata.category(one)[0] != "C")
    return "".join(shown).strip()[:120] or "berkas"
