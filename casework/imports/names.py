"""A name as registers write it: the father's name, the aliases and the titles in one cell."""

import re
from dataclasses import dataclass

__all__ = ["NameParts", "bare_name", "split_name"]

_ALIAS = re.compile(
    r"\s*[,(]?\s*\b(?:alias|als\.?|a\.?k\.?a\.?|panggilan|al\.)(?=[\s:]|$)\s*:?\s*", re.IGNORECASE
)
_PARENT = re.compile(r"(?P<name>.+?)\s+(?P<word>binti|bin)\.?\s+(?P<parent>.+)", re.IGNORECASE)
_TITLES = frozenset({"h", "hj", "kh", "drs", "dra", "dr", "drg", "ir", "prof", "ust", "ustadz"}) | {
    *("r", "rr", "rd", "raden", "tn", "ny", "sdr", "sdri", "bpk", "ibu", "pk", "apk")
}
_SMALL = frozenset({"bin", "binti", "van", "de"})


@dataclass(frozen=True, slots=True)
class NameParts:
    """The name with its titles, whose child the bearer is, and by what names else known."""

    name: str
    bin_binti: str
    aliases: tuple[str, ...]


def split_name(text: str, *, title_case: bool = False) -> NameParts:
    """Part "H. BUDI bin Karto alias Codet" into its names; titles stay where they are."""
    own, *others = (" ".join(part.split()) for part in _ALIAS.split(text))
    parent = ""
    if found := _PARENT.fullmatch(own):
        own = found["name"]
        parent = f"{found['word'].casefold()} {_cased(found['parent'], title_case)}"
    aliases = [one.strip(" ,()") for part in others for one in re.split(r"[,/]", part)]
    return NameParts(
        _cased(own.strip(" ,"), title_case),
        parent,
        tuple(_cased(one, title_case) for one in aliases if one),
    )


def _cased(name: str, title_case: bool) -> str:  # noqa: FBT001  (a setting that is handed on)
    own = [word for word in name.partition(",")[0].split() if not _is_title(word)]
    if not title_case or not " ".join(own).isupper():
        return name
    return " ".join(_capital(word) if word.isupper() else word for word in name.split())


def _is_title(word: str) -> bool:
    return word.strip(".").casefold() in _TITLES


def _capital(word: str) -> str:
    """Write one word small but for its first letter, and those after a point or a hyphen."""
    if word.casefold() in _SMALL:
        return word.casefold()
    return re.sub(r"(^|[.-])(\w)", lambda m: m[1] + m[2].upper(), word.lower())


def bare_name(text: str) -> str:
    """Return an official's name by which it is found: no titles before or after, small letters."""
    own = text.casefold().partition(",")[0].replace(".", ". ")
    names = (word.strip(".") for word in own.split())
    return " ".join(word for word in names if word and word not in _TITLES)
