"""Changing a client's guidance: each step sealed, its past kept, a mistake struck, not erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor, Role
from casework.audit import service as audit
from casework.clients import life, record, workflow
from casework.clients.changing import NotTheirClient, enter
from casework.clients.model import Client, GuidanceChange
from casework.clients.workflow import Guidance, GuidanceStep, Move
from casework.clock import office_date
from casework.deposits.model import Deposit, JournalEntry
from casework.errors import Fault, Invalid, Refusal
from casework.offices import service as offices
from casework.users.permissions import Permission, permits

__all__ = [
    "Basis",
    "ChangedGuidance",
    "HandedOver",
    "NothingToStrike",
    "Past",
    "change",
    "floor",
    "hand_over",
    "handed_over",
    "history",
    "last_change",
    "may_change",
    "not_handed_over",
    "standing",
    "strike",
]

_REASON = 1_000  # letters
_DESTINATION = 200


class ChangedGuidance(Refusal):
    """Somebody else changed the guidance after the form was opened; nothing was changed by it."""


class HandedOver(Refusal):
    """The guidance goes on in the child's file; in this one it is over for good."""


class NothingToStrike(Refusal):
    """Nothing was changed since the file was opened, so that nothing can be struck."""


@dataclass(frozen=True, slots=True)
class Past:
    """One change of the history, the guidance after it, and the change that struck it."""

    change: GuidanceChange
    state: Guidance
    struck_by: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a form was made from: `mark` names the last change seen, `key` the form itself.

    A form with an older mark is refused; one whose key was taken before changes nothing more.
    """

    mark: str | None = None
    key: str = ""


_ANYTHING = Basis()


def may_change(actor: Actor, client: Client) -> bool:
    """Tell whether the actor may change this client's guidance: a PK only that of own clients."""
    if actor.via != "web" or actor.holds(Role.REGISTRASI, Role.KASI):
        return True
    return permits(actor, Permission.CHANGE_GUIDANCE) and client.pk_id == actor.id


def handed_over(client: Client) -> bool:
    """Tell whether the guidance goes on in the file that was opened when a child was found."""
    return client.child and not client.child_root


def not_handed_over() -> ColumnElement[bool]:
    """Return the condition that the guidance is this file's own (`handed_over` in SQL)."""
    return or_(Client.child.is_(False), Client.child_root.is_(True))


def history(session: Session, client: Client) -> tuple[Past, ...]:
    """Return every change of the client's guidance, the opening first, struck ones too."""
    rows = session.execute(
        select(GuidanceChange, Deposit)
        .join(Deposit, Deposit.id == GuidanceChange.id)
        .where(GuidanceChange.client_id == client.id)
        .order_by(GuidanceChange.id)
    ).all()
    struck = {change.strikes: change.id for change, _ in rows if change.strikes}
    found = list[Past]()
    for change, deposit in rows:
        before = found[-1].state if found else _opened(change, deposit)
        state = before if change.step == record.OPENED else life.told(deposit.isi, before)
        found.append(Past(change, state, struck.get(change.id)))
    return tuple(found)


def _opened(change: GuidanceChange, deposit: Deposit) -> Guidance:
    return Guidance(
        change.status,
        change.effective_on,
        change.stage,
        change.received_on,
        change.since,
        change.until,
        taken_over="pindahan" in deposit.isi,
    )


def standing(past: Sequence[Past]) -> list[Past]:
    """Return the changes that hold: neither struck nor the striking of another."""
    return [one for one in past if one.struck_by is None and one.change.strikes is None]


def last_change(session: Session, client: Client) -> str:
    """Return the mark of the state that holds now: the id of the newest change, struck or not."""
    return session.scalars(
        select(GuidanceChange.id)
        .where(GuidanceChange.client_id == client.id)
        .order_by(GuidanceChange.id.desc())
        .limit(1)
    ).one()


def floor(past: Sequence[Past]) -> date:
    """Return the first day on which the next change can take effect."""
    last = standing(past)[-1]
    if last.change.step == record.OPENED:
        return last.state.received_on
    return max(last.change.effective_on, last.state.received_on)


def change(
    session: Session,
    actor: Actor,
    client: Client,
    move: Move,
    *,
    at: datetime,
    known: Basis = _ANYTHING,
) -> Deposit:
    """Take one step; raises StepImpossible, ChangedGuidance, or Invalid with every fault."""
    if (done := _begin(session, actor, client, known)) is not None:
        return done
    move, today = _clean(move), _today(session, actor, at)
    since = floor(history(session, client))
    after = workflow.take(move, life.state_of(client), floor=since, today=today)
    return _enter(session, actor, client, move, after, at=at, known=known)


def hand_over(
    session: Session, actor: Actor, client: Client, file: str, words: str, *, at: datetime
) -> Deposit:
    """Let the guidance go on in another file of the office; the right was asked before."""
    today = _today(session, actor, at)
    move = Move(GuidanceStep.TRANSFER, today, words, destination=f"berkas {file}")
    since = floor(history(session, client))
    after = workflow.hand_over(move, life.state_of(client), floor=since, today=today)
    return _enter(session, actor, client, move, after, at=at, known=_ANYTHING)


def _today(session: Session, actor: Actor, at: datetime) -> date:
    return office_date(at, offices.settings(session, actor.office).zone)


def strike(
    session: Session,
    actor: Actor,
    client: Client,
    *,
    reason: str,
    at: datetime,
    known: Basis = _ANYTHING,
) -> Deposit:
    """Strike the last change, which was a mistake: what held before it holds again."""
    if (done := _begin(session, actor, client, known)) is not None:
        return done
    held = standing(history(session, client))
    if len(held) == 1:
        raise NothingToStrike(client.number)
    wrong, before = held[-1], held[-2]
    move = _clean(Move(GuidanceStep.STRIKE, wrong.change.effective_on, reason))
    if not move.reason:
        raise Invalid(Fault("reason", "required"))
    return _enter(
        session, actor, client, move, before.state, at=at, known=known, wrong=wrong.change.id
    )


def _begin(session: Session, actor: Actor, client: Client, known: Basis) -> Deposit | None:
    """Return what the same form did before; refuse who may not, and what is out of date."""
    if not may_change(actor, client):
        raise NotTheirClient(client.number)
    if handed_over(client):
        raise HandedOver(client.number)
    if known.key and (done := _done(session, _act(actor, client, known.key))) is not None:
        return done
    if known.mark is not None and known.mark != last_change(session, client):
        raise ChangedGuidance(client.number)
    return None


def _enter(  # noqa: PLR0913  (a record and the state that it tells)
    session: Session,
    actor: Actor,
    client: Client,
    move: Move,
    after: Guidance,
    *,
    at: datetime,
    known: Basis,
    wrong: str | None = None,
) -> Deposit:
    values = life.status(move, after)
    key = _act(actor, client, known.key) if known.key else ""
    deposit = enter(session, actor, client, "status", values, at, supersedes=wrong, key=key)
    life.read_status(session, deposit)
    audit.record(session, actor, "klien.status", f"berkas/{client.number}", at=at)
    return deposit


def _act(actor: Actor, client: Client, key: str) -> str:
    return f"status/{actor.id}/{client.number}/{key[:26]}"


def _done(session: Session, key: str) -> Deposit | None:
    return session.scalars(
        select(Deposit)
        .join(JournalEntry, JournalEntry.deposit_id == Deposit.id)
        .where(JournalEntry.key == key)
    ).one_or_none()


def _clean(move: Move) -> Move:
    faults, texts = list[Fault](), dict[str, str]()
    for name, most in (("reason", _REASON), ("destination", _DESTINATION)):
        try:
            texts[name] = typed.line(getattr(move, name), field=name, most=most)
        except Invalid as refused:
            faults.extend(refused.faults)
    if faults:
        raise Invalid(*faults)
    return Move(move.step, move.on, stage=move.stage, since=move.since, until=move.until, **texts)
