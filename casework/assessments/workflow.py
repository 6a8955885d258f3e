"""The states of an assessment and the steps between them, as a table."""

from enum import StrEnum

from casework.errors import Refusal

__all__ = ["AssessmentState", "DropGround", "Step", "StepNotAllowed", "take"]


class AssessmentState(StrEnum):
    """`numbered` ends only in `stored` or `void`: no number is lost in silence.

    A `dropped` draft never had a number; it stays readable and is in nobody's way.
    """

    DRAFT = "draft"
    NUMBERED = "numbered"
    STORED = "stored"
    VOID = "void"
    DROPPED = "dropped"


class DropGround(StrEnum):
    """Why a draft was given up: somebody decided so, or the client proved to be a child.

    Or because the client, or a child's parent, did not consent or took the consent back.
    """

    DECIDED = "diputuskan"
    CHILD = "anak"
    REFUSED = "menolak"
    WITHDRAWN = "dicabut"


class Step(StrEnum):
    """What moves an assessment on."""

    WRITE = "write"
    NUMBER = "number"
    STORE = "store"
    VOID = "void"
    DROP = "drop"


_TRANSITIONS = {
    (AssessmentState.DRAFT, Step.WRITE): AssessmentState.DRAFT,
    (AssessmentState.DRAFT, Step.NUMBER): AssessmentState.NUMBERED,
    (AssessmentState.DRAFT, Step.DROP): AssessmentState.DROPPED,
    (AssessmentState.NUMBERED, Step.STORE): AssessmentState.STORED,
    (AssessmentState.NUMBERED, Step.VOID): AssessmentState.VOID,
}


class StepNotAllowed(Refusal):
    """The assessment is not in a state from which this step can be taken."""

    def __init__(self, state: AssessmentState, step: Step) -> None:
        super().__init__(f"{step} is not possible while the assessment is {state}")
        self.state = state
        self.step = step


def take(step: Step, state: AssessmentState) -> AssessmentState:
    """Return the state that follows `state` when `step` is taken."""
    try:
        return _TRANSITIONS[state, step]
    except KeyError:
        raise StepNotAllowed(state, step) from None
