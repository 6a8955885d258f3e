"""A draft held against its instruments: what is asked, what it comes to, what is still open."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.assessments.model import Assessment
from casework.assessments.record import NEEDS, RISK
from casework.clients.model import Client
from casework.instruments import catalogue, rules
from casework.instruments.form import Instrument
from casework.instruments.rules import Progress, Requirement, Subject
from casework.instruments.scoring import Score, score

__all__ = ["Filled", "Sheet", "lay_out", "subject_of"]


@dataclass(frozen=True, slots=True)
class Filled:
    """One instrument of a draft: the form, the answers and evidence by item, what they come to."""

    form: Instrument
    answers: Mapping[str, str]
    evidence: Mapping[str, str]
    score: Score
    progress: tuple[Progress, ...]

    @property
    def answered(self) -> int:
        """How many of the items that are asked have an answer."""
        return sum(part.answered for part in self.progress)

    @property
    def total(self) -> int:
        """How many items are asked."""
        return sum(part.total for part in self.progress)

    @property
    def without_evidence(self) -> int:
        """How many answers say nothing of what they rest on."""
        return sum(part.without_evidence for part in self.progress)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole draft: the RRI, the criminogenic form, and whether the second is needed."""

    subject: Subject
    risk: Filled
    needs: Filled
    requirement: Requirement

    @property
    def asked(self) -> tuple[Filled, ...]:
        """The instruments that are to be filled in."""
        return (self.risk, self.needs) if self.requirement.needed else (self.risk,)

    def of(self, code: str) -> Filled:
        """Return one instrument of the draft; KeyError for any other code."""
        return {RISK: self.risk, NEEDS: self.needs}[code]


def subject_of(client: Client, *, reassessment: bool) -> Subject:
    """Return what the instruments need to know of the client; the first case is the present one."""
    offences = client.cases[0].offences if client.cases else []
    return Subject(str(client.sex), tuple(offences), reassessment)


def lay_out(client: Client, assessment: Assessment) -> Sheet:
    """Hold the draft's answers against the versions in which it was opened."""
    subject = subject_of(client, reassessment=assessment.reassessment)
    risk, needs = (_filled(assessment, code, subject) for code in (RISK, NEEDS))
    return Sheet(subject, risk, needs, rules.criminogenic(risk.form, subject, risk.answers))


def _filled(assessment: Assessment, code: str, subject: Subject) -> Filled:
    form = catalogue.find(code, assessment.instruments[code]["versi"])
    own = [one for one in assessment.answers if one.instrument == code]
    answers = {one.item: one.option for one in own}
    evidence = {one.item: one.evidence for one in own}
    return Filled(
        form,
        answers,
        evidence,
        score(form, subject, answers),
        rules.progress(form, subject, answers, evidence),
    )
