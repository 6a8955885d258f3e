"""Text with separators, in whatever encoding and with whatever separator an office saved it."""

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass

from rendering.work.archive import Refused

__all__ = ["Separated", "read_separated"]

_SEPARATORS = ";,\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 30  # rows by which the separator is found
_FIELD = 100_000
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\x0b\x0c\x1a")


@dataclass(frozen=True, slots=True)
class Separated:
    """The rows of such a file, and what is to be said of its encoding."""

    rows: list[list[str]]
    notices: list[dict[str, str | int]]


def read_separated(data: bytes) -> Separated:
    """Return the rows; raises Refused for what is no text, or is in two encodings at once."""
    text, notices = _decoded(data)
    if text.lstrip()[:1] in {"<", "{"} or _CONTROLS & set(text[:20_000]):
        raise Refused("not-a-sheet")
    text = text.rstrip("\x1a\x00")
    first, _, rest = text.partition("\n")
    separator = ""
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        separator, text = first.strip()[-1], rest
    separator = separator or _separator(text)
    csv.field_size_limit(_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Refused("corrupt") from error
    return Separated(rows, notices)


def _decoded(data: bytes) -> tuple[str, list[dict[str, str | int]]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError as error:
                raise _at(data, error.start, "mixed-encoding") from error
    if (wide := _wide(data)) is not None:
        try:
            return data.decode(wide), []
        except UnicodeDecodeError as error:
            raise _at(data, error.start, "mixed-encoding") from error
    try:
        return data.decode(), []
    except UnicodeDecodeError as error:
        return _western(data, error.start)


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its empty bytes."""
    head = data[:2000]
    half = len(head) // 2
    if head[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > half * 0.7 else None


def _western(data: bytes, start: int) -> tuple[str, list[dict[str, str | int]]]:
    """Read as Windows-1252 what is no UTF-8; one that is partly UTF-8 has lost letters already."""
    for line in data.split(b"\n"):
        if line.isascii():
            continue
        try:
            line.decode()
        except UnicodeDecodeError:
            continue
        raise _at(data, start, "mixed-encoding")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _at(data, error.start, "unknown-encoding") from error
    return text, [{"code": "windows-1252", "row": _row(data, start)}]


def _row(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _at(data: bytes, place: int, reason: str) -> Refused:
    refused = Refused(reason)
    refused.facts["row"] = str(_row(data, place))
    return refused


def _separator(text: str) -> str:
    """Return the separator that gives the most rows of one length."""
    best, found = 0, ";"
    for one in _SEPARATORS:
        head = io.StringIO(text[:200_000], newline="")
        lengths = Counter[int]()
        try:
            for n, row in enumerate(csv.reader(head, delimiter=one)):
                if n >= _LOOKED_AT:
                    break
                lengths[len(row)] += len(row) > 1
        except csv.Error:
            continue
        score = sum(length * count for length, count in lengths.items())
        if score > best:
            best, found = score, one
    return found
