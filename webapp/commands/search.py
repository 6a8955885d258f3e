"""`berkas search`: finding documents, as the search page finds them."""

from datetime import date

import click

from casework.assessments import recommendations
from casework.clients.days import read_day
from casework.clients.rules import shown_name
from casework.errors import Fault
from casework.search import service
from casework.search.answer import Answer, FoundFile, Hit
from casework.search.cataloguing import KINDS
from indexer.errors import InvalidCriteria
from indexer.parse import parse
from webapp.commands.console import as_option, emit, emit_rows, fail, json_option, operator
from webapp.commands.home import opened

__all__ = ["search"]

BANDS = {
    "rendah": "rendah",
    "sedang": "sedang",
    "tinggi": "tinggi",
    "sangat tinggi": "sangat-tinggi",
}


@click.command()
@click.argument("words", nargs=-1)
@click.option("--client", default="", help="Name of the client, or a part of it.")
@click.option("--number", default="", help="Any number: file, letter, register, NIK.")
@click.option("--from", "since", metavar="DAY", help="First day, such as 2026-03-09 or 9-3-2026.")
@click.option("--to", "until", metavar="DAY", help="Last day, itself included.")
@click.option("--recommendation", multiple=True, help="Code of a programme; one of several fits.")
@click.option("--kind", multiple=True, type=click.Choice(list(KINDS)), help="Kind of document.")
@click.option("--band", multiple=True, type=click.Choice(list(BANDS.values())), help="Level.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Files.")
@as_option
@json_option
def search(
    words: tuple[str, ...],
    *,
    client: str,
    number: str,
    since: str | None,
    until: str | None,
    recommendation: tuple[str, ...],
    kind: tuple[str, ...],
    band: tuple[str, ...],
    limit: int,
    as_name: str | None,
    as_json: bool,
) -> None:
    """Find documents by WORDS of their text and by what is known of them.

    Status 1 where nothing is found. An index out of order is said so on standard error;
    then name, number, days and choices still answer.
    """
    given: dict[str, object] = {
        "client": client,
        "number": number,
        "since": _day("--from", since),
        "until": _day("--to", until),
        "recommendations": _programmes(recommendation),
        "kinds": kind,
        "bands": band,
    }
    try:
        criteria = parse(" ".join(words), BANDS)
        criteria = criteria.replace(**{name: one for name, one in given.items() if one})
    except InvalidCriteria as wrong:
        fail(f"this cannot be searched for: {wrong}")
    with opened() as parts, parts.database.reading() as session:
        actor = operator(session, as_name)
        answer = service.ask(session, parts.finder, actor, criteria, size=limit)
    _print(answer, as_json=as_json)
    if not answer.files:
        raise click.exceptions.Exit(1)


def _day(option: str, typed: str | None) -> date | None:
    if typed is None:
        return None
    found = read_day(typed, option)
    if isinstance(found, Fault):
        fail(f"{option} {typed!r} is no day: write 2026-03-09 or 9-3-2026")
    return found


def _programmes(codes: tuple[str, ...]) -> tuple[str, ...]:
    if unknown := [code for code in codes if not recommendations.known(code)]:
        known = ", ".join(recommendations.table())
        fail(f"no programme is called {unknown[0]!r}; there are: {known}")
    return codes


def _print(answer: Answer, *, as_json: bool) -> None:
    if answer.degraded:
        click.echo("the index is out of order: words of documents were not looked into", err=True)
    rows = [_row(file, hit) for file in answer.files for hit in file.hits]
    if not as_json:
        emit_rows(rows, as_json=False)
        click.echo(f"{answer.file_count} files, {answer.document_count} documents", err=True)
        for one in answer.suggestions:
            click.echo(f"did you mean: {one.text}", err=True)
        return
    facts: dict[str, object] = {
        "files": answer.file_count,
        "documents": answer.document_count,
        "degraded": answer.degraded,
        "kinds": dict(answer.kinds),
        "bands": dict(answer.bands),
        "suggestions": [one.text for one in answer.suggestions],
        "found": rows,
    }
    emit(facts, as_json=True)


def _row(file: FoundFile, hit: Hit) -> dict[str, object]:
    first = next(iter(hit.highlight.fragments), None)
    return {
        "berkas": file.client.number,
        "klien": shown_name(file.client.name, child=file.client.child),
        "jenis": hit.kind,
        "nomor": hit.number,
        "tanggal": hit.date.isoformat(),
        "tingkat": hit.band,
        "dokumen": hit.id,
        "urutan": hit.sequence,
        "halaman": first.page if first else None,
        "kutipan": " ".join(first.text.split()) if first else None,
    }
