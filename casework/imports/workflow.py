"""What may be done with a list in which state: the one table."""

from enum import StrEnum

from casework.errors import Refusal

__all__ = ["BatchState", "BatchStep", "BatchStepNotAllowed", "allows", "take"]


class BatchState(StrEnum):
    """How far the taking over of a list has come; clients are written in `RUNNING` only."""

    UPLOADED = "diunggah"
    MAPPED = "dipetakan"
    CHECKED = "diperiksa"
    RUNNING = "berjalan"
    DONE = "selesai"
    UNDONE = "dibatalkan"
    DROPPED = "dibuang"


class BatchStep(StrEnum):
    """The steps that people and the worker take."""

    READ = "baca"
    MAP = "petakan"
    CHECK = "periksa"
    EDIT = "perbaiki"
    CONFIRM = "jalankan"
    FINISH = "selesaikan"
    UNDO = "batalkan"
    DROP = "buang"


_S, _T = BatchState, BatchStep
_TRANSITIONS = {
    (_S.UPLOADED, _T.READ): _S.UPLOADED,
    (_S.MAPPED, _T.READ): _S.UPLOADED,
    (_S.CHECKED, _T.READ): _S.UPLOADED,
    (_S.UPLOADED, _T.MAP): _S.MAPPED,
    (_S.MAPPED, _T.MAP): _S.MAPPED,
    (_S.CHECKED, _T.MAP): _S.MAPPED,
    (_S.MAPPED, _T.CHECK): _S.CHECKED,
    (_S.CHECKED, _T.EDIT): _S.CHECKED,
    (_S.CHECKED, _T.CONFIRM): _S.RUNNING,
    (_S.RUNNING, _T.FINISH): _S.DONE,
    (_S.DONE, _T.UNDO): _S.UNDONE,
    (_S.UPLOADED, _T.DROP): _S.DROPPED,
    (_S.MAPPED, _T.DROP): _S.DROPPED,
    (_S.CHECKED, _T.DROP): _S.DROPPED,
}


class BatchStepNotAllowed(Refusal):
    """The list is not in a state from which this step can be taken."""

    def __init__(self, state: BatchState, step: BatchStep) -> None:
        super().__init__(f"{step} is not possible while the list is {state}")
        self.state = state
        self.step = step


def take(step: BatchStep, state: BatchState) -> BatchState:
    """Return the state that follows `state` when `step` is taken."""
    try:
        return _TRANSITIONS[state, step]
    except KeyError:
        raise BatchStepNotAllowed(state, step) from None


def allows(step: BatchStep, state: BatchState) -> bool:
    """Tell whether the step can be taken, for the buttons of a page."""
    return (state, step) in _TRANSITIONS
