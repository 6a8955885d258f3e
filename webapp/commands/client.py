"""`berkas client`: registering clients."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.clients import choices, intake
from casework.clients import service as clients
from casework.clients.intake import IntakeLists
from casework.clock import now, office_date
from casework.errors import Fault, Invalid
from casework.offices import service as offices
from casework.offices.model import Official
from webapp.commands import client_import, client_look
from webapp.commands.console import as_option, emit, json_option, operator
from webapp.commands.files import read_json
from webapp.commands.home import opened
from webapp.commands.working import drain

__all__ = ["client"]

# option, key of the form, what it says; the form's keys are those of `--from`
_FIELDS = (
    ("--name", "name", "Full name."),
    ("--bin-binti", "bin_binti", "As in 'bin Karto'."),
    ("--nik", "nik", "16 digits."),
    ("--birth-place", "birth_place", "Place of birth."),
    ("--birth-date", "birth_date", "As 17-06-1991 or 1991-06-17."),
    ("--sex", "sex", "L or P."),
    ("--religion", "religion", "Religion."),
    ("--education", "education", "Last education."),
    ("--occupation", "occupation", "Occupation."),
    ("--address", "address", "Address."),
    ("--type", "client_type", "Type of client, such as pembebasan-bersyarat."),
    ("--received-on", "received_on", "Day on which the office received the client."),
    ("--guidance-from", "guidance_from", "First day of guidance; the day received if not given."),
    ("--guidance-until", "guidance_until", "Last day of guidance."),
    ("--origin", "origin", "Prison or court that the client came from."),
    ("--offence", "case_1_offence_1", "Code of the offence."),
    ("--articles", "case_1_articles", "Articles of law."),
    ("--verdict", "case_1_verdict", "Number of the verdict."),
    ("--verdict-on", "case_1_verdict_on", "Day of the verdict."),
    ("--court", "case_1_court", "Court."),
    ("--sentence", "case_1_sentence", "Sentence."),
    ("--register-kind", "register_1_kind", "Register, such as PB."),
    ("--register-number", "register_1_number", "Number in that register."),
    ("--pk", "pk_id", "Name, NIP or id of the PK who guides the client."),
)


@click.group()
def client() -> None:
    """Register clients, one by one or a whole list, and look at them."""


client.add_command(client_import.import_)
client.add_command(client_look.list_)
client.add_command(client_look.show)


def _fields(command: Callable[..., Any]) -> Callable[..., Any]:
    for option, key, text in reversed(_FIELDS):
        command = click.option(option, key, help=text)(command)
    return command


@client.command()
@_fields
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    help="JSON object with the keys of the form; options given beside it win.",
)
@as_option
@json_option
def add(source: Path | None, *, as_name: str | None, as_json: bool, **given: str | None) -> None:
    """Open a client's file and print its number."""
    values = {} if source is None else _from_file(source)
    values |= {name: text for name, text in given.items() if text is not None}
    if values.get("received_on"):
        values.setdefault("guidance_from", values["received_on"])
    with opened() as parts:
        at = now()
        with parts.database.transaction() as session:
            actor = operator(session, as_name)
            today = office_date(at, offices.settings(session, actor.office).zone)
            known = _known(session, actor, values, today=today)
            draft = intake.read(values, known).draft
            row = clients.register(session, actor, draft, at=at)
            facts = {
                "berkas": row.number,
                "id": row.id,
                "nama": row.name,
                "anak": row.child,
                "oleh": actor.name,
            }
        drain(parts)
    emit(facts, as_json=as_json)


def _from_file(path: Path) -> dict[str, str]:
    found = read_json(path)
    wrong = [name for name, value in found.items() if not isinstance(value, str | int | None)]
    if wrong:
        raise click.ClickException(f"{path}: the values must be text: {', '.join(wrong)}")
    return {name: "" if value is None else str(value) for name, value in found.items()}


def _known(session: Session, actor: Actor, values: dict[str, str], *, today: date) -> IntakeLists:
    if wanted := values.get("pk_id", "").strip():
        pks = offices.officials(session, actor.office, Role.PK)
        named = [one.id for one in pks if wanted.casefold() in _names(one)]
        if len(named) != 1:
            raise Invalid(Fault("pk_id", "unknown-choice", {"given": wanted}))
        values["pk_id"] = named[0]
    return choices.known(session, actor.office, today=today)


def _names(pk: Official) -> set[str]:
    return {pk.id.casefold(), pk.name.casefold(), pk.nip}
