"""A stranger's table, XLSX or CSV, as rows of text; what was odd in it is named, never guessed."""

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, cast

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from rendering.sheet import plain
from rendering.work.archive import Refused, sheet_parts
from rendering.work.separated import read_separated

__all__ = ["task"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_COLUMNS = 200
_LONGEST = 5_000
_EXACT = 10**15  # a number beyond has lost its last digits: a spreadsheet keeps fifteen
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?row>)", re.DOTALL)
_FULL = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^/>]*>")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"")
_FORMULA = re.compile(rb"<(?:\w+:)?c\b[^>]*\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>\s*<(?:\w+:)?f\b")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z]+[0-9]+:[A-Z]+[0-9]+)\"")
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
_LOST = re.compile("\ufffd|\u00c3[\u0080-\u00bf\u2018-\u2026]|\u00e2\u20ac")  # UTF-8 read as Latin

Flags = list[tuple[int, int, str]]


def task(facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return the rows of one sheet and what is to be said of them; or refuse the file."""
    asked = cast("dict[str, Any]", facts)
    (data,) = blobs
    if data.startswith(_ZIP):
        return _book(data, asked["most"], asked["sheet"]), []
    if data.startswith(_OLE):
        raise Refused("encrypted" if _ENCRYPTED in data else "old-sheet")
    text = read_separated(data)
    count = sum(any(row) for row in text.rows)
    _refuse_more(count, asked["most"])
    rows = [(n, [_kept(cell) for cell in row]) for n, row in enumerate(text.rows, 1) if any(row)]
    return _answer("csv", rows, _flags(rows), notices=text.notices), []


def _refuse_more(count: int, most: int) -> None:
    if count - 1 > most:  # one of them is the head
        refused = Refused("too-many-rows")
        refused.facts |= {"rows": str(count - 1), "most": str(most)}
        raise refused


def _kept(text: str) -> str:
    return plain(text).strip()[: _LONGEST + 1]  # one letter too many, so that it is found too long


def _answer(
    kind: str, rows: list[tuple[int, list[str]]], flags: Flags, **more: object
) -> dict[str, object]:
    if not rows:
        raise Refused("empty")
    if max(len(cells) for _, cells in rows) > _MOST_COLUMNS:
        raise Refused("too-many-columns")
    plain: dict[str, object] = {"sheet": "", "sheets": [], "notices": [], "epoch": 1900}
    return {**plain, "kind": kind, "rows": rows, "flags": flags, **more}


def _flags(rows: list[tuple[int, list[str]]]) -> Flags:
    """Find the cells whose text shows that something was lost before it came here."""
    found: Flags = []
    for n, cells in rows:
        for column, text in enumerate(cells):
            if _SCIENTIFIC.fullmatch(text):
                found.append((n, column, "number-damaged"))
            elif text in _ERRORS:
                found.append((n, column, "cell-error"))
            elif _LOST.search(text):
                found.append((n, column, "letters-lost"))
    return found


def _book(data: bytes, most: int, wanted: str) -> dict[str, object]:
    parts = sheet_parts(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what a sheet may hold that nobody reads here
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except MemoryError:
            raise
        except Exception as error:
            raise Refused("corrupt") from error
        sheets = [
            {"title": one.title, "hidden": one.sheet_state != "visible"} for one in book.worksheets
        ]
        chosen = _chosen(book.worksheets, wanted)
        part = parts.get(chosen._worksheet_path.lstrip("/"), b"")  # noqa: SLF001  (kept nowhere else)
        _refuse_more(sum(bool(_FULL.search(row[1] or b"")) for row in _ROW.finditer(part)), most)
        epoch = 1904 if book.epoch == CALENDAR_MAC_1904 else 1900
        rows, damaged = _rows(chosen)
    flags = [*damaged, *_flags(rows), *_formulas(part, rows), *_merged(part)]
    hidden = len(_HIDDEN_ROW.findall(part))
    notices = [{"code": "hidden-rows", "count": hidden}] if hidden else []
    return _answer(
        "xlsx", rows, flags, sheet=chosen.title, sheets=sheets, notices=notices, epoch=epoch
    )


def _chosen(sheets: list[Any], wanted: str) -> Any:  # noqa: ANN401  (the library's own class is not typed)
    visible = [one for one in sheets if one.sheet_state == "visible"]
    named = [one for one in sheets if one.title == wanted]
    if not (named or visible):
        raise Refused("no-sheet")
    return (named or visible)[0]


def _rows(sheet: Any) -> tuple[list[tuple[int, list[str]]], Flags]:  # noqa: ANN401  (as above)
    rows, damaged = list[tuple[int, list[str]]](), list[tuple[int, int, str]]()
    sheet.reset_dimensions()  # what the file says of its size is not trusted
    try:
        for n, values in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [_text(value) for value in values]
            damaged += [(n, at, "number-damaged") for at, one in enumerate(values) if _inexact(one)]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                rows.append((n, cells))
    except MemoryError:
        raise
    except Exception as error:
        raise Refused("corrupt") from error
    return rows, damaged


def _inexact(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _EXACT


def _text(value: object) -> str:
    """Return a cell as text: days as 2026-03-09, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return _kept(str(value))


def _formulas(part: bytes, rows: list[tuple[int, list[str]]]) -> Iterator[tuple[int, int, str]]:
    """Name the cells that hold a formula, and those among them without a value that was kept."""
    known = dict(rows)
    for letters, number in _FORMULA.findall(part):
        n, column = int(number), column_index_from_string(letters.decode()) - 1
        cells = known.get(n, [])
        full = column < len(cells) and cells[column]
        yield n, column, "formula" if full else "formula-empty"


def _merged(part: bytes) -> Iterator[tuple[int, int, str]]:
    """Name the cells that are swallowed by the first of their range."""
    left_to_name = 20_000
    for area in _MERGED.findall(part):
        low, top, high, bottom = cast("tuple[int, int, int, int]", range_boundaries(area.decode()))
        for n in range(top, bottom + 1):
            for column in range(low, high + 1):
                if (n, column) == (top, low):
                    continue
                left_to_name -= 1
                if left_to_name < 0:
                    raise Refused("too-many-merged")
                yield n, column - 1, "merged"
