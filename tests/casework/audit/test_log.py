"""The log: a chain in which no change, no gap and no stranger stays unseen."""

import copy
import json
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from archive.shelf import Shelf
from casework.actor import Actor, Role
from casework.audit import service as audit
from casework.audit.model import AuditEvent
from casework.clock import Zone
from casework.db.engine import Database
from casework.deposits import reading
from casework.deposits.model import Deposit
from casework.deposits.segments import FILE, read_segment, seal_segment
from tests.conftest import Staff

AT = datetime(2026, 3, 9, 7, 32, tzinfo=UTC)
ACTOR = Actor("01ARZ3NDEKTSV4RRFFQ69G5FAV", "bapas-contoh", "Rina", roles=frozenset({Role.PK}))
QUICK = 50
FIELDS = ("digest", "at", "who", "role", "what", "object", "result", "address", "previous", "n")


def made(count: int) -> list[AuditEvent]:
    """Return a chain of so many events, made without a database."""
    events, previous = list[AuditEvent](), audit.ZERO
    for n in range(1, count + 1):
        values = {
            "id": f"{n:026}",
            "kantor": ACTOR.office,
            "n": n,
            "waktu": (AT + timedelta(seconds=n)).isoformat(),
            "pelaku": ACTOR.id,
            "peran": "pk",
            "apa": "berkas.baca",
            "objek": f"berkas/2026-{n:05}",
            "hasil": "ok",
            "alamat": "192.0.2.7",
            "sebelum": previous,
        }
        events.append(audit.parsed(values))
        previous = events[-1].digest
    return events


def spoiled(events: list[AuditEvent], chance: random.Random) -> tuple[list[AuditEvent], int]:
    """Return the chain with one thing wrong, and the number of the first line that is."""
    place = chance.randrange(len(events) - 1)
    changed = list(events)
    how = chance.choice(("flip", "drop", "swap", "insert", "forge"))
    if how == "drop":
        del changed[place]
    elif how == "swap":
        changed[place], changed[place + 1] = changed[place + 1], changed[place]
    elif how == "insert":
        changed.insert(place + 1, changed[place])
        return changed, place + 2
    else:
        fields = FIELDS[1:] if how == "forge" else FIELDS
        changed[place] = _flipped(changed[place], chance.choice(fields), chance)
        if how == "forge":  # with a digest that fits: the next line tells
            changed[place].digest = audit.parsed(_values(changed[place])).digest
            if changed[place].n == place + 1 and changed[place].previous == events[place].previous:
                return changed, place + 2
    return changed, place + 1


def _flipped(event: AuditEvent, name: str, chance: random.Random) -> AuditEvent:
    twin = audit.parsed(_values(event))
    twin.digest = event.digest
    value = getattr(twin, name)
    if isinstance(value, datetime):
        setattr(twin, name, value + timedelta(microseconds=1))
    elif isinstance(value, int):
        setattr(twin, name, value + 1)
    else:
        at = chance.randrange(len(value))
        setattr(twin, name, value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :])
    return twin


def _values(event: AuditEvent) -> dict[str, object]:
    found: dict[str, object] = json.loads(audit.line(event))
    return found


def sweep(times: int) -> None:
    events, chance = made(400), random.Random(2026)
    assert audit.first_broken(events) is None
    for _ in range(times):
        changed, first = spoiled(copy.copy(events), chance)
        assert audit.first_broken(changed) == first


def test_a_flipped_dropped_or_swapped_line_is_found_with_its_number() -> None:
    sweep(QUICK)


@pytest.mark.full
def test_every_one_of_500_changes_is_found_with_its_number() -> None:
    sweep(500)


def record(database: Database, actor: Actor, *moments: datetime) -> None:
    with database.transaction() as session:
        for at in moments:
            audit.record(session, actor, "berkas.baca", "berkas/2026-00001", at=at)


def log(database: Database, office: str = "bapas-contoh") -> list[AuditEvent]:
    with database.reading() as session:
        query = select(AuditEvent).where(AuditEvent.office == office).order_by(AuditEvent.n)
        return list(session.scalars(query))


def test_each_office_has_a_chain_of_its_own(database: Database) -> None:
    other = Actor("sistem", "bapas-lain", "Berkas", via="sistem")
    for actor in (ACTOR, other, ACTOR, other):
        record(database, actor, AT)

    assert [one.n for one in log(database)] == [1, 2]
    assert [one.n for one in log(database, "bapas-lain")] == [1, 2]
    assert audit.first_broken(log(database)) is None
    assert log(database, "bapas-lain")[0].role == "sistem"


def test_a_line_comes_back_from_the_database_byte_for_byte(database: Database) -> None:
    with database.transaction() as session:
        made_now = audit.record(session, ACTOR, "x", "catatan\r\n\x1b[31m é", at=AT)
        before = audit.line(made_now)

    assert audit.line(log(database)[0]) == before
    assert b"\n" not in before
    assert b"\x1b" not in before


def seal(database: Database, actor: Actor, at: datetime, before: date | None = None) -> str | None:
    with database.transaction() as session:
        row = seal_segment(session, actor, Zone.WIB, before=before, at=at)
        return row.id if row else None


def test_every_line_is_sealed_once_in_order_and_read_back_equal(
    database: Database, shelf: Shelf, staff: Staff, seal_all: Callable[[], None]
) -> None:
    days = [AT + timedelta(days=n) for n in range(3)]
    sealed = list[str]()
    for at in days:
        record(database, staff.pk, at, at)
        sealed.append(seal(database, staff.admin, at) or "")
        assert seal(database, staff.admin, at) is None
    seal_all()
    truth = log(database)

    with database.reading() as session:
        rows = [session.get_one(Deposit, one) for one in sealed]
        parts = [reading.content(shelf, row, FILE) for row in rows]
    spans = [(row.isi["pertama"], row.isi["terakhir"]) for row in rows]
    assert [n for first, last in spans for n in range(first, last + 1)] == [one.n for one in truth]
    assert [row.isi["rantai"] for row in rows] == [truth[last - 1].digest for _, last in spans]
    with database.transaction() as session:
        session.query(AuditEvent).delete()
        for part in parts:
            read_segment(session, part)
    assert [(one.id, one.digest) for one in log(database)] == [
        (one.id, one.digest) for one in truth
    ]


def test_today_is_sealed_tomorrow_by_the_calendar_of_the_office(
    database: Database, staff: Staff
) -> None:
    late = datetime(2026, 3, 9, 16, 59, tzinfo=UTC)  # 23.59 in the office
    record(database, staff.pk, late, late + timedelta(minutes=1))
    first = log(database)[0].n

    one = seal(database, staff.admin, late, date(2026, 3, 10))

    assert one
    with database.reading() as session:
        content = session.get_one(Deposit, one).isi
    assert (content["pertama"], content["terakhir"]) == (first, first)


def test_a_clock_that_was_set_back_leaves_no_line_out(database: Database, staff: Staff) -> None:
    record(database, staff.pk, AT, AT + timedelta(days=1), AT, AT + timedelta(days=1))

    for day in (10, 11, 12):
        seal(database, staff.admin, AT, date(2026, 3, day))

    with database.reading() as session:
        rows = session.scalars(select(Deposit).where(Deposit.kind == "audit").order_by(Deposit.id))
        spans = [(row.isi["pertama"], row.isi["terakhir"]) for row in rows]
    assert [n for first, last in spans for n in range(first, last + 1)] == [
        one.n for one in log(database)
    ]
