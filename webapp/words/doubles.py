"""Why two may be one person, in words: the same beside a form and beside a row of a list."""

from collections.abc import Iterable, Mapping

__all__ = ["reasons_in_words"]

# only what speaks for one person; the rest of the reasons is against it
_REASONS: Mapping[str, str] = {
    "nik-same": "NIK sama",
    "register-same": "nomor register sama",
    "nik-near": "NIK hampir sama",
    "name-same": "nama sama",
    "confusable": "nama tampak sama (huruf berbeda)",
    "name-sounds": "nama sama (ejaan lain)",
    "name-near": "nama hampir sama",
    "alias-same": "nama lain sama",
    "name-part": "sebagian nama sama",
    "birth-same": "tanggal lahir sama",
    "birth-near": "tanggal lahir hampir sama",
    "bin-same": "bin atau binti sama",
    "bin-near": "bin atau binti hampir sama",
    "place-same": "tempat lahir sama",
}


def reasons_in_words(codes: Iterable[str]) -> str:
    """Return what speaks for one person, as part of a sentence."""
    return ", ".join(_REASONS[code] for code in codes if code in _REASONS)
