"""The columns a list of clients may have, and the words in their cells: read once from data."""

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from casework.instruments.toml import Table, read

__all__ = [
    "Field",
    "empty_words",
    "fields",
    "key",
    "lexicon",
    "reason_head",
    "sample_fields",
    "spoken",
    "sum_words",
    "targets",
    "words",
]

_KINDS = frozenset(
    {
        "band",
        "birth",
        "client-type",
        "day",
        "digits",
        "name",
        "offence",
        "pk",
        "post",
        "score",
        "sex",
        "stage",
        "text",
    }
)
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a sheet may say of a client; `target` is the field of the registration form."""

    code: str
    title: str
    kind: str
    target: str
    required: bool
    past: bool
    sample: bool
    example: str
    synonyms: tuple[str, ...]


def key(text: str) -> str:
    """Return a text as heads and cells are compared: small letters, single spaces, no signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_NO_WORD.sub(" ", plain.replace("/", " ")).split())


@functools.cache
def fields() -> Mapping[str, Field]:
    """Return the fields by code, in the order of the sample sheet."""
    rows = _file("kolom.toml").tables("fields")
    return {field.code: field for field in map(_field, rows)}


def _field(row: Table) -> Field:
    row.only("code", "title", "kind", "target", "required", "past", "sample", "example", "synonyms")
    code, kind = row.text("code"), row.text("kind")
    if kind not in _KINDS:
        raise row.bad("kind", "is not known")
    return Field(
        code,
        row.text("title"),
        kind,
        row.text("target", code),
        row.flag("required", default=False),
        row.flag("past", default=False),
        row.flag("sample", default=True),
        row.text("example", ""),
        row.texts("synonyms"),
    )


def sample_fields() -> list[Field]:
    """Return the fields that the sample sheet has columns for."""
    return [one for one in fields().values() if one.sample]


@functools.cache
def targets() -> Mapping[str, str]:
    """Return by field of the form which field of a sheet fills it."""
    return {one.target: one.code for one in fields().values()}


@functools.cache
def words(kind: str) -> Mapping[str, str]:
    """Return by compared word the code it stands for, of one kind of closed list."""
    table = _file("isi.toml").table(kind)
    return {key(word): code for code in table.values for word in table.texts(code)}


@functools.cache
def spoken(kind: str) -> Mapping[str, str]:
    """Return by code the word that is offered for it, of one kind of closed list."""
    table = _file("isi.toml").table(kind)
    return {code: table.texts(code)[0].capitalize() for code in table.values}


def lexicon(kind: str, titles: Mapping[str, str]) -> Mapping[str, str]:
    """Return the words of a kind together with the titles of the office's own list, by code."""
    known = {word: code for word, code in words(kind).items() if code in titles}
    own = {one: code for code, title in titles.items() for one in (key(code), key(title))}
    return known | own


@functools.cache
def empty_words() -> frozenset[str]:
    """Return the words that mean an empty cell."""
    return frozenset(_file("isi.toml").texts("empty"))


@functools.cache
def sum_words() -> frozenset[str]:
    """Return the words that stand in place of a name where a row only counts."""
    return frozenset(_file("isi.toml").texts("sums"))


@functools.cache
def reason_head() -> str:
    """Return the head of the column in which Berkas says what is wrong with a row."""
    return _file("isi.toml").text("reason")


def _file(name: str) -> Table:
    return read(name, (resources.files("casework.imports.data") / name).read_bytes())
