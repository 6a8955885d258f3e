"""Which characters the papers can show: those of their one font, and no invisible ones.

LibreOffice would take a missing letter from whatever other font is at hand, so that the same
document looked different on the next machine; a form says so before that happens.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

__all__ = ["FONT_PACKAGE", "FontMissing", "font_file", "unprintable"]

FONT_PACKAGE = "fonts-liberation"
_FOLDERS = (
    Path("/usr/share/fonts/truetype/liberation"),
    Path("/usr/share/fonts/truetype/liberation2"),
    Path("/usr/share/fonts/liberation"),
    Path("/usr/share/fonts/liberation-sans"),
)
# control, format, surrogate, private use, not assigned, line and paragraph separators
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class FontMissing(Exception):
    """The font of the papers is not on this machine; `package` is Debian's that carries it."""

    def __init__(self) -> None:
        super().__init__(FONT_PACKAGE)
        self.package = FONT_PACKAGE


@cache
def font_file(face: str = "Regular") -> Path:
    """Return the file of Liberation Sans."""
    for folder in _FOLDERS:
        if (path := folder / f"LiberationSans-{face}.ttf").is_file():
            return path
    raise FontMissing


def unprintable(text: str) -> Iterator[tuple[int, str]]:
    """Yield position and character of everything that cannot be printed as typed."""
    letters = _letters()
    for position, character in enumerate(text):
        if character not in letters:
            yield position, character


@cache
def _letters() -> frozenset[str]:
    covered = {chr(code) for code in TTFontFile(str(font_file())).charToGlyph}
    shown = {one for one in covered if unicodedata.category(one) not in _INVISIBLE}
    return frozenset(shown | {"\n", "\t"})
