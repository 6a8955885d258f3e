"""Which page of a list an address asks for."""

__all__ = ["page_asked"]

_LONGEST = 5  # digits; a longer number is no page of ours


def page_asked(text: str) -> int:
    """Return the number that an address names, the first page where it names none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else 1
