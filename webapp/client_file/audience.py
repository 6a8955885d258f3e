"""Whether a client is a child or grown up, and how that was found: said on the client's page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import dropping
from casework.clients import changing, guidance, rules
from casework.clients import service as clients
from casework.clients.model import Client
from casework.clients.sheet import Sheet
from casework.errors import Fault, Invalid, NotFound
from casework.instruments import own_lists
from casework.offices import service as offices
from casework.users.permissions import Permission, permits
from webapp.client_file import past as client_past
from webapp.client_file.past import Reference
from webapp.words.formatting import day, today

__all__ = ["Audience", "audience_of", "found_child", "join"]

_REASON = 300  # letters


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the case on which the client's age matters, and what day it is."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Audience:
    """What the page says: which it is, how that follows, what else is known; and what may be done.

    `moved` where the file is a child's though it lies in the root of the grown-ups.
    """

    said: str
    derived: str
    otherwise: str
    moved: bool
    may: bool
    child: bool
    references: list[Reference]


def audience_of(session: Session, actor: Actor, client: Client) -> Audience:
    """Put together how child or adult was found."""
    types = own_lists.client_types(offices.settings(session, client.office))
    kind = types.get(client.client_type)
    by_type = kind is not None and kind.child
    days = sorted(_days(client), key=lambda one: one.on)
    first = days[0]
    derived = rules.is_child(client.birth_date, [one.on for one in days], child_type=by_type)
    return Audience(
        said="Anak" if client.child else "Dewasa",
        # by its data the file is still a grown-up's; how it was found stands beside the other file
        derived="" if guidance.handed_over(client) else _derived(client, first, by_type=by_type),
        otherwise=""
        if derived is client.child or guidance.handed_over(client)
        else _otherwise(client),
        moved=guidance.handed_over(client),
        may=permits(actor, Permission.CHANGE_CLIENT) and changing.may_change(actor, client),
        child=client.child,
        references=client_past.references(session, actor, client),
    )


def _days(client: Client) -> Iterator[Day]:
    yield Day(client.received_on, "diterima")
    for case in client.cases:
        if case.offence_on is not None:
            yield Day(case.offence_on, "kejadian perkara")
        if case.verdict_on is not None:
            yield Day(case.verdict_on, "putusan")


def _derived(client: Client, first: Day, *, by_type: bool) -> str:
    age = rules.age(client.birth_date, first.on)
    told = f"{age} tahun pada tanggal {first.words}, {day(first.on)}"
    if by_type:
        return f"Jenis kliennya untuk anak; usianya {told}."
    limit = f"Anak: di bawah {rules.ADULT} tahun."
    return f"Dihitung dari usia termuda pada perkaranya: {told}. {limit}"


def _otherwise(client: Client) -> str:
    word = "anak" if client.child else "dewasa"
    because = f": {client.child_reason}" if client.child_reason else ""
    return f"Ditetapkan {word} oleh petugas{because}."


def found_child(
    session: Session, actor: Actor, client: Client, values: Mapping[str, str], *, at: datetime
) -> Client:
    """Open the child's file that the form asks for; Invalid names the form's own fields."""
    sheet = Sheet(values, today())
    reason = sheet.line("anak_reason", _REASON, required=True)
    if not sheet.given("anak_sure"):
        sheet.fault("anak_sure", "not-agreed")
    if sheet.faults:
        raise Invalid(*sheet.faults)
    return dropping.found_child(session, actor, client, reason=reason, at=at)


def join(
    session: Session, actor: Actor, client: Client, values: Mapping[str, str], *, at: datetime
) -> Client:
    """Join the file with the one whose number was typed, and return that one."""
    sheet = Sheet(values, today())
    number = sheet.line("lain_other", 16, required=True)
    reason = sheet.line("lain_reason", _REASON, required=True)
    if sheet.faults:
        raise Invalid(*sheet.faults)
    try:
        other = clients.get(session, actor, number)
    except NotFound:
        raise Invalid(Fault("lain_other", "file-unknown", {"number": number})) from None
    try:
        clients.join(session, actor, client, other, reason=reason, at=at)
    except Invalid as refused:
        raise Invalid(
            *(replace(one, field=f"lain_{one.field}") for one in refused.faults)
        ) from None
    return other
