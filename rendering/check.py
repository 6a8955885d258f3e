"""A PDF's structure before it is sealed: what PDF/A-2b asks that can be seen in milliseconds.

This is the project's own structural check, not a validation of PDF/A.
"""

from dataclasses import dataclass
from typing import Any, cast

from rendering import limited

__all__ = ["Sheet", "look", "problems"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was seen in a PDF; `problems` are codes of what PDF/A-2b asks and is not there."""

    pages: int
    fonts: tuple[str, ...] = ()
    loose_fonts: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


_NOTHING = Sheet(0, problems=("unreadable",))


def look(pdf: bytes) -> Sheet:
    """Look at the PDF in a limited child; what cannot be read has no pages."""
    if not pdf.startswith(b"%PDF-"):
        return _NOTHING
    try:
        seen = cast("dict[str, Any]", limited.run("pdf-check", blobs=[pdf]).facts)
    except (limited.WorkFailed, limited.Overrun):
        return _NOTHING
    return Sheet(seen["pages"], tuple(seen["fonts"]), tuple(seen["loose"]), tuple(seen["problems"]))


def problems(pdf: bytes) -> tuple[str, ...]:
    """Return the codes of what stands between this PDF and PDF/A-2b; none is good."""
    return look(pdf).problems
