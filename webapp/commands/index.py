"""`berkas index`: the search index, made anew or looked at."""

import click

from casework.search import indexing
from webapp.commands.console import emit, json_option
from webapp.commands.home import opened

__all__ = ["index"]


@click.group()
def index() -> None:
    """Make the search index anew, or look whether it is whole."""


@index.command()
@json_option
def rebuild(*, as_json: bool) -> None:
    """Make catalogue and index anew from the archive; searches go on meanwhile."""
    with opened() as parts:
        lines = indexing.rebuild_catalogue(parts.database)
        entries = indexing.rebuild(parts.database, parts.shelf, parts.finder)
    emit({"catalogue": lines, "index": entries}, as_json=as_json)


@index.command()
@json_option
def check(*, as_json: bool) -> None:
    """Look whether the index holds what the archive holds; status 1 where it does not."""
    with opened() as parts:
        troubles = indexing.check(parts.database, parts.finder)
    emit({"ok": not troubles, "troubles": troubles}, as_json=as_json)
    if troubles:
        raise click.exceptions.Exit(1)
