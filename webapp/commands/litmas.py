"""`berkas litmas`: attaching an issued result to a Litmas."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.assessments import queries
from casework.assessments.model import Result
from casework.assessments.queries import UnderWay
from casework.clock import now, office_date
from casework.deposits import reading
from casework.deposits.model import Deposit
from casework.litmas import intake, service
from casework.litmas.model import BundleOrder
from casework.offices import service as offices
from casework.users.service import actor_of
from webapp.commands.console import as_option, emit, fail, json_option, operator
from webapp.commands.files import read_bytes, write_new
from webapp.commands.home import opened
from webapp.commands.places import place_of
from webapp.commands.working import wait_for
from webapp.parts import Parts

__all__ = ["litmas"]

_BUNDLE = "bundel.pdf"


@click.group()
def litmas() -> None:
    """Attach results to a Litmas."""


@litmas.command()
@click.argument("file", metavar="LITMAS", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--assessment", "id_", required=True, metavar="ID", help="The issued assessment.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the bundle is written.",
)
@click.option("--number", default="", help="The number, where the office's agenda gives it.")
@as_option
@json_option
def attach(
    file: Path, id_: str, out: Path, number: str, *, as_name: str | None, as_json: bool
) -> None:
    """Take LITMAS (docx or pdf) in and make one PDF of it and the issued result.

    The PK is --as, else the one who guides the client.
    """
    content = read_bytes(file)
    with opened() as parts:
        upload = intake.read(parts.press, content, file.name)
        with parts.database.transaction() as session:
            console = operator(session, as_name)
            found = queries.by_id(session, console, id_)
            pk = _pk(session, console, found)
            result = _result(session, found)
            at = now()
            dated = office_date(at, offices.settings(session, pk.office).zone)
            row = service.file_litmas(
                session, pk, found.client, upload, dated=dated, number=number, at=at
            )
            order = service.attach(session, pk, row, result.id, at=at).id
        wait_for(parts, lambda session: _sealed(session, order), "the bundle")
        facts = _bundled(parts, order, out) | {"litmas": row.slug, "pk": pk.name}
    emit(facts, as_json=as_json)


def _pk(session: Session, console: Actor, found: UnderWay) -> Actor:
    """Return whose Litmas it is: a bundle is ordered by an official, which the console is not."""
    if console.roles:
        return console
    if found.client.pk_id is not None:
        pk = offices.official(session, console.office, found.client.pk_id)
        return actor_of(pk, via="konsol")
    pks = offices.officials(session, console.office, Role.PK)
    if len(pks) != 1:
        fail("the client has no PK; say with --as whose Litmas it is")
    return actor_of(pks[0], via="konsol")


def _result(session: Session, found: UnderWay) -> Result:
    record = found.assessment.record_id
    result = session.get(Result, record) if record is not None else None
    if result is None:
        fail(f"assessment {found.assessment.id} is not issued yet")
    return result


def _sealed(session: Session, order_id: str) -> bool:
    return session.get_one(BundleOrder, order_id).sealed_at is not None


def _bundled(parts: Parts, order_id: str, out: Path) -> dict[str, object]:
    with parts.database.reading() as session:
        document = session.get_one(Deposit, order_id)
    write_new(out, reading.content(parts.shelf, document, _BUNDLE))
    return {
        "berkas": document.file_number,
        "nomor": document.number,
        "kode": document.isi["kode_bundel"],
        "halaman": document.isi["halaman"],
        "dokumen": document.id,
        "folder": place_of(parts, document),
        "out": str(out),
    }
