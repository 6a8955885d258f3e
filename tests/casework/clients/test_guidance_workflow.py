"""The table of guidance (SP-0): which steps there are from where, and what each asks for."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.clients.workflow import (
    ENDS,
    Guidance,
    GuidanceStatus,
    GuidanceStep,
    Move,
    Stage,
    StepImpossible,
    steps_from,
    take,
)
from casework.errors import Invalid

DAY = date(2026, 3, 9)
RUNNING = Guidance(
    GuidanceStatus.RUNNING, DAY, Stage.EARLY, DAY, DAY, DAY + timedelta(days=300), taken_over=True
)
# written down apart from the code: the letters are the first of tangguhkan, lanjutkan, tahap,
# masa, selesai, cabut, limpahkan, meninggal, melarikan-diri, kembali, terima-lagi
ALLOWED = {
    "berjalan": {"tangguhkan", "tahap", "masa", "selesai", "cabut", "limpahkan"}
    | {"meninggal", "melarikan-diri"},
    "ditangguhkan": {"lanjutkan", "masa", "selesai", "cabut", "limpahkan"}
    | {"meninggal", "melarikan-diri"},
    "melarikan-diri": {"kembali", "selesai", "cabut", "meninggal", "terima-lagi"},
    "selesai": {"terima-lagi"},
    "dicabut": {"terima-lagi"},
    "pelimpahan": {"terima-lagi"},
    "meninggal": set(),
}


def whole(step: GuidanceStep, on: date = DAY) -> Move:
    """A move with everything that any step may ask for."""
    return Move(step, on, "sebab", Stage.FINAL, None, DAY + timedelta(days=90), "Bapas lain")


def moved(move: Move, state: Guidance = RUNNING, *, floor: date = DAY, today: date = DAY) -> str:
    """Return what is wrong with a move, by field and code; nothing where it is taken."""
    try:
        take(move, state, floor=floor, today=today)
    except Invalid as refused:
        return " ".join(f"{fault.field}:{fault.code}" for fault in refused.faults)
    return ""


@pytest.mark.parametrize(("status", "step"), list(itertools.product(GuidanceStatus, GuidanceStep)))
def test_only_the_steps_of_the_table_can_be_taken(
    status: GuidanceStatus, step: GuidanceStep
) -> None:
    state = replace(RUNNING, status=status)
    possible = str(step) in ALLOWED[status]

    assert (step in steps_from(status)) is possible
    if possible:
        assert moved(whole(step), state) == ""
        return
    with pytest.raises(StepImpossible) as refused:
        moved(whole(step), state)
    assert (refused.value.status, refused.value.step) == (status, step)


@pytest.mark.parametrize("step", sorted(ENDS))
def test_an_end_wants_its_reason(step: GuidanceStep) -> None:
    assert moved(replace(whole(step), reason="")) == "reason:required"


def test_a_transfer_says_where_to() -> None:
    assert moved(replace(whole(GuidanceStep.TRANSFER), destination="")) == "destination:required"


@pytest.mark.parametrize(
    ("on", "fault"),
    [
        (DAY - timedelta(days=1), "on:before-last-change"),
        (DAY, ""),
        (DAY + timedelta(days=5), ""),
        (DAY + timedelta(days=6), "on:date-future"),
    ],
)
def test_a_day_of_effect_lies_between_the_last_change_and_today(on: date, fault: str) -> None:
    assert moved(whole(GuidanceStep.SUSPEND, on), today=DAY + timedelta(days=5)) == fault


@pytest.mark.parametrize(
    ("move", "fault"),
    [
        (Move(GuidanceStep.STAGE, DAY), "stage:required"),
        (Move(GuidanceStep.STAGE, DAY, stage=Stage.EARLY), "stage:unchanged"),
        (Move(GuidanceStep.TERM, DAY), "until:required"),
        (Move(GuidanceStep.TERM, DAY, until=RUNNING.until), "until:unchanged"),
        (Move(GuidanceStep.TERM, DAY, until=DAY - timedelta(days=1)), "until:before-start"),
    ],
)
def test_a_change_changes_something(move: Move, fault: str) -> None:
    assert moved(move) == fault


def test_who_is_received_again_begins_anew() -> None:
    ended = replace(RUNNING, status=GuidanceStatus.COMPLETED, stage=Stage.FINAL)
    later = DAY + timedelta(days=400)

    again = take(Move(GuidanceStep.RECEIVE, later), ended, floor=DAY, today=later)

    assert again == Guidance(GuidanceStatus.RUNNING, later, Stage.EARLY, later, later)


def test_a_change_of_stage_or_term_leaves_since_when_the_state_holds() -> None:
    later = DAY + timedelta(days=30)

    moves = (Move(GuidanceStep.STAGE, later, stage=Stage.FINAL), whole(GuidanceStep.TERM, later))

    assert {take(m, RUNNING, floor=DAY, today=later).status_on for m in moves} == {DAY}
