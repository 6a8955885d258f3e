"""The states of a client's guidance and the steps between them, as a table (SP-0)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from casework.errors import Fault, Invalid, Refusal

__all__ = [
    "ENDS",
    "GUIDED",
    "REASONED",
    "Guidance",
    "GuidanceStatus",
    "GuidanceStep",
    "Move",
    "Stage",
    "StepImpossible",
    "hand_over",
    "steps_from",
    "take",
]


class GuidanceStatus(StrEnum):
    """Where the guidance stands; only `RUNNING` opens the way to an assessment (SP-0)."""

    RUNNING = "berjalan"
    SUSPENDED = "ditangguhkan"
    COMPLETED = "selesai"
    REVOKED = "dicabut"
    TRANSFERRED = "pelimpahan"
    DECEASED = "meninggal"
    ABSCONDED = "melarikan-diri"


class Stage(StrEnum):
    """How far the guidance has come; each stage has a programme of its own."""

    EARLY = "awal"
    FURTHER = "lanjutan"
    FINAL = "akhir"


class GuidanceStep(StrEnum):
    """What happens to a guidance; the value is the record's word for it (`langkah`)."""

    SUSPEND = "tangguhkan"
    RESUME = "lanjutkan"
    STAGE = "tahap"
    TERM = "masa"
    COMPLETE = "selesai"
    REVOKE = "cabut"
    TRANSFER = "limpahkan"
    DIE = "meninggal"
    ABSCOND = "melarikan-diri"
    RETURN = "kembali"
    RECEIVE = "terima-lagi"
    STRIKE = "coret"


_S, _T = GuidanceStatus, GuidanceStep
# who died is not received again; a death entered by mistake is struck
_TRANSITIONS = {
    (_S.RUNNING, _T.STAGE): _S.RUNNING,
    (_S.RUNNING, _T.TERM): _S.RUNNING,
    (_S.RUNNING, _T.SUSPEND): _S.SUSPENDED,
    (_S.RUNNING, _T.COMPLETE): _S.COMPLETED,
    (_S.RUNNING, _T.REVOKE): _S.REVOKED,
    (_S.RUNNING, _T.TRANSFER): _S.TRANSFERRED,
    (_S.RUNNING, _T.DIE): _S.DECEASED,
    (_S.RUNNING, _T.ABSCOND): _S.ABSCONDED,
    (_S.SUSPENDED, _T.RESUME): _S.RUNNING,
    (_S.SUSPENDED, _T.TERM): _S.SUSPENDED,
    (_S.SUSPENDED, _T.COMPLETE): _S.COMPLETED,
    (_S.SUSPENDED, _T.REVOKE): _S.REVOKED,
    (_S.SUSPENDED, _T.TRANSFER): _S.TRANSFERRED,
    (_S.SUSPENDED, _T.DIE): _S.DECEASED,
    (_S.SUSPENDED, _T.ABSCOND): _S.ABSCONDED,
    (_S.ABSCONDED, _T.RETURN): _S.RUNNING,
    (_S.ABSCONDED, _T.COMPLETE): _S.COMPLETED,
    (_S.ABSCONDED, _T.REVOKE): _S.REVOKED,
    (_S.ABSCONDED, _T.DIE): _S.DECEASED,
    (_S.ABSCONDED, _T.RECEIVE): _S.RUNNING,
    (_S.COMPLETED, _T.RECEIVE): _S.RUNNING,
    (_S.REVOKED, _T.RECEIVE): _S.RUNNING,
    (_S.TRANSFERRED, _T.RECEIVE): _S.RUNNING,
}

# whose guidance is over needs nobody; who fled may come back
GUIDED = frozenset({_S.RUNNING, _S.SUSPENDED, _S.ABSCONDED})
# what ends the guidance: asked about first, and never without a reason
ENDS = frozenset({_T.COMPLETE, _T.REVOKE, _T.TRANSFER, _T.DIE, _T.ABSCOND})
REASONED = ENDS | {_T.SUSPEND, _T.STRIKE}


class StepImpossible(Refusal):
    """The guidance is not in a state from which this step can be taken."""

    def __init__(self, status: GuidanceStatus, step: GuidanceStep) -> None:
        super().__init__(f"{step} is not possible while the guidance is {status}")
        self.status = status
        self.step = step


@dataclass(frozen=True, slots=True)
class Guidance:
    """The whole state of a guidance; `taken_over` while the office's old list still counts."""

    status: GuidanceStatus
    status_on: date
    stage: Stage
    received_on: date
    since: date
    until: date | None = None
    taken_over: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One step as somebody wants to take it, with its date of effect.

    `since` and `until` are the term of a guidance received anew; `until` alone is a new term.
    """

    step: GuidanceStep
    on: date
    reason: str = ""
    stage: Stage | None = None
    since: date | None = None
    until: date | None = None
    destination: str = ""


def steps_from(status: GuidanceStatus) -> tuple[GuidanceStep, ...]:
    """Return the steps that can be taken from a state, in the order of the table."""
    return tuple(step for state, step in _TRANSITIONS if state is status)


def take(move: Move, state: Guidance, *, floor: date, today: date) -> Guidance:
    """Return the guidance after the step.

    `floor` is the day on which the last standing change took effect. Raises StepImpossible,
    or Invalid with everything that is wrong with the move.
    """
    status = _TRANSITIONS.get((state.status, move.step))
    if status is None:
        raise StepImpossible(state.status, move.step)
    return _after(move, state, status, floor=floor, today=today)


def hand_over(move: Move, state: Guidance, *, floor: date, today: date) -> Guidance:
    """Return the guidance after it went on in another file of the office, of one who fled too."""
    if state.status not in GUIDED:
        raise StepImpossible(state.status, move.step)
    return _after(move, state, GuidanceStatus.TRANSFERRED, floor=floor, today=today)


def _after(
    move: Move, state: Guidance, status: GuidanceStatus, *, floor: date, today: date
) -> Guidance:
    faults = [*_day_faults(move.on, floor=floor, today=today), *_faults(move, state)]
    if faults:
        raise Invalid(*faults)
    moved = replace(state, status=status)
    if status is not state.status:
        moved = replace(moved, status_on=move.on)
    return _filled(move, moved)


def _filled(move: Move, state: Guidance) -> Guidance:
    """Write over the state what a step brings with it."""
    if move.step is GuidanceStep.STAGE and move.stage is not None:
        return replace(state, stage=move.stage)
    if move.step is GuidanceStep.TERM:
        return replace(state, until=move.until)
    if move.step is GuidanceStep.RECEIVE:
        return replace(
            state,
            stage=move.stage or Stage.EARLY,
            received_on=move.on,
            since=move.since or move.on,
            until=move.until,
            taken_over=False,
        )
    return state


def _day_faults(on: date, *, floor: date, today: date) -> list[Fault]:
    if on > today:
        return [Fault("on", "date-future")]
    return [Fault("on", "before-last-change")] if on < floor else []


def _faults(move: Move, state: Guidance) -> list[Fault]:
    """Return what is wrong with all of a move but its date of effect."""
    found = []
    if move.step in REASONED and not move.reason:
        found.append(Fault("reason", "required"))
    if move.step is GuidanceStep.TRANSFER and not move.destination:
        found.append(Fault("destination", "required"))
    if move.step is GuidanceStep.STAGE and move.stage in {None, state.stage}:
        found.append(Fault("stage", "required" if move.stage is None else "unchanged"))
    return found + _term_faults(move, state)


def _term_faults(move: Move, state: Guidance) -> list[Fault]:
    if move.step is GuidanceStep.TERM:
        if move.until is None:
            return [Fault("until", "required")]
        if move.until == state.until:
            return [Fault("until", "unchanged")]
        return [Fault("until", "before-start")] if move.until < state.since else []
    since = move.since or move.on
    if move.step is GuidanceStep.RECEIVE and move.until is not None and move.until < since:
        return [Fault("until", "before-start")]
    return []
