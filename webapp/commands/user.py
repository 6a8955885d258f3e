"""`berkas user`: officials and their accounts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

import click
from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.clock import now, office_date
from casework.offices import service as offices
from casework.users import accounts, people
from casework.users.accounts import Handed
from casework.users.people import Person
from webapp.commands.console import as_option, emit, emit_rows, fail, json_option, operator
from webapp.commands.home import opened
from webapp.commands.working import drain

__all__ = ["user"]

_ROLES = click.Choice([role.value for role in Role])
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@contextmanager
def _desk(as_name: str | None) -> Iterator[tuple[Session, Actor]]:
    """Work in one transaction as whoever acts, then seal what came of it."""
    with opened() as parts:
        with parts.database.transaction() as session:
            yield session, operator(session, as_name)
        drain(parts)


@click.group()
def user() -> None:
    """Name officials and let them sign in."""


@user.command()
@click.argument("login")
@click.option("--name", required=True, help="Name with titles.")
@click.option("--nip", default="", help="18 digits.")
@click.option("--position", default="", help="What the official is called in the office.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=_ROLES,
    help="May be given several times.",
)
@as_option
@json_option
def add(
    login: str,
    name: str,
    nip: str,
    position: str,
    roles: tuple[str, ...],
    *,
    as_name: str | None,
    as_json: bool,
) -> None:
    """Enter an official who signs in as LOGIN; prints a password to be changed at first use."""
    at = now()
    with _desk(as_name) as (session, actor):
        draft = offices.OfficialDraft(
            name=name,
            nip=nip,
            position=position,
            roles=frozenset(Role(role) for role in roles),
            since=office_date(at, offices.settings(session, actor.office).zone),
        )
        made = accounts.add(session, actor, draft, login, at=at)
        if not isinstance(made, Handed):
            fail("a login is needed")
        facts = {**_handed(made), "peran": " ".join(made.official.roles)}
    emit(facts, as_json=as_json)


@user.command(name="list")
@json_option
def list_(*, as_json: bool) -> None:
    """List all officials: roles, term, login, state and last sign-in."""
    with opened() as parts, parts.database.reading() as session:
        found = people.everyone(session, operator(session, None), at=now())
        rows = [_row(one) for one in found]
    emit_rows(rows, as_json=as_json)


@user.command()
@click.argument("login")
@click.option("--name", help="Name with titles.")
@click.option("--position", help="What the official is called in the office.")
@click.option(
    "--role", "roles", multiple=True, type=_ROLES, help="May be given several times; all of them."
)
@click.option("--since", type=_DAY, help="First day of the term.")
@click.option("--until", type=_DAY, help="Last day of the term.")
@as_option
@json_option
def change(
    login: str,
    name: str | None,
    position: str | None,
    roles: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    *,
    as_name: str | None,
    as_json: bool,
) -> None:
    """Change what is given of the official who signs in as LOGIN; --role names all of them."""
    at = now()
    with _desk(as_name) as (session, actor):
        person = _person(session, actor, login, at)
        before = accounts.drafted(person.official)
        draft = replace(
            before,
            name=name or before.name,
            position=before.position if position is None else position,
            roles=frozenset(Role(role) for role in roles) or before.roles,
            since=since.date() if since else before.since,
            until=until.date() if until else before.until,
        )
        accounts.change(session, actor, person, draft, at=at)
        facts = _row(_person(session, actor, login, at))
    emit(facts, as_json=as_json)


@user.command()
@click.argument("login")
@as_option
@json_option
def reset(login: str, *, as_name: str | None, as_json: bool) -> None:
    """Make a new one-time password for LOGIN; the old one and every session end."""
    _hand_out(login, as_name, accounts.reset, as_json=as_json)


@user.command()
@click.argument("login")
@as_option
@json_option
def reopen(login: str, *, as_name: str | None, as_json: bool) -> None:
    """Let LOGIN come back after an end, with a new one-time password."""
    _hand_out(login, as_name, accounts.reopen, as_json=as_json)


@user.command()
@click.argument("login")
@click.option("--on", "day", type=_DAY, help="Last day of the term; today where not given.")
@click.option("--reason", required=True, help="Why the term ends.")
@as_option
@json_option
def end(
    login: str, day: datetime | None, reason: str, *, as_name: str | None, as_json: bool
) -> None:
    """End term and account of LOGIN, and every session at once."""
    at = now()
    with _desk(as_name) as (session, actor):
        person = _person(session, actor, login, at)
        on: date = day.date() if day else person.on
        accounts.end(session, actor, person, on, reason, at=at)
        facts = _row(_person(session, actor, login, at))
    emit(facts, as_json=as_json)


def _hand_out(
    login: str, as_name: str | None, act: Callable[..., Handed | None], *, as_json: bool
) -> None:
    at = now()
    with _desk(as_name) as (session, actor):
        handed = act(session, actor, _person(session, actor, login, at), at=at)
        facts = _handed(handed) if handed is not None else {}
    emit(facts, as_json=as_json)


def _person(session: Session, actor: Actor, login: str, at: datetime) -> Person:
    wanted = login.strip().casefold()
    for one in people.everyone(session, actor, at=at):
        known = {one.official.id.casefold()} | ({one.account.login} if one.account else set())
        if wanted in known:
            return one
    raise click.ClickException(f"nobody signs in as {login!r}")


def _handed(handed: Handed) -> dict[str, object]:
    return {
        "id": handed.official.id,
        "login": handed.login,
        "password": handed.password,
        "nama": handed.official.name,
    }


def _row(one: Person) -> dict[str, object]:
    return {
        "id": one.official.id,
        "nama": one.official.name,
        "nip": one.official.nip,
        "jabatan": one.official.position,
        "peran": " ".join(one.official.roles),
        "dari": one.official.since,
        "sampai": one.official.until,
        "login": one.account.login if one.account else None,
        "keadaan": str(one.state),
        "masuk": one.last_entered,
    }
