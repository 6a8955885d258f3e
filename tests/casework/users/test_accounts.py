"""What an administrator does with the people of the office, and what nobody can do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.audit.model import AuditEvent
from casework.db.engine import Database
from casework.errors import Invalid, NotFound
from casework.offices import officials
from casework.offices import service as offices
from casework.offices.service import OfficialDraft
from casework.users import accounts, passwords, people
from casework.users import service as users
from casework.users.accounts import Handed
from casework.users.passwords import Replacement
from casework.users.people import Person, PersonChanged, State
from casework.users.service import TermNotBegun, WrongCredentials
from tests.conftest import Staff

PASSWORD = "tujuh gajah menari pelan"
DEWI = OfficialDraft(
    "Dewi Anggraini, S.H.", "", "Pembimbing Kemasyarakatan", frozenset({Role.PK}), date(2026, 3, 1)
)
DAY = timedelta(days=1)


@pytest.fixture
def made(database: Database, staff: Staff) -> Staff:
    """The office with an administrator who can sign in."""
    with database.transaction() as session:
        users.add_account(session, staff.admin.id, "made", PASSWORD)
    return staff


def codes(refused: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in refused.value.faults]


def found(session: Session, staff: Staff, official_id: str, at: datetime) -> Person:
    return people.person(session, staff.admin, official_id, at=at)


def entered(database: Database, login: str, password: str, at: datetime) -> str:
    with database.transaction() as session:
        attempt = users.knock(session, login, address="", at=at)
    users.compare(attempt, password)
    with database.transaction() as session:
        return users.enter(session, attempt, at=at)


def alive(database: Database, secret: str, at: datetime) -> Actor | None:
    with database.transaction() as session:
        return users.resume(session, secret, at=at)


@pytest.fixture
def dewi(database: Database, made: Staff, at: datetime) -> Handed:
    with database.transaction() as session:
        handed = accounts.add(session, made.admin, DEWI, "Dewi", at=at)
    assert isinstance(handed, Handed)
    return handed


def test_a_new_person_signs_in_with_the_printed_password_and_must_change_it(
    database: Database, dewi: Handed, at: datetime
) -> None:
    secret = entered(database, "dewi", dewi.password, at)
    actor = alive(database, secret, at)

    assert actor is not None
    with database.transaction() as session:
        assert users.must_change(session, actor)
        same = Replacement(dewi.password, dewi.password, dewi.password)
        with pytest.raises(Invalid) as refused:  # the printed one again is no change
            users.change_password(session, actor, same, at=at)
        fresh = Replacement(dewi.password, PASSWORD, PASSWORD)
        users.change_password(session, actor, fresh, at=at)
        assert not users.must_change(session, actor)
    assert codes(refused) == [("new", "password-same")]


def test_a_term_that_begins_later_lets_nobody_in_before_its_first_day(
    database: Database, made: Staff, dewi: Handed, at: datetime
) -> None:
    day = (at + 3 * DAY).date()
    secret = entered(database, "dewi", dewi.password, at)
    with database.transaction() as session:
        person = found(session, made, dewi.official.id, at)
        accounts.change(session, made.admin, person, replace(DEWI, since=day), at=at)

    with pytest.raises(WrongCredentials):
        entered(database, "dewi", PASSWORD, at)
    with pytest.raises(TermNotBegun) as refused:
        entered(database, "dewi", dewi.password, at)
    assert refused.value.since == day
    assert alive(database, secret, at) is None
    with database.reading() as session:
        assert found(session, made, dewi.official.id, at).state is State.LATER
    assert entered(database, "dewi", dewi.password, at + 3 * DAY)


def test_a_printed_password_can_be_read_out_and_not_be_guessed() -> None:
    printed = {passwords.one_time() for _ in range(200)}

    assert len(printed) == 200
    for password in printed:
        assert [len(group) for group in password.split("-")] == [4, 4, 4, 4]
        assert not set(password) & set("0o1il2z5suv")
    passwords.check(printed.pop(), login="dewi")


def test_a_person_who_only_signs_papers_has_no_account_and_may_get_one_later(
    database: Database, made: Staff, at: datetime
) -> None:
    with database.transaction() as session:
        official = accounts.add(session, made.admin, DEWI, " ", at=at)
        assert not isinstance(official, Handed)
        assert found(session, made, official.id, at).state is State.WITHOUT
        accounts.give_account(
            session, made.admin, found(session, made, official.id, at), "dewi", at=at
        )
        assert found(session, made, official.id, at).state is State.NEVER
        again = found(session, made, official.id, at)
        with pytest.raises(Invalid) as refused:
            accounts.give_account(session, made.admin, again, "lain", at=at)
    assert codes(refused) == [("login", "account-there")]


@pytest.mark.parametrize(
    "login", ["dewi\x00", "dewi a", "ďewi", "dewi\u202e", "=dewi", "'; drop", "a" * 65, "<b>"]
)
def test_a_login_of_strange_letters_is_refused(
    database: Database, made: Staff, at: datetime, login: str
) -> None:
    with database.transaction() as session, pytest.raises(Invalid) as refused:
        accounts.add(session, made.admin, DEWI, login, at=at)

    assert codes(refused) == [("login", "login-form")]


def test_a_changed_person_is_sealed_anew_and_the_past_is_kept(
    database: Database, made: Staff, dewi: Handed, at: datetime
) -> None:
    named = replace(DEWI, name="Dewi Anggraini Putri, S.H.", roles=frozenset({Role.PK, Role.KASI}))
    with database.transaction() as session:
        person = found(session, made, dewi.official.id, at)
        assert accounts.change(session, made.admin, person, named, at=at + DAY)
        assert not accounts.change(session, made.admin, person, named, at=at + 2 * DAY)
        told = officials.past(session, person.official)

    assert [one.isi["nama"] for one in told] == [named.name, DEWI.name]
    assert told[0].isi["peran"] == ["kasi", "pk"]


def test_who_loses_a_role_is_signed_out_and_who_gains_one_works_on(
    database: Database, made: Staff, dewi: Handed, at: datetime
) -> None:
    secret = entered(database, "dewi", dewi.password, at)
    with database.transaction() as session:
        more = replace(DEWI, roles=frozenset({Role.PK, Role.KASI}))
        accounts.change(
            session, made.admin, found(session, made, dewi.official.id, at), more, at=at
        )
    gained = alive(database, secret, at)
    assert gained is not None
    assert gained.roles == {Role.PK, Role.KASI}

    with database.transaction() as session:
        person = found(session, made, dewi.official.id, at)
        accounts.change(session, made.admin, person, DEWI, at=at)

    assert alive(database, secret, at) is None
    assert entered(database, "dewi", dewi.password, at)


def test_a_reset_password_ends_the_old_one_and_every_session(
    database: Database, made: Staff, dewi: Handed, at: datetime
) -> None:
    secret = entered(database, "dewi", dewi.password, at)
    with database.transaction() as session:
        person = found(session, made, dewi.official.id, at)
        fresh = accounts.reset(session, made.admin, person, at=at)
        assert found(session, made, dewi.official.id, at).state is State.MUST_CHANGE

    assert alive(database, secret, at) is None
    with pytest.raises(WrongCredentials):
        entered(database, "dewi", dewi.password, at)
    assert entered(database, "dewi", fresh.password, at)


def test_an_end_has_a_day_and_a_reason_and_is_felt_at_once(
    database: Database, made: Staff, dewi: Handed, at: datetime
) -> None:
    secret = entered(database, "dewi", dewi.password, at)
    with database.transaction() as session:
        person = found(session, made, dewi.official.id, at)
        accounts.end(session, made.admin, person, date(2026, 3, 9), "pindah  tugas", at=at)
        ended = found(session, made, dewi.official.id, at)
        told = officials.past(session, ended.official)[0]

    assert alive(database, secret, at) is None
    assert ended.state is State.ENDED
    assert (told.isi["sampai"], told.isi["alasan"]) == ("2026-03-09", "pindah tugas")
    with pytest.raises(WrongCredentials):
        entered(database, "dewi", dewi.password, at)


@pytest.mark.parametrize(
    ("on", "reason", "expected"),
    [
        (date(2026, 3, 10), "pindah", [("on", "end-later")]),
        (date(2026, 2, 27), "pindah", [("on", "before-start")]),
        (date(2026, 3, 9), " ", [("reason", "required")]),
        (date(2026, 3, 9), "pindah\x00", [("reason", "control-character")]),
        (date(2026, 3, 9), "\u202ehadnip", [("reason", "turning-character")]),
        (date(2026, 3, 9), "x" * 301, [("reason", "too-long")]),
    ],
)
def test_an_end_that_says_too_little_or_too_early_is_refused(
    database: Database,
    made: Staff,
    dewi: Handed,
    at: datetime,
    on: date,
    reason: str,
    expected: list[tuple[str, str]],
) -> None:
    with database.transaction() as session:
        person = found(session, made, dewi.official.id, at)
        with pytest.raises(Invalid) as refused:
            accounts.end(session, made.admin, person, on, reason, at=at)

    assert codes(refused) == expected


def test_who_ended_comes_back_with_another_password(
    database: Database, made: Staff, dewi: Handed, at: datetime
) -> None:
    with database.transaction() as session:
        person = found(session, made, dewi.official.id, at)
        with pytest.raises(Invalid) as refused:
            accounts.reopen(session, made.admin, person, at=at)
        accounts.end(session, made.admin, person, date(2026, 3, 9), "cuti", at=at)
        fresh = accounts.reopen(
            session, made.admin, found(session, made, dewi.official.id, at), at=at
        )

    assert codes(refused) == [("login", "not-over")]
    assert fresh is not None
    with pytest.raises(WrongCredentials):
        entered(database, "dewi", dewi.password, at)
    assert entered(database, "dewi", fresh.password, at)


Act = Callable[[Session, Actor, Person, datetime], object]
LEAVING: dict[str, Act] = {
    "ends": lambda s, actor, who, at: accounts.end(
        s, actor, who, date(2026, 3, 9), "pindah", at=at
    ),
    "steps down": lambda s, actor, who, at: accounts.change(
        s,
        actor,
        who,
        replace(accounts.drafted(who.official), roles=frozenset({Role.PK})),
        at=at,
    ),
    "sets a day": lambda s, actor, who, at: accounts.change(
        s, actor, who, replace(accounts.drafted(who.official), until=date(2027, 1, 1)), at=at
    ),
    "begins later": lambda s, actor, who, at: accounts.change(
        s, actor, who, replace(accounts.drafted(who.official), since=date(2026, 4, 1)), at=at
    ),
}


@pytest.mark.parametrize("how", LEAVING)
def test_the_last_administrator_stays_until_there_is_another(
    database: Database, made: Staff, dewi: Handed, at: datetime, how: str
) -> None:
    with pytest.raises(Invalid) as refused, database.transaction() as session:
        LEAVING[how](session, made.admin, found(session, made, made.admin.id, at), at)
    assert [code for _, code in codes(refused)] == ["last-administrator"]

    with database.transaction() as session:
        both = replace(DEWI, roles=frozenset({Role.PK, Role.ADMIN}))
        accounts.change(
            session, made.admin, found(session, made, dewi.official.id, at), both, at=at
        )
        LEAVING[how](session, made.admin, found(session, made, made.admin.id, at), at)


def test_an_administrator_who_cannot_sign_in_does_not_count(
    database: Database, made: Staff, at: datetime
) -> None:
    with database.transaction() as session:
        paper = replace(DEWI, roles=frozenset({Role.ADMIN}))
        accounts.add(session, made.admin, paper, "", at=at)

    with pytest.raises(Invalid), database.transaction() as session:
        LEAVING["ends"](session, made.admin, found(session, made, made.admin.id, at), at)


def test_a_form_made_before_anothers_change_is_not_taken(
    database: Database, made: Staff, dewi: Handed, at: datetime
) -> None:
    with database.transaction() as session:
        before = found(session, made, dewi.official.id, at)
        mark = before.mark
        assert people.held_to(before, mark) is before
        accounts.reset(session, made.admin, before, at=at)
        with pytest.raises(PersonChanged):
            people.held_to(found(session, made, dewi.official.id, at), mark)


def test_the_list_tells_how_everybody_stands(
    database: Database, made: Staff, dewi: Handed, at: datetime
) -> None:
    entered(database, "made", PASSWORD, at)
    with database.reading() as session:
        told = {one.official.id: one for one in people.everyone(session, made.admin, at=at)}

    assert told[made.admin.id].state is State.ACTIVE
    assert told[made.admin.id].last_entered == at
    assert told[dewi.official.id].state is State.NEVER
    assert told[made.head.id].state is State.WITHOUT


def test_people_of_another_office_are_not_found(
    database: Database, made: Staff, dewi: Handed, at: datetime
) -> None:
    elsewhere = replace(made.admin, office="bapas-lain")
    with database.transaction() as session:
        offices.set_profile(
            session,
            elsewhere,
            replace(offices.settings(session, made.admin.office), code="bapas-lain"),
            at=at,
        )
        with pytest.raises(NotFound):
            people.person(session, elsewhere, dewi.official.id, at=at)
        assert people.everyone(session, elsewhere, at=at) == []


def test_every_act_stands_in_the_log(
    database: Database, made: Staff, dewi: Handed, at: datetime
) -> None:
    with database.transaction() as session:
        person = found(session, made, dewi.official.id, at)
        accounts.reset(session, made.admin, person, at=at)
        accounts.change(session, made.admin, person, replace(DEWI, position="PK Muda"), at=at)
        accounts.end(session, made.admin, person, date(2026, 3, 9), "pindah", at=at)
        again = found(session, made, dewi.official.id, at)
        accounts.reopen(session, made.admin, again, at=at)
    with database.reading() as session:
        told = session.scalars(select(AuditEvent).order_by(AuditEvent.n)).all()

    assert [one.what for one in told if one.who == made.admin.id] == [
        "pejabat.tambah",
        "akun.buka",
        "akun.sandi",
        "pejabat.ubah",
        "pejabat.akhiri",
        "pejabat.buka-lagi",
    ]
    assert all(dewi.password not in (one.object + one.what) for one in told)
