"""Who may come in, how guessing is slowed down, and when a session ends."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from casework.actor import Actor, Role
from casework.audit.model import AuditEvent
from casework.db.engine import Database
from casework.errors import Invalid
from casework.offices.model import Official
from casework.users import passwords
from casework.users import service as users
from casework.users.model import Account, WebSession
from casework.users.passwords import Replacement
from casework.users.service import WrongCode, WrongCredentials
from casework.users.throttle import Throttled
from tests.conftest import Staff

PASSWORD = "tujuh gajah menari pelan"
WRONG = "delapan gajah menari pelan"
SECOND = timedelta(seconds=1)
SignIn = Callable[..., str]


def resumed(database: Database, secret: str, at: datetime) -> Actor | None:
    with database.transaction() as session:
        return users.resume(session, secret, at=at)


def test_the_right_password_opens_a_session_of_the_official(
    database: Database, account: Account, sign_in: SignIn, staff: Staff, at: datetime
) -> None:
    secret = sign_in(at=at, login=" RINA ")

    assert resumed(database, secret, at) == staff.assessor
    with database.reading() as session:
        kept = session.scalars(select(WebSession)).one()
        logged = session.scalars(select(AuditEvent).where(AuditEvent.what == "masuk")).one()
    assert kept.account_id == account.id
    assert secret not in kept.token_sha256
    assert len(secret) >= 43  # 256 bits
    assert logged.address == "192.0.2.7"


@pytest.mark.parametrize(("login", "password"), [("rina", WRONG), ("tidak-ada", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_cost_the_same_computation(
    account: Account,
    sign_in: SignIn,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
    login: str,
    password: str,
) -> None:
    del account
    seen = list[str | None]()
    real = passwords.matches

    def watched(typed: str, stored: str | None) -> bool:
        seen.append(stored)
        return real(typed, stored)

    monkeypatch.setattr(passwords, "matches", watched)

    with pytest.raises(WrongCredentials):
        sign_in(password, at=at, login=login)

    assert len(seen) == 1
    assert (seen[0] is None) == (login == "tidak-ada")


def test_nobody_waits_for_a_turn_to_write_while_a_password_is_compared(
    database: Database, account: Account, at: datetime
) -> None:
    with database.transaction() as session:
        attempt = users.knock(session, "rina", address="", at=at)
    done = threading.Event()

    def write() -> None:
        with database.transaction() as session:
            session.get_one(Account, account.id).must_change = True
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    users.compare(attempt, PASSWORD)
    writer.join(5)

    assert done.is_set()
    with database.transaction() as session:
        assert users.enter(session, attempt, at=at)


@pytest.fixture
def slips(database: Database, account: Account) -> Callable[..., None]:
    """Try so many times and never come in."""
    del account

    def work(times: int, at: datetime, login: str = "rina", address: str = "192.0.2.7") -> None:
        for _ in range(times):
            with database.transaction() as session:
                users.knock(session, login, address=address, at=at)

    return work


def test_the_delay_begins_with_the_fifth_failure_and_doubles(
    slips: Callable[..., None], sign_in: SignIn, at: datetime
) -> None:
    slips(5, at)
    for delay in (2, 4, 8):
        with pytest.raises(Throttled) as throttled:
            slips(1, at + (delay - 1) * SECOND)
        assert throttled.value.seconds == 1
        at += delay * SECOND
        slips(1, at)

    assert sign_in(at=at + 16 * SECOND)


def test_a_throttled_try_is_neither_compared_nor_counted(
    slips: Callable[..., None], sign_in: SignIn, at: datetime
) -> None:
    slips(5, at)
    for _ in range(20):
        with pytest.raises(Throttled):
            slips(1, at + SECOND)

    assert sign_in(at=at + 2 * SECOND)


def test_nobody_is_locked_out_for_longer_than_a_quarter_of_an_hour(
    slips: Callable[..., None], sign_in: SignIn, at: datetime
) -> None:
    spent = timedelta()
    for n in range(20):
        slips(1, at + spent)
        spent += timedelta(minutes=15) if n >= 4 else timedelta()

    assert sign_in(at=at + spent)


def test_a_thousand_guesses_at_one_login_take_more_than_a_day(at: datetime) -> None:
    from casework.users.throttle import _FORGIVEN, _FREE_LOGIN, _LONGEST  # noqa: PLC0415

    best = min(
        (sum(min(2**n, _LONGEST) for n in range(1, row + 1)) + pause) / (_FREE_LOGIN + row)
        for row in range(40)
        for pause in (_FORGIVEN.total_seconds(),)
    )

    assert min(best, _LONGEST) * 1000 > 24 * 3600
    assert at.tzinfo is UTC


def test_success_forgets_the_failures_of_the_login(
    slips: Callable[..., None], sign_in: SignIn, at: datetime
) -> None:
    slips(4, at)
    sign_in(at=at)

    slips(4, at)

    assert sign_in(at=at)


def test_an_address_is_slowed_down_whatever_logins_it_tries(
    slips: Callable[..., None], sign_in: SignIn, at: datetime
) -> None:
    for n in range(21):
        slips(1, at, login=f"tebakan-{n}")

    with pytest.raises(Throttled):
        sign_in(at=at)
    assert sign_in(at=at, address="192.0.2.8")
    assert sign_in(at=at + 2 * SECOND)


def test_slips_of_many_days_never_add_up_to_a_delay(
    slips: Callable[..., None], sign_in: SignIn, at: datetime
) -> None:
    for day in range(12):
        slips(3, at + timedelta(days=day))

    assert sign_in(at=at + timedelta(days=12))


def test_attempts_made_side_by_side_cannot_outrun_the_delay(
    database: Database, account: Account, at: datetime
) -> None:
    del account
    heard = 0
    for _ in range(30):  # all of them knock before the first is compared
        try:
            with database.transaction() as session:
                users.knock(session, "rina", address="", at=at)
        except Throttled:
            continue
        heard += 1

    assert heard == 5


@pytest.mark.parametrize(
    ("steps", "holds"),
    [
        ([29], True),
        ([30], False),
        ([29, 29, 29], True),
        ([29] * 24, True),
        ([29] * 24 + [24], False),  # twelve hours are over
    ],
)
def test_a_session_ends_after_half_an_hour_of_rest_and_twelve_hours_of_work(
    database: Database,
    enter: SignIn,
    at: datetime,
    steps: list[int],
    holds: bool,  # noqa: FBT001
) -> None:
    secret = enter(at=at)
    alive: Actor | None = None

    for minutes in steps:
        at += timedelta(minutes=minutes)
        alive = resumed(database, secret, at)

    assert (alive is not None) == holds


def test_a_change_of_roles_is_felt_by_the_very_next_request(
    database: Database, account: Account, enter: SignIn, at: datetime
) -> None:
    secret = enter(at=at)
    with database.transaction() as session:
        session.get_one(Official, account.official_id).roles = [str(Role.ARSIPARIS)]

    actor = resumed(database, secret, at)

    assert actor is not None
    assert actor.roles == {Role.ARSIPARIS}


def test_an_ended_account_is_out_at_once_and_cannot_come_back(
    database: Database, account: Account, enter: SignIn, at: datetime
) -> None:
    secret = enter(at=at)
    with database.transaction() as session:
        session.get_one(Account, account.id).ended_at = at

    assert resumed(database, secret, at) is None
    with pytest.raises(WrongCredentials):
        enter(at=at)


def test_an_account_that_ends_while_its_password_is_compared_does_not_come_in(
    database: Database, account: Account, at: datetime
) -> None:
    with database.transaction() as session:
        attempt = users.knock(session, "rina", address="", at=at)
    with database.transaction() as session:
        session.get_one(Account, account.id).ended_at = at
    users.compare(attempt, PASSWORD)

    with database.transaction() as session, pytest.raises(WrongCredentials):
        users.enter(session, attempt, at=at)


def test_a_term_ends_with_the_last_day_in_the_office(
    database: Database, account: Account, enter: SignIn
) -> None:
    evening = datetime(2026, 3, 31, 16, 59, tzinfo=UTC)  # 23.59 in the office
    with database.transaction() as session:
        session.get_one(Official, account.official_id).until = date(2026, 3, 31)

    secret = enter(at=evening)

    assert resumed(database, secret, evening) is not None
    assert resumed(database, secret, evening + timedelta(minutes=1)) is None
    with pytest.raises(WrongCredentials):
        enter(at=evening + timedelta(minutes=1))


def test_signing_out_ends_the_session_for_whoever_kept_the_cookie(
    database: Database, account: Account, enter: SignIn, at: datetime
) -> None:
    del account
    secret, other = enter(at=at), enter(at=at)
    with database.transaction() as session:
        users.sign_out(session, secret, at=at)
        users.sign_out(session, "unknown", at=at)

    assert resumed(database, secret, at) is None
    assert resumed(database, other, at) is not None


def test_a_new_password_ends_every_session_of_the_account(
    database: Database, sign_in: SignIn, enter: SignIn, staff: Staff, at: datetime
) -> None:
    secrets = [sign_in(at=at), enter(at=at)]
    fresh = "sembilan perahu kertas biru"

    with database.transaction() as session:
        wrong = Replacement(WRONG, fresh, fresh)
        with pytest.raises(Invalid):
            users.change_password(session, staff.assessor, wrong, at=at)
        right = Replacement(PASSWORD, fresh, fresh)
        users.change_password(session, staff.assessor, right, at=at)

    assert [resumed(database, secret, at) for secret in secrets] == [None, None]
    with pytest.raises(WrongCredentials):
        sign_in(at=at)
    assert sign_in(fresh, at=at)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("pendek sekali!", "password-short"),
        ("x" * 201, "password-long"),
        ("abababababababab", "password-guessable"),
        ("rina.wulandari.2026", "password-guessable"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(
    database: Database, staff: Staff, password: str, code: str
) -> None:
    with database.transaction() as session, pytest.raises(Invalid) as refused:
        users.add_account(session, staff.pk.id, "rina.wulandari.2026", password)

    assert [fault.code for fault in refused.value.faults] == [code]


@pytest.mark.parametrize("login", ["", "rina wulandari", "x" * 65, "rína", "rina"])
def test_a_login_is_plain_and_nobody_elses(
    database: Database, account: Account, staff: Staff, login: str
) -> None:
    del account
    with database.transaction() as session, pytest.raises(Invalid):
        users.add_account(session, staff.pk.id, login, PASSWORD)


def test_the_code_of_the_first_run_works_once(database: Database, at: datetime) -> None:
    with database.transaction() as session:
        code = users.new_setup_code(session, at=at)
        users.use_setup_code(session, f" {code} ", at=at)
        for again in (code, "x"):
            with pytest.raises(WrongCode):
                users.use_setup_code(session, again, at=at)


def test_only_the_newest_code_works_and_none_once_somebody_can_sign_in(
    database: Database, staff: Staff, at: datetime
) -> None:
    with database.transaction() as session:
        old, new = (users.new_setup_code(session, at=at) for _ in range(2))
        with pytest.raises(WrongCode):
            users.use_setup_code(session, old, at=at)
        users.add_account(session, staff.admin.id, "made", PASSWORD)
        with pytest.raises(WrongCode):
            users.use_setup_code(session, new, at=at)
        assert session.scalar(select(func.count()).select_from(Account)) == 1
