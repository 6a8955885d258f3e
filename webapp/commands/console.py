"""What every command shares: its options, its way to print facts, its way to fail."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.offices.model import Office, Official
from casework.users.service import actor_of
from webapp.settings import BadSetting, Settings, from_environment

__all__ = ["as_option", "emit", "emit_rows", "fail", "json_option", "operator", "settings"]

Command = TypeVar("Command", bound=Callable[..., Any])

_OPERATOR = "Operator konsol"


def json_option(command: Command) -> Command:
    """Offer `--json`: the same facts for a script; the command takes `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def as_option(command: Command) -> Command:
    """Offer `--as NAME`: who is recorded as having acted; the command takes `as_name`."""
    return click.option(
        "--as", "as_name", metavar="NAME", help="Act as this official instead of the console."
    )(command)


def settings() -> Settings:
    """Return the settings, or end the command with what is wrong with them."""
    try:
        return from_environment()
    except BadSetting as bad:
        fail(str(bad))


def operator(session: Session, as_name: str | None) -> Actor:
    """Return who acts: the official of that name or NIP, else the operator of the console."""
    office = session.scalars(select(Office).order_by(Office.code).limit(1)).one_or_none()
    if office is None:
        fail("no office is set up in this data home yet")
    if as_name is None:
        return Actor("konsol", office.code, _OPERATOR, via="konsol")
    query = select(Official).where(Official.office == office.code)
    named = [o for o in session.scalars(query) if as_name.casefold() in {o.name.casefold(), o.nip}]
    if len(named) != 1:
        fail(f"{len(named)} officials are called {as_name!r}; give the name in full or the NIP")
    return actor_of(named[0], via="konsol")


def emit(facts: Mapping[str, object], *, as_json: bool) -> None:
    """Print facts: one `name: value` a line, or one JSON object."""
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
        return
    for name, value in facts.items():
        click.echo(f"{name}: {value}")


def emit_rows(rows: Sequence[Mapping[str, object]], *, as_json: bool) -> None:
    """Print rows: values parted by tabs under their names, or one JSON array."""
    if as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2, default=str))
        return
    if rows:
        click.echo("\t".join(rows[0]))
    for row in rows:
        click.echo("\t".join("" if value is None else str(value) for value in row.values()))


def fail(message: str) -> NoReturn:
    """End the command with a message on standard error and status 1."""
    raise click.ClickException(message)
