"""`berkas archive`: the archive verified, recovered, and the database made anew from it."""

from pathlib import Path

import click

from archive.errors import ArchiveRefusal, NewerArchive, NotAnArchive
from archive.findings import SENTENCES, Finding
from archive.recover import recover as sweep
from archive.shelf import Shelf
from archive.verify import verify as findings
from casework.clock import now
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.deposits.journal import open_entries
from casework.rebuild import dump
from casework.rebuild.service import Rebuilt, start_up
from casework.rebuild.service import rebuild as make_anew
from casework.search import indexing
from casework.search.finder import Finder
from casework.users import service as users
from webapp.commands.console import emit, emit_rows, fail, json_option, settings
from webapp.commands.home import opened
from webapp.commands.working import drain

__all__ = ["archive"]

_DATABASE, _INDEX = "berkas.sqlite3", "indeks"


@click.group()
def archive() -> None:
    """Verify and recover the archive, and rebuild from it."""


def _shelf() -> Shelf:
    root = settings().archive
    try:
        return Shelf.open(root)
    except NotAnArchive:
        fail(f"there is no archive at {root}")
    except NewerArchive as newer:
        fail(f"the archive was written by a newer version: {newer}")


@archive.command()
@json_option
def verify(*, as_json: bool) -> None:
    """Read every byte and print whatever is not as it was sealed; status 1 if anything is."""
    shelf = _shelf()
    found = [_line(one) for one in findings(shelf)]
    bags = sum(1 for _ in shelf.walk())
    if as_json:
        emit({"bags": bags, "findings": found}, as_json=True)
    else:
        emit_rows(found, as_json=False)
        click.echo(f"bags: {bags}\nfindings: {len(found)}")
    if found:
        raise click.exceptions.Exit(1)


def _line(one: Finding) -> dict[str, object]:
    return {
        "code": one.code.value,
        "place": one.place,
        "meaning": SENTENCES[one.code],
        "detail": one.detail,
    }


@archive.command()
@json_option
def recover(*, as_json: bool) -> None:
    """Clear what dead writers left, adopt unknown bags, finish what was promised."""
    with opened() as parts:
        adopted = start_up(parts.database, parts.shelf, at=now())
        drain(parts)
        left = sweep(parts.shelf, lambda _: False)
        with parts.database.reading() as session:
            waiting = len(open_entries(session))
    facts: dict[str, object] = {
        "adopted": adopted.bags,
        "unreadable": list(adopted.unreadable),
        "staging": len(left.live) + len(left.waiting),
        "unsealed": waiting,
    }
    emit(facts, as_json=as_json)
    if adopted.unreadable or left.waiting:
        raise click.exceptions.Exit(1)


@archive.command()
@click.option(
    "--into",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where berkas.sqlite3 and indeks are made; neither may be there yet.",
)
@json_option
def rebuild(into: Path, *, as_json: bool) -> None:
    """Make database and index anew from the archive alone; the archive is only read.

    Accounts and drafts are not in it: a one-time code lets the first administrator in.
    """
    shelf = _shelf()
    for name in (_DATABASE, _INDEX):
        if (into / name).exists():
            fail(f"{into / name} is there already; name an empty folder")
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = open_database(into / _DATABASE)
    try:
        migrate(database.engine)
        rebuilt = make_anew(database, shelf)
        facts = _made(database, shelf, into, rebuilt)
    except ArchiveRefusal as refusal:
        fail(str(refusal))
    finally:
        database.close()
    emit(facts, as_json=as_json)
    if rebuilt.unreadable:
        raise click.exceptions.Exit(1)


def _made(database: Database, shelf: Shelf, into: Path, rebuilt: Rebuilt) -> dict[str, object]:
    lines = indexing.rebuild_catalogue(database)
    entries = indexing.rebuild(database, shelf, Finder.open(into / _INDEX))
    with database.transaction() as session:
        code = users.new_setup_code(session, at=now())
    with database.reading() as session:
        digest = dump.digest(session)
    return {
        "bags": rebuilt.bags,
        "unreadable": list(rebuilt.unreadable),
        "catalogue": lines,
        "index": entries,
        "digest": digest,
        "database": str(into / _DATABASE),
        "setup_code": code,
    }
