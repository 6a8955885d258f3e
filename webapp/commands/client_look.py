"""`berkas client list` and `berkas client show`: the clients of the office, and one of them."""

import click
from sqlalchemy import select

from casework.clients import service as clients
from casework.clients.content import content
from casework.clients.model import Client, GuidanceStatus
from casework.clients.queries import readable
from casework.offices.model import Official
from webapp.commands.console import as_option, emit, emit_rows, json_option, operator
from webapp.commands.home import opened
from webapp.words.people import listed_name, officer

__all__ = ["list_", "show"]


@click.command("list")
@click.option(
    "--status", type=click.Choice([str(one) for one in GuidanceStatus]), help="Only in this state."
)
@as_option
@json_option
def list_(status: str | None, *, as_name: str | None, as_json: bool) -> None:
    """Print the clients of the office, a child by initials."""
    with opened() as parts, parts.database.reading() as session:
        actor = operator(session, as_name)
        query = select(Client).where(readable(actor)).order_by(Client.number)
        if status is not None:
            query = query.where(Client.guidance_status == GuidanceStatus(status))
        pks = {one.id: officer(one) for one in session.scalars(select(Official))}
        rows = [_row(one, pks.get(one.pk_id or "", "")) for one in session.scalars(query)]
    emit_rows(rows, as_json=as_json)


def _row(client: Client, pk: str) -> dict[str, object]:
    return {
        "berkas": client.number,
        "nama": listed_name(client),
        "anak": client.child,
        "jenis_klien": client.client_type,
        "status": str(client.guidance_status),
        "diterima": client.received_on.isoformat(),
        "pk": pk,
    }


@click.command()
@click.argument("number", metavar="NO")
@as_option
@json_option
def show(number: str, *, as_name: str | None, as_json: bool) -> None:
    """Print what is registered of the client with the file number NO."""
    with opened() as parts, parts.database.reading() as session:
        client = clients.get(session, operator(session, as_name), number)
        pk = session.get(Official, client.pk_id) if client.pk_id else None
        facts = {
            "berkas": client.number,
            "id": client.id,
            **content(client),
            "pembimbingan": _guidance(client),
            "pk": officer(pk),
            "pindahan": _takeover(client),
        }
    emit(facts, as_json=as_json)


def _guidance(client: Client) -> dict[str, object]:
    return {
        "diterima": client.received_on,
        "mulai": client.guidance_from,
        "sampai": client.guidance_until,
        "status": str(client.guidance_status),
        "sejak": client.guidance_status_on,
        "tahap": str(client.stage),
    }


def _takeover(client: Client) -> dict[str, object] | None:
    if not client.taken_over:
        return None
    return {
        "nomor_lama": client.old_number,
        "tempat": client.old_place,
        "asesmen_terakhir": client.old_assessed_on,
        "nomor": client.old_assessment_number,
        "nilai": client.old_assessment_score,
        "tingkat": client.old_assessment_band,
        "berikutnya": client.old_next_due,
    }
