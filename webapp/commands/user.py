"""`berkas user`: officials and their accounts."""

import secrets

import click

from casework.actor import Role
from casework.clock import now, office_date
from casework.offices import service as offices
from casework.users import service as users
from webapp.commands.console import as_option, emit, json_option, operator
from webapp.commands.home import opened
from webapp.commands.working import drain

__all__ = ["user"]

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another


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
    type=click.Choice([role.value for role in Role]),
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
    password = first_password()
    with opened() as parts:
        with parts.database.transaction() as session:
            actor = operator(session, as_name)
            at = now()
            draft = offices.OfficialDraft(
                name=name,
                nip=nip,
                position=position,
                roles=frozenset(Role(role) for role in roles),
                since=office_date(at, offices.settings(session, actor.office).zone),
            )
            official = offices.appoint(session, actor, draft, at=at)
            session.flush()
            account = users.add_account(session, official.id, login, password, must_change=True)
            facts = {
                "id": official.id,
                "login": account.login,
                "password": password,
                "nama": official.name,
                "peran": " ".join(official.roles),
            }
        drain(parts)
    emit(facts, as_json=as_json)


def first_password() -> str:
    """Return 20 letters in groups, 99 random bits, easy to read out."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    return "-".join(groups)
