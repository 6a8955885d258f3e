"""A page of a PDF as a picture, for the screen."""

from rendering import limited

__all__ = ["NoSuchPage", "png"]


class NoSuchPage(Exception):
    """The PDF has no page of that number."""


def png(pdf: bytes, number: int, *, dpi: int = 96) -> bytes:
    """Return the page, counted from one, as PNG."""
    try:
        answer = limited.run("page-image", {"number": number, "dpi": dpi}, [pdf])
    except limited.WorkFailed as failure:
        if failure.kind == "IndexError":
            raise NoSuchPage(str(number)) from failure
        raise
    return answer.blobs[0]
