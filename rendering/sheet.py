"""A table as an XLSX file in which nothing that people typed can act as a formula."""

import io
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

__all__ = ["MEDIA_TYPE", "Column", "Value", "neutral", "plain", "write_sheet"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Value = str | int | date | None

_LONGEST = 32_767  # what one cell can hold
_WIDTH = 18
_DAY = "dd-mm-yyyy"
# a spreadsheet reads a formula after blanks as well, and in each line of a file saved as CSV
_BLANKS = " \u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_STARTS = "=+@\t\r\uff1d\uff0b\uff0d\uff20-"
_ACTS = re.compile(rf"(^|[\n\r\v\f\u0085\u2028\u2029])(?=[{_BLANKS}]*[{_STARTS}])")
_NEUTRAL = re.compile(rf"(^|[\n\r\v\f\u0085\u2028\u2029])'(?=[{_BLANKS}]*[{_STARTS}])")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = PatternFill("solid", fgColor="E3E9F2")
_MARKED = PatternFill("solid", fgColor="FBE3E0")


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and how many letters wide it is drawn."""

    title: str
    width: int = _WIDTH


def neutral(text: str) -> str:
    """Return the text so that no spreadsheet takes it, or one of its lines, for a formula."""
    return _ACTS.sub(r"\1'", text)


def plain(text: str) -> str:
    """Return what `neutral` was given: the inverse, for a sheet that comes back."""
    return _NEUTRAL.sub(r"\1", text)


def write_sheet(
    columns: Sequence[Column | str],
    rows: Iterable[Sequence[Value]],
    *,
    title: str = "Data",
    marked: Container[tuple[int, int]] = (),
) -> bytes:
    """Return the table as an XLSX file: head in bold and fixed, days as days, all text as text.

    `marked` names the cells (row, column; both from 0, without the head) drawn in red.
    """
    heads = [one if isinstance(one, Column) else Column(one) for one in columns]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(neutral(re.sub(r"[\[\]:*?/\\]", " ", title))[:31])
    for n, head in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(n)].width = head.width
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, one.title) for one in heads])
    count = 1
    for n, row in enumerate(rows):
        sheet.append(list(_cells(sheet, row, n, marked)))
        count += 1
    if heads:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{count}"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _head(sheet: WriteOnlyWorksheet, title: str) -> Cell:
    cell = _cell(sheet, title)
    cell.font = Font(bold=True)
    cell.fill = _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cells(
    sheet: WriteOnlyWorksheet, row: Sequence[Value], n: int, marked: Container[tuple[int, int]]
) -> Iterator[Cell | None]:
    for m, value in enumerate(row):
        mark = (n, m) in marked
        if value in {None, ""} and not mark:
            yield None
            continue
        cell = _cell(sheet, value)
        if mark:
            cell.fill = _MARKED
        yield cell


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell:
    if isinstance(value, str):
        text = neutral(_NOT_XML.sub("\ufffd", value))[:_LONGEST]
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"  # also what looks like a formula or an error is text
        cell.number_format = "@"
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, _moment(value))
        cell.number_format = f"{_DAY} hh:mm" if isinstance(value, datetime) else _DAY
        return cell
    return WriteOnlyCell(sheet, value)


def _moment(value: date) -> datetime:
    """Return the day as the library takes it; a sheet knows no zones."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return datetime(value.year, value.month, value.day)  # noqa: DTZ001
