"""`berkas backup`: made, verified, and brought back into an empty folder."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click
from pyrage.x25519 import Identity

from archive.errors import ArchiveRefusal
from archive.shelf import Shelf
from archive.verify import verify as archive_findings
from casework.backup import key
from casework.backup.create import Made, Result
from casework.backup.errors import NotAKey
from casework.backup.place import Backup
from casework.backup.restore import restore as bring_back
from casework.backup.verify import SENTENCES, Finding
from casework.backup.verify import verify as look_through
from casework.clock import now
from casework.errors import Refusal
from webapp.backup import runs as backups
from webapp.commands.console import emit, emit_rows, fail, json_option, settings
from webapp.commands.home import opened, told
from webapp.parts import Parts

__all__ = ["backup"]

Command = TypeVar("Command", bound=Callable[..., Any])

_PAPER = """This key opens every backup of this office. It is shown once and kept nowhere:

    {secret}

Print it or write it down, seal it in an envelope, keep it away from the server.
Without it no backup can be restored.
"""
_ASK = "Key from the paper (not shown; spaces and small letters do not matter)"
_TRIES = 3
_NEXT = "Next: set BERKAS_HOME={home} (and BERKAS_BACKUP), start, sign in, open a client."
_NO_PLACE = """{root} has no marker: is its disk mounted?
If this is the right disk and it is new, say so once: berkas backup create --prepare"""


@click.group()
def backup() -> None:
    """Make, verify and restore backups."""


def _key_option(help_: str) -> Callable[[Command], Command]:
    """Offer `--key-file`; the key itself never stands among the words of a command."""
    return click.option("--key-file", metavar="FILE", type=click.File(encoding="ascii"), help=help_)


@contextmanager
def _told() -> Iterator[None]:
    """End the command with the reason of whatever is refused."""
    try:
        yield
    except (Refusal, ArchiveRefusal) as refusal:
        fail(told(refusal))
    except (OSError, sqlite3.Error) as error:
        fail(f"{type(error).__name__}: {error}")


@backup.command()
@click.option("--new-key", is_flag=True, help="Make another key; begins a folder of its own.")
@click.option("--prepare", is_flag=True, help="Mark BERKAS_BACKUP as a place for backups.")
@json_option
def create(*, new_key: bool, prepare: bool, as_json: bool) -> None:
    """Back up what is new, in the home and in BERKAS_BACKUP; status 1 unless all went well.

    The first time a key is made and printed: it is needed for a restore and kept nowhere.
    """
    with opened() as parts, _told():
        facts = _first_key(parts, new_key=new_key, as_json=as_json)
        if prepare:
            for place in backups.places(parts.settings):
                place.prepare()
        made = backups.make(parts, now())
    rows = [_made(one) for one in made]
    if as_json:
        emit(facts | {"places": rows}, as_json=True)
    else:
        emit_rows(rows, as_json=False)
    for one in made:
        if one.result is Result.MISSING:
            click.echo(_NO_PLACE.format(root=one.place.root), err=True)
    if any(one.result is not Result.DONE or (one.backup and one.backup.damaged) for one in made):
        raise click.exceptions.Exit(1)


def _first_key(parts: Parts, *, new_key: bool, as_json: bool) -> dict[str, object]:
    """Make the key where there is none and show it, and only then put it in force."""
    folder = parts.settings.keys
    if not new_key and backups.has_key(folder):
        return {}
    drawn = key.draw(folder)
    click.echo(_PAPER.format(secret=drawn.secret), err=as_json)
    backups.record_shown(parts, drawn, at=now())
    key.confirm(folder, drawn.folder)
    return {"key": drawn.secret}


def _made(one: Made) -> dict[str, object]:
    facts: dict[str, object] = {"place": str(one.place.root), "result": one.result.value}
    if one.backup is not None:
        facts |= _facts(one.backup) | {"added": one.added}
    return facts | {"detail": one.detail}


def _facts(one: Backup) -> dict[str, object]:
    return {
        "backup": str(one.path),
        "moment": one.moment.isoformat(),
        "bags": one.bags,
        "damaged": one.damaged,
        "bytes": one.total,
    }


@backup.command()
@click.argument("source", metavar="[FROM]", required=False, type=click.Path(path_type=Path))
@_key_option("The secret key, to open the newest backup whole; - reads it from the keyboard.")
@json_option
def verify(source: Path | None, *, key_file: TextIO | None, as_json: bool) -> None:
    """Check every sum of the backups in FROM, or in all places; status 1 if anything is wrong."""
    with _told():
        identity = None if key_file is None else key.read_secret(key_file.read())
        wanted = [source] if source else list(settings().backups)
        verdicts = [look_through(one, identity) for one in wanted]
    found = [_line(one) for verdict in verdicts for one in verdict.findings]
    facts: dict[str, object] = {
        "backups": sum(one.backups for one in verdicts),
        "bags": sum(one.bags for one in verdicts),
        "opened": identity is not None,
    }
    if as_json:
        emit(facts | {"findings": found}, as_json=True)
    else:
        emit_rows(found, as_json=False)
        emit(facts | {"findings": len(found)}, as_json=False)
    if found:
        raise click.exceptions.Exit(1)


def _line(one: Finding) -> dict[str, object]:
    return {
        "code": one.code.value,
        "file": one.file,
        "meaning": SENTENCES[one.code],
        "detail": one.detail,
    }


@backup.command()
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.option(
    "--into",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The new data home; it must be empty.",
)
@_key_option("The secret key; asked for where it is not given.")
@click.option("--moment", metavar="NAME", help="Such as 2026-11-24T193000Z; else the newest.")
@json_option
def restore(
    source: Path,
    into: Path,
    *,
    key_file: TextIO | None,
    moment: str | None,
    as_json: bool,
) -> None:
    """Bring a whole data home back from the backups in FROM; status 1 if anything is missing.

    Every byte is checked. Then set BERKAS_HOME to DIR and start.
    """
    with _told():
        identity = _identity(key_file)
        restored = bring_back(source, into, identity, moment)
        wrong = [f"{one.place}: {one.code}" for one in archive_findings(Shelf.open(into / "arsip"))]
    facts = _facts(restored.backup) | {
        "bags": restored.bags,
        "missing": list(restored.missing),
        "findings": wrong,
        "home": str(into),
    }
    emit(facts, as_json=as_json)
    click.echo(_NEXT.format(home=into), err=True)
    if restored.missing or wrong:
        raise click.exceptions.Exit(1)


def _identity(key_file: TextIO | None) -> Identity:
    """Read the key from the file, or from the keyboard, where a slip may be typed anew."""
    if key_file is not None:
        return key.read_secret(key_file.read())
    for _ in range(_TRIES - 1):
        try:
            return key.read_secret(click.prompt(_ASK, hide_input=True, err=True))
        except NotAKey as slip:
            click.echo(told(slip), err=True)
    return key.read_secret(click.prompt(_ASK, hide_input=True, err=True))
