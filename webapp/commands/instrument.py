"""`berkas instrument`: the editions of the instruments, looked at, published and retired."""

from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from casework.clock import now
from casework.instruments import publishing
from casework.instruments.form import Edition
from casework.instruments.toml import BadFile
from casework.offices import service as offices
from casework.offices.profile import Profile
from webapp.commands import instrument_look
from webapp.commands.console import as_option, emit, json_option, operator
from webapp.commands.files import read_bytes
from webapp.commands.home import opened
from webapp.commands.working import drain

__all__ = ["instrument"]

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def instrument() -> None:
    """Look at the instruments, check a file, publish and retire an edition."""


instrument.add_command(instrument_look.list_)
instrument.add_command(instrument_look.show)
instrument.add_command(instrument_look.diff)


@instrument.command()
@click.argument("file", type=_FILE)
@as_option
@json_option
def check(file: Path, *, as_name: str | None, as_json: bool) -> None:
    """Read FILE as if to publish it and say what it holds; else name the line and the reason."""
    content = read_bytes(file)
    with opened() as parts, parts.database.reading() as session:
        profile = offices.settings(session, operator(session, as_name).office)
        edition = _examined(session, profile, file, content)
    emit(_facts(edition), as_json=as_json)


def _examined(session: Session, profile: Profile, file: Path, content: bytes) -> Edition:
    try:
        return publishing.examine(session, profile, file.name, content)
    except BadFile as mistake:
        instrument_look.tell(file, content, mistake)


def _facts(edition: Edition) -> dict[str, object]:
    return {
        "kode": edition.code,
        "versi": edition.version,
        "judul": edition.title,
        "untuk": str(edition.audience),
        "formulir": [form.code for form in edition.forms],
        "butir": sum(len(form.items) for form in edition.forms),
        "maksimum": [form.maximum for form in edition.forms],
        "sha256": edition.sha256,
    }


_DAY = click.DateTime(formats=["%Y-%m-%d"])


@instrument.command()
@click.argument("file", type=_FILE)
@click.option("--from", "since", required=True, type=_DAY, help="First day on which it is used.")
@as_option
@json_option
def publish(file: Path, since: datetime, *, as_name: str | None, as_json: bool) -> None:
    """Seal the edition in FILE for ever and use it for new assessments from that day on."""
    content = read_bytes(file)
    with opened() as parts:
        with parts.database.transaction() as session:
            actor = operator(session, as_name)
            profile = offices.settings(session, actor.office)
            edition = _examined(session, profile, file, content)
            publishing.publish(session, actor, file.name, content, since=since.date(), at=now())
        drain(parts)
    emit(_facts(edition) | {"sejak": since.date().isoformat()}, as_json=as_json)


@instrument.command()
@click.argument("code")
@click.argument("version")
@click.option("--on", "until", required=True, type=_DAY, help="First day without it.")
@as_option
@json_option
def retire(code: str, version: str, until: datetime, *, as_name: str | None, as_json: bool) -> None:
    """Use an edition for no new assessment from that day on; what is open keeps it."""
    day: date = until.date()
    with opened() as parts:
        with parts.database.transaction() as session:
            actor = operator(session, as_name)
            publishing.retire(session, actor, code, version, until=day, at=now())
        drain(parts)
    emit({"kode": code, "versi": version, "sampai": day.isoformat()}, as_json=as_json)
