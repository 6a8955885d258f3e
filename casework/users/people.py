"""The people of the office as an administrator sees them: the official, the account, its state."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit.model import AuditEvent
from casework.clock import office_date
from casework.errors import Refusal
from casework.offices import service as offices
from casework.offices.model import Official
from casework.users.model import Account

__all__ = ["Person", "PersonChanged", "State", "everyone", "held_to", "person"]


class PersonChanged(Refusal):
    """The person is no longer as the form that was sent shows them."""


class State(StrEnum):
    """How a person of the office stands with Berkas today."""

    ACTIVE = "aktif"
    NEVER = "belum-masuk"
    LATER = "belum-mulai"
    MUST_CHANGE = "wajib-ganti"
    WITHOUT = "tanpa-akun"
    ENDED = "berakhir"


@dataclass(frozen=True, slots=True)
class Person:
    """An official with the account, if there is one, on a day of the office."""

    official: Official
    account: Account | None
    last_entered: datetime | None
    on: date

    @property
    def over(self) -> bool:
        """True where the term is over or the account was ended."""
        until = self.official.until
        ended = self.account is not None and self.account.ended_at is not None
        return ended or (until is not None and until < self.on)

    @property
    def state(self) -> State:
        """How the person stands; what ended is told before anything else."""
        if self.over:
            return State.ENDED
        if self.account is None:
            return State.WITHOUT
        if self.official.since > self.on:
            return State.LATER
        if self.last_entered is None:
            return State.NEVER
        return State.MUST_CHANGE if self.account.must_change else State.ACTIVE

    @property
    def mark(self) -> str:
        """The digest of all that an administrator can change: what a form was made from."""
        one, account = self.official, self.account
        shown = [one.name, one.nip, one.position, *one.roles, str(one.since), str(one.until)]
        if account is not None:
            shown += [account.login, account.password_hash, str(account.ended_at)]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:32]


def everyone(session: Session, actor: Actor, *, at: datetime) -> list[Person]:
    """Return all officials of the actor's office by name, those who ended among them."""
    on = office_date(at, offices.settings(session, actor.office).zone)
    accounts = {one.official_id: one for one in session.scalars(select(Account))}
    entered = _entered(session, actor.office)
    return [
        Person(one, accounts.get(one.id), entered.get(one.id), on)
        for one in offices.officials(session, actor.office)
    ]


def person(session: Session, actor: Actor, official_id: str, *, at: datetime) -> Person:
    """Return one person of the actor's office; NotFound for anybody else's."""
    official = offices.official(session, actor.office, official_id)
    on = office_date(at, offices.settings(session, actor.office).zone)
    account = session.scalars(
        select(Account).where(Account.official_id == official.id)
    ).one_or_none()
    return Person(official, account, _entered(session, actor.office).get(official.id), on)


def held_to(found: Person, mark: str) -> Person:
    """Return the person; PersonChanged unless it is still as `mark` says."""
    if found.mark != mark:
        raise PersonChanged
    return found


def _entered(session: Session, office: str) -> dict[str, datetime]:
    rows = session.execute(
        select(AuditEvent.who, func.max(AuditEvent.at))
        .where(AuditEvent.what == "masuk", AuditEvent.office == office)
        .group_by(AuditEvent.who)
    )
    return {one.who: one[1] for one in rows}
