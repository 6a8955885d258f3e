"""From Indonesian text to terms: folding, stop words, stems, name keys and letter numbers.

Text that is indexed and text that is asked for pass through the same functions here.
"""

import functools
import re
import threading
import unicodedata
from collections.abc import Iterator

import snowballstemmer

from indexer.vocabulary import EXCEPTIONS, MUHAMMAD, NAME_LINKS, PROTECTED, STOP_WORDS

__all__ = [
    "clean",
    "fold",
    "name_key",
    "name_keys",
    "number_forms",
    "number_parts",
    "number_terms",
    "stem",
    "term",
    "terms",
    "words",
]

LONGEST_TERM = 64
_LONGEST_RUN = 8
_MOST_AFFIXES = 6
_CACHED = 1 << 16

_WORD = re.compile(r"[\w\u0300-\u036f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc]")
_NUMBER_JOINTS = re.compile(r"[\s/\-\u2010-\u2015_]+")
_DOUBLE = re.compile(r"(.)\1+")
_NAME_FOLDS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("j", "y"),
    ("kh", "h"), ("ch", "h"), ("ae", "ai"), ("ph", "f"), ("th", "t"), ("v", "f"), ("z", "s"),
)  # fmt: skip


def clean(text: str) -> str:
    """Compose accents and drop what cannot be seen, so that one word has one spelling."""
    if text.isascii():
        return text.replace("_", " ")
    text = _INVISIBLE.sub("", _SURROGATE.sub(" ", text)).replace("_", " ")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


@functools.lru_cache(_CACHED)
def fold(word: str) -> str:
    """Return the word without case and accents, as it stands in the index."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return kept[:LONGEST_TERM]


_stemmers = threading.local()  # a stemmer keeps the word at hand in itself


@functools.lru_cache(_CACHED)
def stem(term: str) -> str:
    """Return the root of a folded word; the root of a root is itself."""
    for _ in range(_MOST_AFFIXES):
        shorter = _stemmed_once(term)
        if shorter == term:
            break
        term = shorter
    return term


def _stemmed_once(term: str) -> str:
    if term in EXCEPTIONS:
        return EXCEPTIONS[term]
    if term in PROTECTED or not term.isascii() or not term.isalpha():
        return term
    if not hasattr(_stemmers, "indonesian"):
        _stemmers.indonesian = snowballstemmer.stemmer("indonesian")
    return str(_stemmers.indonesian.stemWord(term))


def words(cleaned: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Yield the words of a cleaned text where they stand."""
    return _WORD.finditer(cleaned, start)


@functools.lru_cache(_CACHED)
def term(word: str) -> str:
    """Return the term of one word, or nothing when it is too common to be searched for."""
    folded = fold(word)
    return "" if folded in STOP_WORDS else folded


def terms(text: str) -> tuple[str, ...]:
    """Return the searchable terms of a text, in order."""
    found = (term(word) for word in _WORD.findall(clean(text)))
    return tuple(filter(None, found))


@functools.lru_cache(_CACHED)
def name_key(word: str) -> str:
    """Return the form in which spellings of one name meet: Moch./Muhammad, Soeharto/Suharto."""
    key = fold(word)
    for old, new in _NAME_FOLDS:
        key = key.replace(old, new)
    key = _DOUBLE.sub(r"\1", key)
    if key in MUHAMMAD:
        return "muhamad"
    return f"{key[:-1]}i" if key.endswith("y") else key


def name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of the words of a name; bin, binti and alias are links, not names."""
    joined = _APOSTROPHES.sub("", clean(name))
    found = (fold(word) for word in _WORD.findall(joined))
    return tuple(name_key(word) for word in found if word not in NAME_LINKS)


def number_parts(number: str) -> tuple[str, ...]:
    """Return the parts of a register, file or letter number: dashes and slashes part it."""
    return tuple(filter(None, _NUMBER_JOINTS.split(fold(clean(number)))))


def number_forms(number: str) -> tuple[str, ...]:
    """Return a number as it is looked up: as written, and without leading noughts."""
    parts = number_parts(number)
    written, bare = "-".join(parts), "-".join(map(_without_noughts, parts))
    return (written,) if written == bare else (written, bare)


def number_terms(number: str) -> set[str]:
    """Return every term under which a number is found: whole, and any run of its parts."""
    found: set[str] = set()
    parts = number_parts(number)
    for run in _runs(parts, 1):
        found.add("-".join(run)[:LONGEST_TERM])
        found.add("-".join(map(_without_noughts, run))[:LONGEST_TERM])
    for part in parts:
        found.update(".".join(run) for run in _runs(tuple(part.split(".")), 2))
    if len(parts) > _LONGEST_RUN:
        found.update(form[:LONGEST_TERM] for form in number_forms(number))
    return found


def _runs(parts: tuple[str, ...], shortest: int) -> Iterator[tuple[str, ...]]:
    for start in range(len(parts)):
        for end in range(start + shortest, min(len(parts), start + _LONGEST_RUN) + 1):
            yield parts[start:end]


def _without_noughts(part: str) -> str:
    return (part.lstrip("0") or "0") if part.isdecimal() else part
