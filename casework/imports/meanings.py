"""The office's own words in a list: what they mean is said once and holds for every row."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.errors import Fault, Invalid
from casework.imports.cells import word_of
from casework.imports.fields import fields
from casework.imports.model import ImportBatch, ImportRow, RowState
from casework.imports.office import reader
from casework.imports.uploading import map_columns

__all__ = ["Meaning", "Word", "choices", "said", "say", "unknown"]

_CODES = frozenset({"ambiguous", "not-in-list", "not-sex", "not-stage", "pk-unknown"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word that no list of the office has, as it was written, and in how many rows."""

    field: str
    word: str
    written: str
    rows: int
    first: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word of a field stands for; without a code nothing is said of it any more."""

    field: str
    word: str
    code: str


def unknown(session: Session, batch: ImportBatch) -> list[Word]:
    """Return the words that rows are wrong for, the commonest first."""
    query = select(ImportRow).where(
        ImportRow.batch_id == batch.id,
        ImportRow.state == RowState.FAULTY,
        ImportRow.n > batch.columns.head,
    )
    counted, shown = Counter[tuple[str, str]](), dict[tuple[str, str], tuple[str, int]]()
    for row in session.scalars(query.order_by(ImportRow.n)):
        for fault in row.faults:
            if fault.code in _CODES and "given" in fault.facts:
                written = str(fault.facts["given"])
                place = (fault.field, word_of(written))
                counted[place] += 1
                shown.setdefault(place, (written, row.n))
    return [
        Word(*place, shown[place][0], rows, shown[place][1])
        for place, rows in counted.most_common()
    ]


def said(batch: ImportBatch) -> list[Meaning]:
    """Return what was said of this list's words so far."""
    return [
        Meaning(field, word, code)
        for field, words in batch.columns.meanings.items()
        for word, code in words.items()
    ]


def choices(session: Session, batch: ImportBatch, *, at: datetime) -> Mapping[str, dict[str, str]]:
    """Return by field what a cell of it can mean: the titles of the office's list, by code."""
    offered = reader(session, batch, at=at).office.offered
    return {one.code: dict(offered[one.kind]) for one in fields().values() if offered.get(one.kind)}


def say(
    session: Session,
    actor: Actor,
    batch: ImportBatch,
    given: list[Meaning],
    *,
    at: datetime,
    keep_as: str = "",
) -> None:
    """Say what words mean, for all rows: the list is checked anew with it.

    It is part of the mapping of columns, and kept with the one that the list was read by.
    """
    known = choices(session, batch, at=at)
    wrong = [one for one in given if one.code and one.code not in known.get(one.field, {})]
    if wrong:
        raise Invalid(*(Fault(one.field, "unknown-choice", {"word": one.word}) for one in wrong))
    meanings = {field: dict(words) for field, words in batch.columns.meanings.items()}
    for one in given:
        words = meanings.setdefault(one.field, {})
        if one.code:
            words[one.word] = one.code
        else:
            words.pop(one.word, None)
    columns = replace(
        batch.columns, meanings={field: one for field, one in meanings.items() if one}
    )
    kept = keep_as.strip() or batch.facts.get("kept", "")
    map_columns(session, actor, batch, columns, at=at, keep_as=kept)
