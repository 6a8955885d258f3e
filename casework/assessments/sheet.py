"""A draft held against its instruments: what is asked, what it comes to, what is still open."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from casework.assessments.model import Assessment
from casework.clients.model import Client
from casework.instruments import catalogue, rules
from casework.instruments.form import Audience, Instrument, Measures
from casework.instruments.rules import Progress, Requirement, Subject
from casework.instruments.scoring import Score, score

__all__ = ["Filled", "Sheet", "audience_of", "forms_of", "lay_out", "subject_of"]


@dataclass(frozen=True, slots=True)
class Filled:
    """One instrument of a draft: the form, the answers and evidence by item, what they come to.

    `numbers` are those that were given beside an answer, by item.
    """

    form: Instrument
    answers: Mapping[str, str]
    evidence: Mapping[str, str]
    score: Score
    progress: tuple[Progress, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def several(self) -> bool:
        """True where more than one part makes up the sum."""
        return sum(part.scored for part in self.form.parts) > 1

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
    """The whole draft: the form for risk, the one for needs, and whether the second is needed."""

    subject: Subject
    risk: Filled
    needs: Filled | None
    requirement: Requirement

    @property
    def filled(self) -> tuple[Filled, ...]:
        """Every instrument of the draft, the one for risk first."""
        return (self.risk,) if self.needs is None else (self.risk, self.needs)

    @property
    def asked(self) -> tuple[Filled, ...]:
        """The instruments that are to be filled in."""
        return self.filled if self.requirement.needed else (self.risk,)

    def of(self, code: str) -> Filled:
        """Return one instrument of the draft; KeyError for any other code."""
        return {one.form.code: one for one in self.filled}[code]


def subject_of(client: Client, *, reassessment: bool) -> Subject:
    """Return what the instruments need to know of the client; the first case is the present one."""
    offences = client.cases[0].offences if client.cases else []
    return Subject(str(client.sex), tuple(offences), reassessment)


def audience_of(client: Client) -> Audience:
    """Return whose instruments a client is assessed with: a child's where a child was found."""
    return Audience.CHILD if client.child else Audience.ADULT


def forms_of(session: Session, assessment: Assessment) -> dict[Measures, Instrument]:
    """Return the forms in the versions in which the draft was opened, by what they measure."""
    found = (
        catalogue.find(session, assessment.office, code, one["versi"])
        for code, one in assessment.instruments.items()
    )
    return {form.measures: form for form in found}


def lay_out(session: Session, client: Client, assessment: Assessment) -> Sheet:
    """Hold the draft's answers against the versions in which it was opened."""
    subject = subject_of(client, reassessment=assessment.reassessment)
    forms = forms_of(session, assessment)
    risk = _filled(assessment, forms[Measures.RISK], subject)
    needs = forms.get(Measures.NEEDS)
    return Sheet(
        subject,
        risk,
        None if needs is None else _filled(assessment, needs, subject),
        rules.criminogenic(risk.form, subject, risk.answers),
    )


def _filled(assessment: Assessment, form: Instrument, subject: Subject) -> Filled:
    code = form.code
    own = [one for one in assessment.answers if one.instrument == code]
    answers = {one.item: one.option for one in own}
    evidence = {one.item: one.evidence for one in own}
    return Filled(
        form,
        answers,
        evidence,
        score(form, subject, answers),
        rules.progress(form, subject, answers, evidence),
        {one.item: one.number for one in own if one.number is not None},
    )
