"""The office's own words on their page: what each stands for, said once for every row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from casework.errors import Fault
from casework.imports import meanings
from casework.imports.fields import fields
from casework.imports.meanings import Meaning
from casework.imports.model import ImportBatch
from webapp.pieces.forms import Form
from webapp.words.fields import WORDS, Names

__all__ = ["MeaningsPage", "form_of", "meanings_page", "posted"]

_NAME = "arti"
_MOST = 100  # a column that was read as another one has a word in every row


@dataclass(frozen=True, slots=True)
class WordLine:
    """One word of the office, in how many rows it stands, and what it can mean."""

    place: str
    name: str
    field: str
    word: str
    rows: int
    first: int
    code: str
    options: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MeaningsPage:
    """The words that nobody has said anything of, the commonest first, and those that are said."""

    unknown: list[WordLine]
    said: list[WordLine]
    more: int
    kept: str


def meanings_page(session: Session, batch: ImportBatch, *, at: datetime) -> MeaningsPage:
    """Put the page together."""
    choices = meanings.choices(session, batch, at=at)
    options = {code: list(titles.items()) for code, titles in choices.items()}
    found = [
        WordLine(f"arti-{n}", _name(one.field, one.word), fields()[one.field].title, one.written,
                 one.rows, one.first, "", options[one.field])
        for n, one in enumerate(meanings.unknown(session, batch), 1)
        if one.field in options
    ]  # fmt: skip
    said = [
        WordLine(f"arti-sudah-{n}", _name(one.field, one.word), fields()[one.field].title, one.word,
                 0, 0, one.code, options.get(one.field, []))
        for n, one in enumerate(meanings.said(batch), 1)
    ]  # fmt: skip
    return MeaningsPage(
        found[:_MOST], said, max(0, len(found) - _MOST), batch.facts.get("kept", "")
    )


def form_of(page: MeaningsPage, values: Mapping[str, str], faults: tuple[Fault, ...]) -> Form:
    """Return the form with each fault at the line of its word."""
    lines = {one.name: one for one in (*page.said, *page.unknown)}
    placed, names = list[Fault](), dict(WORDS.fixed)
    for fault in faults:
        line = lines.get(_name(fault.field, str(fault.facts.get("word", ""))))
        placed.append(fault if line is None else replace(fault, field=line.place))
        names |= {} if line is None else {line.place: f"{line.field}: {line.word} berarti"}
    return Form(values, tuple(placed), Names(names))


def _name(field: str, word: str) -> str:
    return f"{_NAME}.{field}.{word}"


def posted(given: Mapping[str, str]) -> list[Meaning]:
    """Return what was said; a word that nothing was chosen for means nothing."""
    return list(_posted(given))


def _posted(given: Mapping[str, str]) -> Iterator[Meaning]:
    for name, code in given.items():
        mark, _, rest = name.partition(".")
        field, _, word = rest.partition(".")
        if mark == _NAME and field in fields() and word:
            yield Meaning(field, word, code)
