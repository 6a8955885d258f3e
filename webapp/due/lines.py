"""The lines of who is due, as the first page and the page of due days show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for

from casework.actor import Actor
from casework.assessments.due import DueRow
from casework.assessments.history import Due, DueKind
from casework.clients.model import Client
from casework.clients.rules import shown_name
from casework.users.permissions import Permission, permits
from webapp.assessments import filling
from webapp.client_file.page import why
from webapp.words.formatting import day, remaining, short_day
from webapp.words.people import register_of

__all__ = ["Task", "due_task", "last_place", "name_of", "page_url"]


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the work list: its mark, whose file, what to do, by when and why then."""

    mark: str
    state: str
    number: str
    name: str
    work: str
    kind: str
    note: str
    why: str = ""
    label: str = ""
    url: str = ""
    post: bool = False
    pk: str = ""


def due_task(
    actor: Actor, row: DueRow, mark: str, on: date, pks: Mapping[str, str] | None = None
) -> Task:
    """Return the line of one client who is due, or of whom it is not known; `pks` are names."""
    client = row.client
    label, url, post = _step(actor, row)
    return Task(
        mark=mark,
        state=_state(row.due, on),
        number=client.number,
        name=name_of(client),
        work=_work(row.due),
        kind=register_of(client),
        note="tanpa tanggal" if row.due is None else _day(row.due.on, on),
        why=_unknown(client) if row.due is None else why(row.due),
        label=label,
        url=url,
        post=post,
        pk=(pks or {}).get(client.pk_id or "", ""),
    )


def _state(due: Due | None, on: date) -> str:
    if due is None:
        return "Belum diketahui"
    state = remaining(due.on, on)
    return state[0].upper() + state[1:]


def _work(due: Due | None) -> str:
    if due is None:
        return "Asesmen"
    return "Asesmen awal" if due.kind is DueKind.FIRST else "Asesmen lanjutan"


def _unknown(client: Client) -> str:
    return (
        "Daftar lama kantor tidak menyebut tanggal asesmen terakhir klien ini, yang diterima "
        f"{day(client.received_on)}. Tidak dihitung terlambat."
    )


def _step(actor: Actor, row: DueRow) -> tuple[str, str, bool]:
    """Return what the line's button says, where it leads, and whether it opens something new."""
    number = row.client.number
    if row.draft is not None and row.draft.assessor_id == actor.id:
        part = last_place(row.draft.last_place)[0]
        address = page_url("filling.show", number=number, ordinal=row.draft.ordinal, part=part)
        return "Isi", address, False
    if row.draft is None and permits(actor, Permission.ASSESS):
        return "Buka", page_url("assessments.open_one", number=number), True
    if row.client.pk_id is None and permits(actor, Permission.ASSIGN_PK):
        return "Tugaskan", page_url("assigning.one", number=number), False
    return "Lihat", page_url("clients.file", number=number), False


def last_place(last: str) -> tuple[str, str]:
    """Return the page and the item that an assessor was last at; the first page at the start."""
    part, _, item = last.partition(" ")
    return part or filling.FRAME, item


def name_of(client: Client) -> str:
    """Return the name as lists show it; a child by initials."""
    return shown_name(client.name, child=client.child)


def _day(day: date, on: date) -> str:
    written = short_day(day)
    return written.rpartition(" ")[0] if day.year == on.year else written


def page_url(endpoint: str, **values: object) -> str:
    """Return the address of a page, nothing where it does not exist."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""  # type: ignore[arg-type]
