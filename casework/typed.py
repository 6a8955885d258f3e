"""What any typed text must satisfy before it is kept: printable, in reading order, not endless."""

import unicodedata

from casework.errors import Fault, Invalid
from rendering import letters

__all__ = ["flaw", "line", "name", "not_on_paper", "text"]

# bidi overrides and isolates turn the order in which the eye reads; a name must not
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
# format, private use, not assigned, separators of lines and paragraphs
_UNSEEN = frozenset({"Cf", "Co", "Cn", "Zl", "Zp"})
_BLANK = frozenset("\ufffd\u115f\u1160\u3164\uffa0")  # letters that show nothing, or what was lost
_SURROGATES = range(0xD800, 0xE000)
_NONCHARACTERS = frozenset({0xFFFE, 0xFFFF})


def flaw(value: str, *, field: str, lines: bool) -> Fault | None:
    """Return what XML 1.0 or a reader could not take, or could not see; None where all is well."""
    if (code := _unprintable(value, lines=lines)) is not None:
        return Fault(field, code)
    for word in value.split():
        for character in word:
            if character in _BLANK or unicodedata.category(character) == "Cf":
                return _invisible(field, character, word)
    return None


def _invisible(field: str, character: str, word: str) -> Fault:
    shown = "".join(one for one in word if not _unseen(one))
    facts = {"point": f"U+{ord(character):04X}", "word": shown[:40]}
    return Fault(field, "invisible-character", facts)


def _unprintable(value: str, *, lines: bool) -> str | None:
    for character in value:
        point = ord(character)
        if character in "\n\t" and lines:
            continue
        if point in _SURROGATES or point & 0xFFFF in _NONCHARACTERS:
            return "no-character"
        if unicodedata.category(character) == "Cc":
            return "control-character"
        if character in _TURNING:
            return "turning-character"
    return None


def not_on_paper(value: str, *, field: str) -> Fault | None:
    """Return the fault of the first letter that the papers' font does not have."""
    for _, character in letters.unprintable(value):
        facts = {"character": character, "point": f"U+{ord(character):04X}"}
        return Fault(field, "unprintable", facts)
    return None


def line(value: str, *, field: str, most: int) -> str:
    """Return a one-line text: NFC, single spaces; Invalid where it cannot be kept as typed."""
    return _checked(" ".join(value.split()), value.strip(), field, most, lines=False)


def name(value: str, *, field: str, most: int) -> str:
    """Return a person's name as `line` does; Invalid also without a letter, or with unseen ones."""
    kept = line(value, field=field, most=most)
    for character in value.strip():
        if character != "\u00a0" and _unseen(character):
            raise Invalid(_invisible(field, character, value))
    if kept and not any(unicodedata.category(one).startswith("L") for one in kept):
        raise Invalid(Fault(field, "name-without-letters"))
    return kept


def _unseen(character: str) -> bool:
    return character in _BLANK or unicodedata.category(character) in _UNSEEN


def text(value: str, *, field: str, most: int) -> str:
    """Return a text of several lines: NFC, each line end a line feed; Invalid as for `line`."""
    value = value.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return _checked(value, value, field, most, lines=True)


def _checked(kept: str, typed: str, field: str, most: int, *, lines: bool) -> str:
    if (found := flaw(typed, field=field, lines=lines)) is not None:
        raise Invalid(found)
    kept = unicodedata.normalize("NFC", kept)
    if len(kept) > most:
        raise Invalid(Fault(field, "too-long", {"most": most, "given": len(kept)}))
    return kept
