"""`berkas source`: taking files from elsewhere into the clients' files."""

import csv
import io
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from casework.clock import now
from casework.sources import importing, sheet
from casework.sources.folder import look
from casework.sources.importing import Report
from rendering.sheet import write_sheet
from webapp.commands.console import as_option, emit, fail, json_option, operator
from webapp.commands.files import read_bytes, write_new
from webapp.commands.home import opened
from webapp.commands.working import drain
from webapp.parts import Parts

__all__ = ["source"]

_AT_A_TIME = 20  # files that wait in the database before they are sealed
_TOLD = 100  # rows


@click.group()
def source() -> None:
    """Take files from elsewhere into the clients' files."""


@source.command("import")
@click.argument(
    "folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option(
    "--sheet",
    "sheet_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="XLSX or CSV that says whose each file is.",
)
@click.option("--dry-run", "dry", is_flag=True, help="Look at everything, keep nothing.")
@click.option(
    "--sample",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a sample of the sheet (.xlsx or .csv) and stop.",
)
@as_option
@json_option
def import_(
    folder: Path | None,
    sheet_file: Path | None,
    sample: Path | None,
    *,
    dry: bool,
    as_name: str | None,
    as_json: bool,
) -> None:
    """Take the files in FOLDER (pdf, docx, jpg, png, tiff) in as sealed sources.

    A file that lies in its client's file already is passed over: an import that was ended in
    the middle is run again. Ends with status 1 when anything was refused.
    """
    if sample is not None:
        write_new(sample, _sample(sample.suffix.lower()))
        emit({"sample": str(sample)}, as_json=as_json)
        return
    if folder is None or sheet_file is None:
        fail("name the folder and, with --sheet, the sheet that says whose its files are")
    content = read_bytes(sheet_file)
    with opened() as parts:
        rows = sheet.rows(content)
        found = look(folder, apart=sheet_file)
        with parts.database.reading() as session:
            actor = operator(session, as_name)
        report = importing.take_in(
            parts.database, actor, found, rows, dry=dry, at=now(), each=_sealer(parts)
        )
        drain(parts)
    _tell(report, dry=dry, as_json=as_json)
    if report.refused:
        click.get_current_context().exit(1)


def _sealer(parts: Parts) -> Callable[[Report], None]:
    """Seal what is kept a few files at a time, so that the database need not hold them all.

    How far the import is, is said on standard error.
    """
    done, sealed = 0, 0

    def each(report: Report) -> None:
        nonlocal done, sealed
        done += 1
        if done % _TOLD == 0 and done < report.rows:
            click.echo(f"{done} of {report.rows} rows", err=True)
        if len(report.kept) - sealed >= _AT_A_TIME:
            sealed = len(report.kept)
            drain(parts)

    return each


def _sample(suffix: str) -> bytes:
    if suffix == ".xlsx":
        return write_sheet(list(sheet.SAMPLE[0]), sheet.SAMPLE[1:], title="Dokumen lama")
    target = io.StringIO()
    csv.writer(target).writerows(sheet.SAMPLE)
    return target.getvalue().encode()


def _tell(report: Report, *, dry: bool, as_json: bool) -> None:
    counts: dict[str, object] = {
        "dry_run": dry,
        "rows": report.rows,
        "files": report.files,
        "ready" if dry else "kept": len(report.kept),
        "already": len(report.already),
    }
    refused = [{**asdict(one), "facts": dict(one.facts)} for one in report.refused]
    if as_json:
        twice = [asdict(one) for one in report.twice]
        emit({**counts, "twice": twice, "refused": refused}, as_json=True)
        return
    emit({**counts, "twice": len(report.twice), "refused": len(refused)}, as_json=False)
    for double in report.twice:
        click.echo(f"twice: row {double.row}, {double.file}, file {double.number}")
    for one in report.refused:
        facts = "".join(f", {name} {value}" for name, value in one.facts.items())
        row = f"row {one.row}, " if one.row else ""
        click.echo(f"refused: {row}{one.file}: {one.code.replace('-', ' ')}{facts}")
