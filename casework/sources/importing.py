"""Taking a folder of old files in, by a sheet that says whose they are.

Each file is kept in a transaction of its own. What was kept before is known again by its bytes,
so that an import that was ended in the middle is simply run again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from casework.actor import Actor
from casework.clients import service as clients
from casework.clock import office_date
from casework.db.engine import Database
from casework.errors import Invalid, NotFound
from casework.offices import service as offices
from casework.sources import description, intake, queries, service
from casework.sources.description import Description
from casework.sources.folder import Folder, Unread
from casework.sources.intake import UnusableSource
from casework.sources.owners import Owners, owners
from casework.sources.service import AlreadyKept
from casework.sources.sheet import COLUMNS, SheetRow

__all__ = ["Kept", "Refused", "Report", "take_in"]

_HEADS = {field: head for head, field in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept, or would be: its row, its path and the number of the client's file."""

    row: int
    file: str
    number: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A row, a file or both that nothing was made of: a code, and the facts of it."""

    code: str
    row: int | None
    file: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every row and every file; `already` lay in the file from an earlier run."""

    rows: int
    files: int
    kept: list[Kept] = field(default_factory=list)
    already: list[Kept] = field(default_factory=list)
    twice: list[Kept] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Order:
    """A row that can be carried out."""

    row: SheetRow
    path: str
    number: str
    client_id: str
    said: Description


@dataclass(frozen=True, slots=True)
class _Run:
    """What one import works with."""

    database: Database
    actor: Actor
    folder: Folder
    at: datetime
    report: Report
    seen: set[tuple[str, str]] = field(default_factory=set)
    dry: bool = False


def take_in(  # noqa: PLR0913  (a folder, its sheet, and how)
    database: Database,
    actor: Actor,
    folder: Folder,
    rows: Sequence[SheetRow],
    *,
    dry: bool,
    at: datetime,
    each: Callable[[Report], None] = lambda _: None,
) -> Report:
    """Keep every file that a row gives to one client, and name everything else.

    `each` is told after every row. With `dry` nothing is written.
    """
    run = _Run(database, actor, folder, at, Report(len(rows), len(folder.files)), dry=dry)
    with database.reading() as session:
        known = owners(session, actor)
        today = office_date(at, offices.settings(session, actor.office).zone)
    named = set[str]()
    for row in rows:
        order = _order(run, row, known, today, named)
        if order is not None:
            _carry_out(run, order)
        each(run.report)
    _left_over(run, named)
    return run.report


def _order(run: _Run, row: SheetRow, known: Owners, today: date, named: set[str]) -> _Order | None:
    """Return what the row orders, or None once everything wrong with it is in the report."""
    wrong = [Refused("cell-damaged", row.n, row.file, {"column": one}) for one in row.damaged]
    path = _path(run.folder, row, wrong, named)
    number, client_id = _owner(known, row, wrong)
    said = _said(row, today, wrong)
    run.report.refused.extend(wrong)
    if wrong or said is None:
        return None
    return _Order(row, path, number, client_id, said)


def _path(folder: Folder, row: SheetRow, wrong: list[Refused], named: set[str]) -> str:
    """Return where the row's file lies, and note that a row speaks of it."""
    if not row.file:
        wrong.append(Refused("required", row.n, "", {"column": _HEADS["file"]}))
        return ""
    try:
        path = folder.named(row.file)
    except Unread as unread:
        wrong.append(Refused(unread.code, row.n, row.file))
        path = unread.path
    named.add(path)
    return path


def _owner(known: Owners, row: SheetRow, wrong: list[Refused]) -> tuple[str, str]:
    typed = row.values["client"]
    if _HEADS["client"] in row.damaged:  # what is left of the number may be somebody else's
        return "", ""
    found = known.of(typed) if typed else {}
    if len(found) == 1:
        return next(iter(found.items()))
    if not typed:
        wrong.append(Refused("required", row.n, row.file, {"column": _HEADS["client"]}))
    elif found:
        facts = {"given": typed, "numbers": ", ".join(sorted(found))}
        wrong.append(Refused("client-ambiguous", row.n, row.file, facts))
    else:
        wrong.append(Refused("client-unknown", row.n, row.file, {"given": typed}))
    return "", ""


def _said(row: SheetRow, today: date, wrong: list[Refused]) -> Description | None:
    try:
        return description.read(row.values, today=today)
    except Invalid as invalid:
        wrong += [
            Refused(
                fault.code,
                row.n,
                row.file,
                {"column": _HEADS[fault.field], "given": row.values.get(fault.field, "")},
            )
            for fault in invalid.faults
        ]
        return None


def _carry_out(run: _Run, order: _Order) -> None:
    """Keep one file, unless it lies there already; the slow part comes before the writing."""
    told = Kept(order.row.n, order.path, order.number)
    content = _content(run, order)
    if content is None:
        return
    mark = (order.client_id, intake.digest(content))
    if mark in run.seen:
        run.report.twice.append(told)
        return
    run.seen.add(mark)
    with run.database.reading() as session:
        known = queries.same(session, *mark)
    if known is not None:
        run.report.already.append(told)
        return
    try:
        _keep(run, order, content)
    except UnusableSource as unusable:
        facts = {"reason": unusable.reason}
        run.report.refused.append(Refused("unusable", order.row.n, order.path, facts))
    except AlreadyKept:  # by a colleague, since it was asked for above
        run.report.already.append(told)
    except NotFound:
        _closed(run, order)
    else:
        run.report.kept.append(told)


def _content(run: _Run, order: _Order) -> bytes | None:
    """Read the file once the client's is open to the actor; what cannot be is in the report."""
    try:
        with run.database.reading() as session:
            clients.get(session, run.actor, order.number)
        return run.folder.read(order.path)
    except NotFound:
        _closed(run, order)
    except Unread as unread:
        run.report.refused.append(Refused(unread.code, order.row.n, order.path))
    return None


def _closed(run: _Run, order: _Order) -> None:
    """Name a file that was closed to the actor while the import ran: it is as if unknown."""
    facts = {"given": order.row.values["client"]}
    run.report.refused.append(Refused("client-unknown", order.row.n, order.path, facts))


def _keep(run: _Run, order: _Order, content: bytes) -> None:
    received = intake.read(content, order.path)
    if run.dry:
        return
    with run.database.transaction() as session:
        client = clients.get(session, run.actor, order.number)
        service.file_source(session, run.actor, client, received, order.said, at=run.at)


def _left_over(run: _Run, named: set[str]) -> None:
    """Name every file that no row speaks of, and what in the folder is no file to be read."""
    for path in run.folder.files:
        if path not in named:
            run.report.refused.append(Refused("file-without-row", None, path))
    for path, code in run.folder.odd.items():
        if path not in named:
            run.report.refused.append(Refused(code, None, path))
