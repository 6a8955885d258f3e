"""What an office still needs before it works: told from its own state, and from the log."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.audit import service as audit
from casework.audit.model import AuditEvent
from casework.deposits.model import Deposit
from casework.offices import service as offices

__all__ = ["Stage", "Standing", "settle", "standings"]

_WHAT = "penyiapan"


class Stage(StrEnum):
    """A step of furnishing an office, in the order in which it is led."""

    LETTERHEAD = "kop"
    OFFICIALS = "pejabat"
    NUMBERS = "nomor"
    ZONE = "zona"
    CLIENTS = "klien"


class Standing(StrEnum):
    """How far a step is."""

    OPEN = "belum"
    SKIPPED = "dilewati"
    DONE = "selesai"


# a default that is right cannot be told from one that nobody looked at: these are confirmed
_CONFIRMED = frozenset({Stage.NUMBERS, Stage.ZONE})


def settle(
    session: Session, actor: Actor, stage: Stage, *, at: datetime, skipped: bool = False
) -> None:
    """Note in the log that the administrator has looked at a step, or left it for later."""
    result = Standing.SKIPPED if skipped else Standing.DONE
    audit.record(session, actor, _WHAT, f"langkah/{stage}", at=at, result=result)


def standings(session: Session, actor: Actor, *, on: date) -> Mapping[Stage, Standing]:
    """Return how far each step is on that day; what the office's state shows needs no note."""
    told = _told(session, actor.office)
    done = _done(session, actor.office, on)
    return {stage: _standing(stage, done[stage], told.get(stage)) for stage in Stage}


def _standing(stage: Stage, done: bool, told: Standing | None) -> Standing:  # noqa: FBT001
    if done or (stage in _CONFIRMED and told is Standing.DONE):
        return Standing.DONE
    return Standing.SKIPPED if told is Standing.SKIPPED else Standing.OPEN


def _done(session: Session, office: str, on: date) -> Mapping[Stage, bool]:
    profile = offices.settings(session, office)
    opened = select(Deposit.id).where(Deposit.office == office, Deposit.kind == "pembukaan")
    at_work = session.scalar(opened.limit(1)) is not None
    return {
        Stage.LETTERHEAD: bool(profile.letterhead and profile.address and profile.city),
        Stage.OFFICIALS: bool(offices.officials(session, office, Role.KABAPAS, on=on)),
        Stage.NUMBERS: at_work,
        Stage.ZONE: at_work,
        Stage.CLIENTS: at_work,
    }


def _told(session: Session, office: str) -> dict[Stage, Standing]:
    rows = session.execute(
        select(AuditEvent.object, AuditEvent.result)
        .where(AuditEvent.what == _WHAT, AuditEvent.office == office)
        .order_by(AuditEvent.n)
    )
    return {Stage(one.object.partition("/")[2]): Standing(one.result) for one in rows}
