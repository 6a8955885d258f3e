"""What an administrator does with the people of the office: add, change, reset, end, reopen."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.audit import service as audit
from casework.errors import Fault, Invalid
from casework.offices import service as offices
from casework.offices.model import Official
from casework.offices.service import OfficialDraft
from casework.users import passwords
from casework.users.model import Account, WebSession
from casework.users.people import Person
from casework.users.service import add_account

__all__ = ["Handed", "add", "change", "drafted", "end", "give_account", "reopen", "reset"]


@dataclass(frozen=True, slots=True)
class Handed:
    """A one-time password on its way to its owner: told once, kept nowhere."""

    official: Official
    login: str
    password: str = field(repr=False)


def add(
    session: Session, actor: Actor, draft: OfficialDraft, login: str, *, at: datetime
) -> Handed | Official:
    """Enter a person; with a login the one-time password comes back, without it the official."""
    official = offices.appoint(session, actor, draft, at=at)
    session.flush()
    audit.record(session, actor, "pejabat.tambah", f"pejabat/{official.id}", at=at)
    return _opened(session, actor, official, login, at=at) if login.strip() else official


def give_account(
    session: Session, actor: Actor, person: Person, login: str, *, at: datetime
) -> Handed:
    """Let a person sign in who had no account yet."""
    if person.account is not None:
        raise Invalid(Fault("login", "account-there", {"login": person.account.login}))
    if person.over:
        raise Invalid(Fault("login", "term-over"))
    return _opened(session, actor, person.official, login, at=at)


def change(
    session: Session, actor: Actor, person: Person, draft: OfficialDraft, *, at: datetime
) -> bool:
    """Make the person what `draft` says; False where nothing changed.

    Whoever loses a role, or whose term is over by it, is signed out everywhere.
    """
    official, before = person.official, person.official.role_set
    strength = _strength(session, actor.office, person.on)
    if not offices.amend(session, actor, official, draft, at=at):
        return False
    _require_administrator(session, actor.office, person.on, strength, "roles")
    if before - official.role_set or Person(official, None, None, person.on).over:
        _sign_out(session, person.account)
    audit.record(session, actor, "pejabat.ubah", f"pejabat/{official.id}", at=at)
    return True


def reset(session: Session, actor: Actor, person: Person, *, at: datetime) -> Handed:
    """Make a new one-time password; the old one and every session end at once."""
    account = _account(person)
    if person.over:
        raise Invalid(Fault("login", "term-over"))
    handed = _renewed(session, person.official, account)
    audit.record(session, actor, "akun.sandi", f"akun/{account.login}", at=at)
    return handed


def end(
    session: Session, actor: Actor, person: Person, on: date, reason: str, *, at: datetime
) -> None:
    """End a person's term on a day that has come, and the account with every session at once."""
    official, faults = person.official, list[Fault]()
    if on > person.on:
        faults.append(Fault("on", "end-later"))
    if on < official.since:
        faults.append(Fault("on", "before-start"))
    if not (reason := " ".join(reason.split())):
        faults.append(Fault("reason", "required"))
    if faults:
        raise Invalid(*faults)
    strength = _strength(session, actor.office, person.on)
    offices.amend(
        session, actor, official, replace(drafted(official), until=on), at=at, reason=reason
    )
    if person.account is not None:
        person.account.ended_at = at
    session.flush()
    _require_administrator(session, actor.office, person.on, strength, "on")
    _sign_out(session, person.account)
    audit.record(session, actor, "pejabat.akhiri", f"pejabat/{official.id}", at=at)


def reopen(session: Session, actor: Actor, person: Person, *, at: datetime) -> Handed | None:
    """Let a person who ended come back, with a new one-time password where there is an account."""
    official, account = person.official, person.account
    if not person.over:
        raise Invalid(Fault("login", "not-over"))
    offices.amend(session, actor, official, replace(drafted(official), until=None), at=at)
    audit.record(session, actor, "pejabat.buka-lagi", f"pejabat/{official.id}", at=at)
    if account is None:
        return None
    account.ended_at = None
    return _renewed(session, official, account)


def drafted(official: Official) -> OfficialDraft:
    """Return the official as a draft, to be changed in part."""
    return OfficialDraft(
        official.name,
        official.nip,
        official.position,
        official.role_set,
        official.since,
        official.until,
    )


def _opened(
    session: Session, actor: Actor, official: Official, login: str, *, at: datetime
) -> Handed:
    password = passwords.one_time()
    account = add_account(session, official.id, login, password, must_change=True)
    audit.record(session, actor, "akun.buka", f"akun/{account.login}", at=at)
    return Handed(official, account.login, password)


def _renewed(session: Session, official: Official, account: Account) -> Handed:
    password = passwords.one_time()
    account.password_hash = passwords.hashed(password)
    account.must_change = True
    _sign_out(session, account)
    session.flush()
    return Handed(official, account.login, password)


def _account(person: Person) -> Account:
    if person.account is None:
        raise Invalid(Fault("login", "no-account"))
    return person.account


def _sign_out(session: Session, account: Account | None) -> None:
    if account is not None:
        session.execute(delete(WebSession).where(WebSession.account_id == account.id))


def _strength(session: Session, office: str, on: date) -> int:
    """Return 0 where nobody can administer the office that day, 2 where somebody without end."""
    can_enter = select(Account.official_id).where(Account.ended_at.is_(None))
    named = offices.officials(session, office, Role.ADMIN, on=on)
    accounts = set(session.scalars(can_enter))
    return max((2 if one.until is None else 1 for one in named if one.id in accounts), default=0)


def _require_administrator(
    session: Session, office: str, on: date, strength: int, slip: str
) -> None:
    """Refuse to leave the office without an administrator, today or once a term is over."""
    if _strength(session, office, on) < strength:
        raise Invalid(Fault(slip, "last-administrator"))
