"""`berkas assessment`: taking assessments in, listing them, issuing them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click
from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.assessments import importing, issuing, queries, readiness
from casework.assessments.model import Assessment, AssessmentState
from casework.assessments.queries import UnderWay
from casework.assessments.sheet import audience_of
from casework.clients import service as clients
from casework.clients.model import Client
from casework.clients.rules import shown_name
from casework.clock import now, office_date
from casework.deposits.model import Deposit
from casework.instruments import catalogue
from casework.instruments.form import Instrument
from casework.offices import service as offices
from casework.users.service import actor_of
from webapp.commands import assessment_score
from webapp.commands.console import as_option, emit, emit_rows, fail, json_option, operator
from webapp.commands.files import read_json
from webapp.commands.home import opened
from webapp.commands.places import place_of
from webapp.commands.working import wait_for
from webapp.parts import Parts

__all__ = ["assessment"]

_STATES: Mapping[str, tuple[AssessmentState, ...]] = {
    "draft": (AssessmentState.DRAFT,),
    "ready": (AssessmentState.DRAFT,),
    "issued": (AssessmentState.NUMBERED, AssessmentState.STORED),
}


@click.group()
def assessment() -> None:
    """Take in, list, score and issue assessments."""


assessment.add_command(assessment_score.score)


@assessment.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@as_option
@json_option
def take_in(file: Path, *, as_name: str | None, as_json: bool) -> None:
    """Make a ready draft of FILE: {"berkas": NO, "isi": {…}}, `isi` as in a hasil-asesmen.

    The assessor is --as, else the one whom the file names, else the first of the office.
    """
    content = read_json(file)
    number = content.get("berkas")
    if not isinstance(number, str) or "isi" not in content:
        fail('the file must hold {"berkas": "2026-00001", "isi": {…}}')
    with opened() as parts, parts.database.transaction() as session:
        client = clients.get(session, operator(session, as_name), number)
        found = importing.read(content["isi"], _forms(session, client))
        actor = _assessor(session, as_name, found.assessor)
        row = importing.create(session, actor, client, found, at=now())
        facts = {
            "id": row.id,
            "berkas": client.number,
            "asesmen": row.ordinal,
            "keadaan": "ready",
            "asesor": actor.name,
        }
    emit(facts, as_json=as_json)


def _forms(session: Session, client: Client) -> dict[str, Instrument]:
    profile = offices.settings(session, client.office)
    day = office_date(now(), profile.zone)
    found = catalogue.in_force(session, profile, audience_of(client), on=day)
    return {form.code: form for form in found}


def _assessor(session: Session, as_name: str | None, named: str) -> Actor:
    """Return who assesses: a draft belongs to an official, which the console is not."""
    console = operator(session, as_name)
    if as_name is not None:
        return console
    assessors = offices.officials(session, console.office, Role.ASESOR)
    if not assessors:
        fail("the office has no assessor; add one or say --as")
    told = named.casefold()
    matching = [one for one in assessors if told and told in {one.name.casefold(), one.nip}]
    chosen = (matching or assessors)[0]
    if not matching:
        click.echo(f"the assessor is {chosen.name}; --as names another", err=True)
    return actor_of(chosen, via="konsol")


@assessment.command("list")
@click.option("--state", type=click.Choice(list(_STATES)), help="Only those in this state.")
@as_option
@json_option
def show(state: str | None, *, as_name: str | None, as_json: bool) -> None:
    """List assessments, the oldest first; `draft` are those that are not ready yet."""
    with opened() as parts, parts.database.reading() as session:
        actor = operator(session, as_name)
        today = office_date(now(), offices.settings(session, actor.office).zone)
        found = queries.listed(session, actor, *(_STATES[state] if state else ()))
        rows = [_line(session, one, today) for one in found]
    emit_rows([row for row in rows if state is None or row["keadaan"] == state], as_json=as_json)


def _line(session: Session, one: UnderWay, today: date) -> dict[str, object]:
    draft, client = one.assessment, one.client
    return {
        "id": draft.id,
        "berkas": client.number,
        "asesmen": draft.ordinal,
        "keadaan": _state(session, one, today),
        "nomor": draft.number,
        "klien": shown_name(client.name, child=client.child),
        "tersegel": draft.state is AssessmentState.STORED,
    }


def _state(session: Session, one: UnderWay, today: date) -> str:
    if one.assessment.state is AssessmentState.DRAFT:
        ready = readiness.ready(session, one.client, one.assessment, on=today)
        return "ready" if ready else "draft"
    closed = {AssessmentState.VOID, AssessmentState.DROPPED}
    return str(one.assessment.state) if one.assessment.state in closed else "issued"


@assessment.command()
@click.argument("id_", metavar="ID")
@click.option("--number", default="", help="The number, where the office's agenda gives it.")
@as_option
@json_option
def issue(id_: str, number: str, *, as_name: str | None, as_json: bool) -> None:
    """Issue a ready draft and wait until its document is sealed and found."""
    with opened() as parts:
        with parts.database.transaction() as session:
            actor = operator(session, as_name)
            found = queries.by_id(session, actor, id_)
            issuing.issue(session, actor, found.client, found.assessment, number=number, at=now())
        wait_for(parts, lambda session: _found_again(session, id_), f"the issue of {id_}")
        facts = _issued(parts, id_)
    emit(facts, as_json=as_json)


def _found_again(session: Session, id_: str) -> bool:
    row = session.get_one(Assessment, id_)
    return row.state is AssessmentState.STORED and row.indexed_at is not None


def _issued(parts: Parts, id_: str) -> dict[str, object]:
    with parts.database.reading() as session:
        row = session.get_one(Assessment, id_)
        document = session.get_one(Deposit, row.record_id)
        return {
            "id": row.id,
            "berkas": document.file_number,
            "nomor": row.number,
            "tanggal": document.date.isoformat(),
            "kode": document.isi["kode_dokumen"],
            "dokumen": document.id,
            "urutan": document.sequence,
            "folder": place_of(parts, document),
        }
