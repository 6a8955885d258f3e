"""SP-5: an assessment moves only by the steps of the table."""

import itertools

import pytest

from casework.assessments.workflow import AssessmentState, Step, StepNotAllowed, take

ALLOWED = {
    (AssessmentState.DRAFT, Step.WRITE): AssessmentState.DRAFT,
    (AssessmentState.DRAFT, Step.DROP): AssessmentState.DROPPED,
    (AssessmentState.DRAFT, Step.NUMBER): AssessmentState.NUMBERED,
    (AssessmentState.NUMBERED, Step.STORE): AssessmentState.STORED,
    (AssessmentState.NUMBERED, Step.VOID): AssessmentState.VOID,
}


@pytest.mark.parametrize(("state", "step"), list(itertools.product(AssessmentState, Step)))
def test_only_the_steps_of_the_table_can_be_taken(state: AssessmentState, step: Step) -> None:
    if (state, step) in ALLOWED:
        assert take(step, state) is ALLOWED[state, step]
    else:
        with pytest.raises(StepNotAllowed):
            take(step, state)
