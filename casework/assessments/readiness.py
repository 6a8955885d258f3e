"""Whether a draft may be issued: the pure checks of `rules`, over the rows of the database."""

from datetime import date

from sqlalchemy.orm import Session

from casework.assessments import consenting, interviewing, rules, studying
from casework.assessments.model import Assessment
from casework.assessments.printable import unprintable
from casework.assessments.rules import Circumstances, Draft, FilledForm, Row
from casework.assessments.sheet import Sheet, lay_out
from casework.clients.model import Client
from casework.consents.rules import Weight
from casework.errors import Fault

__all__ = ["faults", "ready", "warnings"]


def faults(
    session: Session, client: Client, assessment: Assessment, *, on: date
) -> tuple[Fault, ...]:
    """Return everything that keeps the draft from being issued, in the order of the form."""
    sheet = lay_out(session, client, assessment)
    missing = rules.faults(_draft(assessment, sheet), _circumstances(client, sheet, on))
    consent = consenting.lacking(session, assessment, Weight.FAULT)
    return (*consent, *missing, *unprintable(client, assessment))


def warnings(
    session: Session, client: Client, assessment: Assessment, *, on: date
) -> tuple[Fault, ...]:
    """Return what may be issued as it is but should be looked at first."""
    sheet = lay_out(session, client, assessment)
    return (
        *consenting.lacking(session, assessment, Weight.WARNING),
        *interviewing.warnings(session, client, assessment),
        *studying.warnings(session, client, assessment),
        *rules.warnings(_draft(assessment, sheet), _circumstances(client, sheet, on)),
    )


def ready(session: Session, client: Client, assessment: Assessment, *, on: date) -> bool:
    """Tell whether nothing is missing any more."""
    return not faults(session, client, assessment, on=on)


def _draft(assessment: Assessment, sheet: Sheet) -> Draft:
    return Draft(
        assessment.purpose,
        assessment.started_on,
        assessment.finished_on,
        tuple(FilledForm(one.form, one.answers, one.evidence, one.numbers) for one in sheet.asked),
        assessment.analysis,
        tuple(
            Row(row.code, row.kind, row.form, row.starts_on, row.ends_on, row.position)
            for row in assessment.recommendations
        ),
    )


def _circumstances(client: Client, sheet: Sheet, on: date) -> Circumstances:
    verdicts = [case.verdict_on for case in client.cases if case.verdict_on]
    return Circumstances(
        sheet.subject,
        client.birth_date,
        client.received_on,
        on,
        audience=sheet.risk.form.audience,
        first_verdict_on=min(verdicts, default=None),
    )
