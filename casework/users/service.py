"""Signing in and out, and the accounts behind it."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.clock import office_date
from casework.db.base import new_id
from casework.errors import Fault, Invalid, NotFound, Refusal
from casework.offices import service as offices
from casework.offices.model import Official
from casework.users import passwords, throttle
from casework.users.model import Account, SetupCode, WebSession
from casework.users.passwords import Replacement

__all__ = [
    "ABSOLUTE",
    "IDLE",
    "Knock",
    "TermNotBegun",
    "WrongCode",
    "WrongCredentials",
    "account_faults",
    "actor_of",
    "add_account",
    "change_password",
    "code_fits",
    "compare",
    "enter",
    "has_accounts",
    "knock",
    "let_in",
    "login_faults",
    "must_change",
    "new_setup_code",
    "prove",
    "resume",
    "sign_out",
    "use_setup_code",
]

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
_TOUCH = timedelta(seconds=60)  # how stale `seen_at` may grow before it is written again
_LOGIN = re.compile(r"[a-z0-9._-]{1,64}")


class WrongCredentials(Refusal):
    """No such login with such a password; which of the two is wrong is never told."""


class TermNotBegun(Refusal):
    """The login and the password are right, but the official's term begins on a later day."""

    def __init__(self, since: date) -> None:
        super().__init__(f"the term begins on {since}")
        self.since = since


class WrongCode(Refusal):
    """The one-time code does not exist or was used already."""


@dataclass(frozen=True, slots=True)
class Knock:
    """An attempt to sign in that was heard and counted; nothing is compared yet."""

    keys: throttle.Keys
    address: str
    account_id: str | None
    password_hash: str | None = field(repr=False)


def actor_of(official: Official, *, via: str = "web") -> Actor:
    """Return the official as one who acts, with the roles held now."""
    return Actor(
        official.id, official.office, official.name, official.nip, official.role_set, via=via
    )


def has_accounts(session: Session) -> bool:
    """Tell whether anyone can sign in yet."""
    return bool(session.scalar(select(func.count()).select_from(Account)))


def login_faults(session: Session, login: str) -> list[Fault]:
    """Return what keeps an account from being opened under this login."""
    login = login.strip().casefold()
    if _LOGIN.fullmatch(login) is None:
        return [Fault("login", "login-form")]
    taken = session.scalar(select(Account.id).where(Account.login == login)) is not None
    return [Fault("login", "login-taken")] if taken else []


def account_faults(session: Session, login: str, password: str) -> list[Fault]:
    """Return all that keeps an account from being opened with this login and password."""
    return [*login_faults(session, login), *passwords.faults(password, login=login.strip())]


def add_account(
    session: Session, official_id: str, login: str, password: str, *, must_change: bool = False
) -> Account:
    """Let an official sign in; the login is folded to lower case and must be free."""
    login = login.strip().casefold()
    if faults := account_faults(session, login, password):
        raise Invalid(*faults)
    account = Account(
        id=new_id(),
        official_id=official_id,
        login=login,
        password_hash=passwords.hashed(password),
        must_change=must_change,
    )
    session.add(account)
    session.flush()
    return account


def knock(session: Session, login: str, *, address: str, at: datetime) -> Knock:
    """Hear an attempt to sign in, before anything is compared; commit before it is compared.

    It is counted as failed at once, so that attempts made side by side cannot outrun the
    delay; `enter` takes the count back. Raises Throttled when there were too many.
    """
    login = login.strip().casefold()[:64]
    keys = throttle.Keys(f"login:{login}", f"address:{address}")
    throttle.attempt(session, keys, at=at)
    account = session.scalars(
        select(Account).where(Account.login == login, Account.ended_at.is_(None))
    ).one_or_none()
    if account is not None and _ended(session, session.get_one(Official, account.official_id), at):
        account = None
    if account is None:
        return Knock(keys, address, None, None)
    return Knock(keys, address, account.id, account.password_hash)


def compare(attempt: Knock, password: str) -> None:
    """Raise WrongCredentials unless the password fits; slow, so no session is to be open."""
    if not passwords.matches(password, attempt.password_hash):
        raise WrongCredentials


def enter(session: Session, attempt: Knock, *, at: datetime) -> str:
    """Open a session for who knocked and was compared; return the secret of its cookie.

    Raises WrongCredentials where the account ended or its password was changed meanwhile, and
    TermNotBegun, told to nobody but the owner of the password, before the first day of the term.
    """
    account = session.get(Account, attempt.account_id) if attempt.account_id else None
    if (
        account is None
        or account.ended_at is not None
        or account.password_hash != attempt.password_hash
    ):
        raise WrongCredentials
    official = session.get_one(Official, account.official_id)
    if official.since > _today(session, official, at):
        raise TermNotBegun(official.since)
    throttle.succeeded(session, attempt.keys, at=at)
    return let_in(session, account, address=attempt.address, at=at)


def let_in(session: Session, account: Account, *, address: str, at: datetime) -> str:
    """Open a session for an account that is known to be the visitor's; return its secret."""
    secret = passwords.token()
    session.add(
        WebSession(
            token_sha256=passwords.digest(secret),
            account_id=account.id,
            created_at=at,
            seen_at=at,
            address=address,
        )
    )
    actor = actor_of(session.get_one(Official, account.official_id))
    audit.record(session, actor, "masuk", f"akun/{account.login}", at=at, address=address)
    return secret


def resume(session: Session, secret: str, *, at: datetime) -> Actor | None:
    """Return who holds this cookie, with the roles of this very moment; None when it ended.

    Thirty idle minutes or twelve hours end it, and so does the end of the account, or a term
    that is over or, corrected since, begins later. Writes `seen_at` at most once a minute, in
    the session given.
    """
    row = session.get(WebSession, passwords.digest(secret))
    if row is None or row.seen_at + IDLE <= at or row.created_at + ABSOLUTE <= at:
        return None
    account = session.get_one(Account, row.account_id)
    official = session.get_one(Official, account.official_id)
    if account.ended_at is not None or _ended(session, official, at):
        return None
    if official.since > _today(session, official, at):
        return None
    if row.seen_at + _TOUCH <= at:
        row.seen_at = at
    return actor_of(official)


def _ended(session: Session, official: Official, at: datetime) -> bool:
    """Tell whether the official's term is over, by the calendar of the office."""
    return official.until is not None and official.until < _today(session, official, at)


def _today(session: Session, official: Official, at: datetime) -> date:
    return office_date(at, offices.settings(session, official.office).zone)


def must_change(session: Session, actor: Actor) -> bool:
    """Tell whether the actor still has the password that somebody else made."""
    found = session.scalar(select(Account.must_change).where(Account.official_id == actor.id))
    return bool(found)


def sign_out(session: Session, secret: str, *, at: datetime, address: str = "") -> None:
    """End the session of this cookie at once."""
    row = session.get(WebSession, passwords.digest(secret))
    if row is None:
        return
    account = session.get_one(Account, row.account_id)
    actor = actor_of(session.get_one(Official, account.official_id))
    audit.record(session, actor, "keluar", f"akun/{account.login}", at=at, address=address)
    session.delete(row)


def change_password(
    session: Session, actor: Actor, given: Replacement, *, at: datetime, address: str = ""
) -> None:
    """Replace the actor's own password and end every session; Invalid with every fault at once."""
    account = session.scalars(select(Account).where(Account.official_id == actor.id)).one_or_none()
    if account is None:
        raise NotFound(f"account of {actor.id}")
    faults = list[Fault]()
    if not passwords.matches(given.old, account.password_hash):
        faults.append(Fault("old", "password-wrong"))
    if faults := [*faults, *passwords.replacement_faults(given, login=account.login)]:
        raise Invalid(*faults)
    account.password_hash = passwords.hashed(given.new)
    account.must_change = False
    session.execute(delete(WebSession).where(WebSession.account_id == account.id))
    audit.record(session, actor, "sandi", f"akun/{account.login}", at=at, address=address)


def prove(session: Session, actor: Actor, password: str, *, field: str = "password") -> None:
    """Refuse unless the actor knows the password of the account: before what a thief would do."""
    query = select(Account.password_hash).where(Account.official_id == actor.id)
    if not passwords.matches(password, session.scalar(query)):
        raise Invalid(Fault(field, "password-wrong"))


def new_setup_code(session: Session, *, at: datetime) -> str:
    """Make the one-time code of an empty office; older unused ones end with it."""
    session.execute(delete(SetupCode).where(SetupCode.used_at.is_(None)))
    code = passwords.token()[:20]
    session.add(SetupCode(sha256=passwords.digest(code), created_at=at))
    return code


def code_fits(session: Session, code: str) -> bool:
    """Tell whether the one-time code can be taken, without taking it."""
    row = session.get(SetupCode, passwords.digest(code.strip()))
    return row is not None and row.used_at is None and not has_accounts(session)


def use_setup_code(session: Session, code: str, *, at: datetime) -> None:
    """Take the code once; WrongCode when it is unknown, used, or someone signs in already."""
    if not code_fits(session, code):
        raise WrongCode
    session.get_one(SetupCode, passwords.digest(code.strip())).used_at = at
