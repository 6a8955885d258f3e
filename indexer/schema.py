"""Which fields the index has, and how one entry becomes their terms.

Analysis happens here, once an entry: Whoosh is handed finished postings. The schema is pickled
into the index folder, so its field types are importable classes of this module.
"""

import array
import collections
import datetime as dt
import itertools
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh import columns, fields, formats

from indexer.analysis import clean, name_keys, number_terms, stem, term, words
from indexer.entry import Entry
from indexer.vocabulary import EXCEPTIONS, MUHAMMAD, NAME_LINKS, PROTECTED, STOP_WORDS

__all__ = ["SCHEMA", "SIGNATURE", "document", "period_terms"]

_FORMAT = 2  # raise it whenever terms or fields change: older indexes are then rebuilt
_TABLES = (STOP_WORDS, PROTECTED, NAME_LINKS, MUHAMMAD, EXCEPTIONS.items())
SIGNATURE = f"{_FORMAT}-{zlib.crc32(repr([sorted(table) for table in _TABLES]).encode()):08x}"

_TITLE_WEIGHT = 3.0
_WIDEST_STEP = 0xFFFF
_PART_GAP = 8  # no phrase runs from the title into the text

Posting = tuple[bytes, int, float, bytes]


class WordStream:
    """The words of an entry with their positions and weights, and the roots they stand for."""

    def __init__(self) -> None:
        self.positions: dict[str, list[int]] = collections.defaultdict(list)
        self.extra: dict[str, float] = {}
        self.roots: dict[str, int] = collections.Counter()
        self._at = 0

    def add(self, text: str, weight: float = 1.0) -> None:
        """Append the words of a text right after the words before it."""
        for word in words(clean(text)):
            found = term(word[0])
            if not found:
                continue
            self.positions[found].append(self._at)
            self._at += 1
            if weight != 1.0:
                self.extra[found] = self.extra.get(found, 0.0) + weight - 1.0
            root = stem(found)
            if root != found:
                self.roots[root] += 1

    def part(self, *texts: str, weight: float = 1.0) -> None:
        """Append texts of which none is the continuation of another."""
        for text in texts:
            self.add(text, weight)
            self._at += _PART_GAP


class Places(formats.Positions):  # type: ignore[misc]
    """Positions as two bytes a step: half the size of Whoosh's own, and quicker to read."""

    def encode(self, poslist: list[int]) -> bytes:
        """Pack positions; an odd length tells that a step was too wide for two bytes."""
        steps = [place - before for before, place in itertools.pairwise([0, *poslist])]
        if max(steps) <= _WIDEST_STEP:
            return array.array("H", steps).tobytes()
        return array.array("I", steps).tobytes() + b"."

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Unpack positions."""
        code, packed = ("I", valuestring[:-1]) if len(valuestring) % 2 else ("H", valuestring)
        return list(itertools.accumulate(array.array(code, packed)))

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many positions there are."""
        return len(self.decode_positions(valuestring))


class WordField(fields.FieldType):  # type: ignore[misc]
    """Words as they stand, with positions."""

    def __init__(self) -> None:
        super().__init__(Places(), None, scorable=True)

    def index(self, value: WordStream, **_: object) -> Iterator[Posting]:
        """Hand over the postings of the words."""
        encode: Any = self.format.encode
        for word, at in value.positions.items():
            weight = len(at) + value.extra.get(word, 0.0)
            yield word.encode(), len(at), weight, bytes(encode(at))


class RootField(fields.FieldType):  # type: ignore[misc]
    """Roots of the words that are not roots themselves, counted."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None, scorable=True)

    def index(self, value: Mapping[str, int], **_: object) -> Iterator[Posting]:
        """Hand over the postings of the roots."""
        for root, count in value.items():
            yield root.encode(), count, float(count), b""


class CodeField(fields.FieldType):  # type: ignore[misc]
    """Codes, keys and numbers: there or not there."""

    def __init__(self, *, column: bool = False) -> None:
        sortable = columns.VarBytesColumn() if column else False
        super().__init__(formats.Existence(), None, sortable=sortable)

    def index(self, value: Iterable[str] | str, **_: object) -> Iterator[Posting]:
        """Hand over one posting a code."""
        for code in {value} if isinstance(value, str) else set(value):
            yield code.encode(), 1, 1.0, b""


class ColumnField(fields.FieldType):  # type: ignore[misc]
    """A value beside the document that is read, never searched."""

    indexed = False

    def __init__(self, column: object) -> None:
        super().__init__(None, None, sortable=column)

    def to_column_value(self, value: int | bytes) -> int | bytes:
        """Hand the value over as it is."""
        return value


SCHEMA: Any = fields.Schema(
    id=CodeField(column=True),
    words=WordField(),
    roots=RootField(),
    keys=CodeField(),
    numbers=CodeField(),
    client=CodeField(),
    period=CodeField(),
    kind=CodeField(),
    band=CodeField(),
    recommendation=CodeField(),
    decision=CodeField(),
    officer=CodeField(),
    place=CodeField(),
    day=ColumnField(columns.NumericColumn("i")),
    labels=ColumnField(columns.VarBytesColumn()),
    source=fields.STORED(),
)


def document(entry: Entry) -> dict[str, object]:
    """Return the fields of one entry; `source` is what highlights are cut from."""
    stream = WordStream()
    stream.part(entry.title, weight=_TITLE_WEIGHT)
    stream.part(entry.recommendation_words, entry.decision, entry.place, entry.officer)
    stream.part(*entry.names)
    for page in entry.pages:
        stream.add(page)
    numbers = (entry.file_number, *entry.numbers)
    labels = {"names": entry.names, "numbers": [number for number in numbers if number]}
    return {
        "id": entry.id,
        "words": stream,
        "roots": stream.roots,
        "keys": {key for name in entry.names for key in name_keys(name)},
        "numbers": set().union(*map(number_terms, numbers)),
        "client": entry.client,
        "period": period_terms(entry.date),
        "kind": entry.kind,
        "band": entry.band,
        "recommendation": entry.recommendations,
        "decision": code(entry.decision),
        "officer": code(entry.officer),
        "place": code(entry.place),
        "day": entry.date.toordinal(),
        "labels": json.dumps(labels, ensure_ascii=False).encode(errors="replace"),
        "source": _source(entry),
    }


def code(text: str) -> str:
    """Return a text of one value (an officer, a place) as it is compared: case is nothing."""
    return " ".join(clean(text).casefold().split())


def period_terms(day: dt.date) -> tuple[str, str, str]:
    """Return a day's year, month and day: any period is covered by a few such terms."""
    text = day.isoformat()
    return text[:4], text[:7], text


def _source(entry: Entry) -> dict[str, object]:
    return {
        "title": entry.title,
        "recommendation": entry.recommendation_words,
        "decision": entry.decision,
        "place": entry.place,
        "officer": entry.officer,
        "pages": tuple(map(clean, entry.pages)),
    }
