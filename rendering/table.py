"""A table from outside, XLSX or CSV: read in a child that may fail, or refused with a reason."""

from dataclasses import dataclass, field
from typing import Any, cast

from rendering import limited

__all__ = ["MOST_ROWS", "Notice", "Row", "SheetName", "Table", "Unreadable", "read_table"]

MOST_ROWS = 5_000
LARGEST = 30 * 1024 * 1024
_LIMITS = limited.Limits(memory=1536 * 1024 * 1024, cpu_seconds=30, wall_seconds=45.0)


class Unreadable(Exception):
    """The table is refused; `facts` tell of rows and limits."""

    def __init__(self, reason: str, facts: dict[str, str]) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


@dataclass(frozen=True, slots=True)
class SheetName:
    """One sheet of a book."""

    title: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is said of the whole table: a code, and the facts of it."""

    code: str
    facts: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the sheet: its number there, its cells, and what is odd of them."""

    n: int
    cells: tuple[str, ...] = field(repr=False)
    flags: dict[int, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet that hold anything, and what was found beside them."""

    kind: str
    sheet: str
    sheets: tuple[SheetName, ...]
    rows: tuple[Row, ...] = field(repr=False)
    notices: tuple[Notice, ...]
    epoch: int


def read_table(data: bytes, *, sheet: str = "", most: int = MOST_ROWS) -> Table:
    """Return the named sheet, else the first that is visible; raises Unreadable."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty", {})
    if len(data) > LARGEST:
        raise Unreadable("too-large", {})
    try:
        answer = limited.run("table", {"most": most, "sheet": sheet}, [data], _LIMITS)
    except limited.Overrun as overrun:
        raise Unreadable("too-heavy", {}) from overrun
    except limited.WorkFailed as failure:
        facts = dict(failure.facts) if isinstance(failure.facts, dict) else {}
        reason = facts.pop("reason", "corrupt") if failure.kind == "Refused" else "corrupt"
        reason = "not-a-sheet" if reason == "not-a-document" else reason
        raise Unreadable(reason, facts) from failure
    return _table(cast("dict[str, Any]", answer.facts))


def _table(seen: dict[str, Any]) -> Table:
    flags = dict[int, dict[int, str]]()
    for n, column, code in seen["flags"]:
        flags.setdefault(n, {}).setdefault(column, code)
    return Table(
        seen["kind"],
        seen["sheet"],
        tuple(SheetName(one["title"], one["hidden"]) for one in seen["sheets"]),
        tuple(Row(n, tuple(cells), flags.get(n, {})) for n, cells in seen["rows"]),
        tuple(
            Notice(one["code"], {name: value for name, value in one.items() if name != "code"})
            for one in seen["notices"]
        ),
        seen["epoch"],
    )
