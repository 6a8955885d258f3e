"""`berkas client import`: an office's list of clients, checked and taken over at the console."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clock import now
from casework.errors import Fault
from casework.imports import checking, running, sheets
from casework.imports import service as imports
from casework.imports.cells import word_of
from casework.imports.fields import fields, key
from casework.imports.mapping import ColumnMap, column_letters
from casework.imports.model import ImportBatch, ImportRow, RowState
from casework.imports.uploading import Incoming
from webapp.commands.console import as_option, emit, fail, json_option, operator
from webapp.commands.files import read_bytes, read_json, write_new
from webapp.commands.home import opened
from webapp.commands.working import drain
from webapp.parts import Parts
from webapp.words.refusals import fault_sentence

__all__ = ["import_"]

_KEYS = {"columns", "head", "meanings", "short_years", "title_case"}


@click.command("import")
@click.argument("sheet", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--sample",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the sample sheet (.xlsx) and stop.",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    help="JSON: columns (letter or head: field), head (row), meanings (field: {word: code}), "
    "short_years, title_case.",
)
@click.option("--dry-run", "dry", is_flag=True, help="Check everything, keep nothing.")
@click.option(
    "--skip-faulty",
    "skip",
    is_flag=True,
    help="Leave faulty rows and duplicates out instead of importing nothing.",
)
@as_option
@json_option
def import_(
    sheet: Path | None,
    sample: Path | None,
    mapping: Path | None,
    *,
    dry: bool,
    skip: bool,
    as_name: str | None,
    as_json: bool,
) -> None:
    """Take the clients of SHEET (XLSX or CSV) over; all of them, or none.

    A faulty row or a duplicate ends it with status 1 and nothing imported, but for
    --skip-faulty. --dry-run reports the same and ends with status 0.
    """
    if sample is not None:
        write_new(sample, sheets.sample())
        return
    if sheet is None:
        fail("name the sheet, or --sample FILE")
    asked = read_json(mapping) if mapping else {}
    with opened() as parts:
        file = imports.read(read_bytes(sheet), sheet.name)
        report, batch_id = _checked(parts, file, asked, as_name, keep=not dry, skip=skip)
        if batch_id:
            running.carry_out(parts.database, batch_id)
            report |= {"impor": batch_id, "terdaftar": _numbers(parts, batch_id)}
            drain(parts)
    emit(report if as_json else _told(report), as_json=as_json)
    if not dry and not batch_id:
        raise SystemExit(1)


def _checked(
    parts: Parts,
    file: Incoming,
    asked: Mapping[str, Any],
    as_name: str | None,
    *,
    keep: bool,
    skip: bool,
) -> tuple[dict[str, Any], str]:
    """Check the list; return the report, and the batch's id where it is confirmed."""
    at = now()
    with parts.database.writing() as session:
        actor = operator(session, as_name)
        batch = imports.upload(session, actor, file, at=at)
        imports.map_columns(session, actor, batch, _mapping(session, batch, asked), at=at)
        imports.check_all(session, batch, at=at)
        rows = checking.body(session, batch)
        report = _report(batch, rows)
        whole = not report["salah"] and not report["kembar"]
        if keep and report["siap"] and (skip or whole):
            _confirm(session, actor, batch)
            return report, batch.id
        session.rollback()
    return report, ""


def _confirm(session: Session, actor: Actor, batch: ImportBatch) -> None:
    imports.confirm(session, actor, batch, at=now())
    session.commit()


def _mapping(session: Session, batch: ImportBatch, asked: Mapping[str, Any]) -> ColumnMap:
    """Return the proposed mapping, or the one of the file with its columns by letter or head."""
    if unknown := sorted(set(asked) - _KEYS):
        fail(f"the mapping has keys that nobody reads: {', '.join(unknown)}")
    if "head" in asked:
        imports.rehead(session, batch, int(asked["head"]))
    proposed = batch.columns
    columns = proposed.columns
    if "columns" in asked:
        names = {column_letters(n).casefold(): n for n in range(len(batch.heads))}
        names |= {key(head): n for n, head in enumerate(batch.heads) if head}
        columns = dict(_column(names, *pair) for pair in asked["columns"].items())
    return ColumnMap(
        columns,
        proposed.head,
        bool(asked.get("short_years", proposed.short_years)),
        bool(asked.get("title_case", proposed.title_case)),
        {
            **proposed.meanings,
            **{
                code: {word_of(word): str(meant) for word, meant in words.items()}
                for code, words in asked.get("meanings", {}).items()
            },
        },
    )


def _column(names: Mapping[str, int], name: str, code: object) -> tuple[int, str]:
    column = names.get(key(name))
    if column is None:
        fail(f"the sheet has no column {name!r}")
    if code not in fields():
        fail(f"{code!r} is no field; known are {', '.join(fields())}")
    return column, str(code)


def _report(batch: ImportBatch, rows: Sequence[ImportRow]) -> dict[str, Any]:
    return {
        "baris": len(rows),
        "siap": sum(row.state is RowState.READY for row in rows),
        "dilewati": sum(row.state is RowState.SKIPPED for row in rows),
        "salah": [
            _fault(batch, row.n, fault)
            for row in rows
            if row.state is RowState.FAULTY
            for fault in row.faults
        ],
        "kembar": [
            {"baris": row.n, "berkas": one["file"], "baris_lain": one["row"],
             "alasan": one["reasons"]}
            for row in rows
            if row.state is RowState.TWIN
            for one in row.twins
        ],
    }  # fmt: skip


def _fault(batch: ImportBatch, n: int, fault: Fault) -> dict[str, Any]:
    column = batch.columns.column_of(fault.field)
    return {
        "baris": n,
        "kolom": None if column is None else column_letters(column),
        "bidang": fault.field,
        "kode": fault.code,
        "alasan": fault_sentence(fault),
    }


def _numbers(parts: Parts, batch_id: str) -> list[str]:
    with parts.database.reading() as session:
        batch = session.get_one(ImportBatch, batch_id)
        return [row.client_number for row in checking.body(session, batch) if row.client_number]


def _told(report: Mapping[str, Any]) -> dict[str, object]:
    """Return the report for people: counts first, then a line for each row that stays out."""
    told: dict[str, object] = {
        name: len(value) if isinstance(value, list) else value for name, value in report.items()
    }
    for one in report["salah"]:
        told[f"  {one['kolom'] or one['bidang']}{one['baris']}"] = one["alasan"]
    for one in report["kembar"]:
        other = f"berkas {one['berkas']}" if one["berkas"] else f"baris {one['baris_lain']}"
        told[f"  {one['baris']}"] = f"{other}: {', '.join(one['alasan'])}"
    return told
