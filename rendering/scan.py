"""A scan that came as a picture: judged by its content, and drawn page by page for the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from rendering import limited
from rendering.limited import Limits
from rendering.page_image import NoSuchPage
from rendering.upload import Reason, Unusable

__all__ = ["MEDIA", "Scan", "inspect", "is_picture", "join", "png"]

MEDIA = {"jpg": "image/jpeg", "png": "image/png", "tiff": "image/tiff"}
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
# a scan of many pages is read whole, and a page of A3 has 80 million dots
_PATIENT = Limits(memory=1024 * 1024 * 1024, cpu_seconds=40, wall_seconds=60.0)


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture that may be kept: `kind` is the ending of its name, `pages` how many it has."""

    kind: str
    pages: int


def is_picture(data: bytes) -> bool:
    """Tell whether the bytes begin as a picture does; whether they are one, `inspect` says."""
    return data.startswith(_STARTS)


def inspect(data: bytes) -> Scan:
    """Return what the picture is, or raise why it is refused; nothing of it is carried out."""
    try:
        seen = cast("dict[str, Any]", limited.run("scan", blobs=[data], limits=_PATIENT).facts)
    except limited.Overrun as overrun:
        raise Unusable(Reason.TOO_HEAVY) from overrun
    except limited.WorkFailed as failure:
        if failure.kind == "Refused" and isinstance(failure.facts, dict):
            raise Unusable(Reason(failure.facts["reason"])) from failure
        raise Unusable(Reason.CORRUPT) from failure
    return Scan(str(seen["kind"]), int(seen["pages"]))


def png(data: bytes, number: int) -> bytes:
    """Return one page of the picture, counted from one, as a PNG that fits the screen."""
    try:
        answer = limited.run("scan-page", {"number": number}, [data], limits=_PATIENT)
    except limited.WorkFailed as failure:
        if failure.kind == "IndexError":
            raise NoSuchPage(str(number)) from failure
        raise
    return answer.blobs[0]


def join(pictures: Sequence[bytes]) -> bytes:
    """Return the pages of all the pictures as one PDF, upright, in this order."""
    try:
        return limited.run("join-pictures", blobs=list(pictures), limits=_PATIENT).blobs[0]
    except limited.Overrun as overrun:
        raise Unusable(Reason.TOO_HEAVY) from overrun
    except limited.WorkFailed as failure:
        if failure.kind == "Refused" and isinstance(failure.facts, dict):
            raise Unusable(Reason(failure.facts["reason"])) from failure
        raise Unusable(Reason.CORRUPT) from failure
