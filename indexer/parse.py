"""The single search box: from what was typed to `Criteria`, with no syntax but quotes."""

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Mapping

from indexer.analysis import clean, fold
from indexer.criteria import LONGEST, MOST_WORDS, Criteria

__all__ = ["parse"]

_LONGEST_TYPED = 1000
_FIRST_YEAR, _LAST_YEAR = 1945, 2100

_MARKS = '"\u201c\u201d\u201e\u00ab\u00bb'
_QUOTED = re.compile(f"[{_MARKS}]([^{_MARKS}]*)[{_MARKS}]")
_LOOSE_DASH = re.compile(r"(?<=[\w.])\s+[-\u2010-\u2015]\s+(?=\d)")
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_YEAR = re.compile(r"[12]\d{3}")
_NUMBERS = (
    re.compile(r"(?:19|20)\d\d-\d{3,6}"),  # a file: 2025-00123
    re.compile(r"WP?\.?\d+(?:\.[A-Z]+\S*)+", re.IGNORECASE),  # a letter: WP.10.PAS.PAS.8-...
    re.compile(r"[A-Z]{2}\.\d\d\.\d\d(?:\.\d\d)?(?:[-\u2010-\u2015]\d+)?", re.IGNORECASE),
)


def parse(text: str, bands: Mapping[str, str] | None = None) -> Criteria:
    """Read a search box: "quotes" are a phrase, a year a period, a number a number.

    `bands` are the words that stand for a band (`{"sangat tinggi": "sangat-tinggi"}`); the
    longest wins. Whatever is typed is an answerable question: nothing is refused here.
    """
    typed = clean(text)[:_LONGEST_TYPED]
    phrases = [phrase for phrase in map(_shortened, _QUOTED.findall(typed)) if phrase]
    tokens = list(_tokens(_QUOTED.sub(" ", typed)))
    tokens, band = _take_band(tokens, bands or {})
    tokens, number = _take_number(tokens)
    tokens, years = _take_years(tokens)
    return Criteria(
        words=tuple(tokens[:MOST_WORDS]),
        phrases=tuple(phrases[:MOST_WORDS]),
        number=number,
        bands=(band,) if band else (),
        since=dt.date(min(years), 1, 1) if years else None,
        until=dt.date(max(years), 12, 31) if years else None,
    )


def _tokens(typed: str) -> Iterator[str]:
    for token in _LOOSE_DASH.sub("-", typed).split():
        bare = _EDGES.sub("", token)
        if bare:
            yield bare[:LONGEST]


def _shortened(phrase: str) -> str:
    return " ".join(phrase.split())[:LONGEST].strip()


def _take_band(tokens: list[str], bands: Mapping[str, str]) -> tuple[list[str], str]:
    folded = [fold(token) for token in tokens]
    spellings = sorted(bands, key=lambda spelling: len(spelling.split()), reverse=True)
    for spelling in spellings:
        wanted = [fold(word) for word in spelling.split()]
        for at in range(len(folded) - len(wanted) + 1):
            if folded[at : at + len(wanted)] == wanted:
                start = at - 1 if at and folded[at - 1] == "risiko" else at
                return tokens[:start] + tokens[at + len(wanted) :], bands[spelling]
    return tokens, ""


def _take_number(tokens: list[str]) -> tuple[list[str], str]:
    for at, token in enumerate(tokens):
        if any(pattern.fullmatch(token) for pattern in _NUMBERS):
            return tokens[:at] + tokens[at + 1 :], token
    return tokens, ""


def _take_years(tokens: list[str]) -> tuple[list[str], list[int]]:
    def is_year(token: str) -> bool:
        return bool(_YEAR.fullmatch(token)) and _FIRST_YEAR <= int(token) <= _LAST_YEAR

    years = [int(token) for token in tokens if is_year(token)]
    return list(itertools.filterfalse(is_year, tokens)), years
