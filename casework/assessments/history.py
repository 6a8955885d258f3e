"""What is known of a client from assessments: every result, the draft at hand, the next due day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.assessments.model import Assessment, AssessmentState, Result
from casework.assessments.record import risk_of
from casework.clients.model import Client, GuidanceStatus
from casework.deposits.model import Deposit
from casework.instruments import catalogue
from casework.instruments.form import Instrument
from casework.offices.profile import Profile

__all__ = ["Due", "DueKind", "Measured", "due", "latest", "measured", "open_assessment", "unknown"]


@dataclass(frozen=True, slots=True)
class Measured:
    """One result with what is needed to compare it: its form for risk and the items' values."""

    result: Result
    form: Instrument
    values: dict[str, int]

    @property
    def version(self) -> str:
        """The version of the form."""
        return self.form.version

    def risen(self, before: "Measured") -> tuple[str, ...]:
        """Return the items whose value is higher than `before`, in the order of the form."""
        return tuple(
            item for item, value in self.values.items() if value > before.values.get(item, value)
        )


class DueKind(StrEnum):
    """Which assessment a client is due for (SP-9)."""

    FIRST = "awal"
    AGAIN = "lanjutan"


@dataclass(frozen=True, slots=True)
class Due:
    """When the next assessment must be finished, and the day and the span it is counted from."""

    kind: DueKind
    on: date
    since: date
    span: int


def measured(session: Session, client_id: str) -> tuple[Measured, ...]:
    """Return every result of the client, the oldest first."""
    rows = session.execute(
        select(Result, Deposit.record)
        .join(Deposit, Deposit.id == Result.id)
        .where(Result.client_id == client_id)
        .order_by(Result.issued_on, Result.ordinal)
    )
    return tuple(_measured(session, result, record) for result, record in rows)


def _measured(session: Session, result: Result, record: Mapping[str, Any]) -> Measured:
    form = risk_of(record["isi"])
    return Measured(
        result,
        catalogue.find(session, result.office, form["kode"], form["versi"]),
        {one["butir"]: one["nilai"] for one in form["jawaban"] if one["nilai"] is not None},
    )


def latest(session: Session, client_ids: Sequence[str]) -> dict[str, Result]:
    """Return the newest result of each client who has one, by the client's id."""
    rows = session.scalars(
        select(Result)
        .where(Result.client_id.in_(client_ids))
        .order_by(Result.issued_on, Result.ordinal)
    )
    return {row.client_id: row for row in rows}


def open_assessment(session: Session, client_id: str) -> Assessment | None:
    """Return the assessment that is being filled in or issued, None where there is none."""
    return session.scalars(
        select(Assessment)
        .where(
            Assessment.client_id == client_id,
            Assessment.state.in_((AssessmentState.DRAFT, AssessmentState.NUMBERED)),
        )
        .order_by(Assessment.ordinal.desc())
        .limit(1)
    ).one_or_none()


def due(client: Client, last: Result | None, profile: Profile) -> Due | None:
    """Return when the next assessment is due; None where no clock runs or none is known.

    No clock runs while the client is not under guidance. The first assessment is due so many
    days after the client was received, the next ones on the day that the last result says; one
    that is older than the reception belongs to a guidance that is over. For a client who was
    taken over, the office's old list takes the place of a result.
    """
    if client.guidance_status is not GuidanceStatus.RUNNING:
        return None
    if last is not None and last.finished_on >= client.received_on:
        return Due(DueKind.AGAIN, last.next_due, last.finished_on, profile.reassessment_months)
    if client.taken_over:
        if client.old_next_due is None or client.old_assessed_on is None:
            return None
        since, months = client.old_assessed_on, profile.reassessment_months
        return Due(DueKind.AGAIN, client.old_next_due, since, months)
    days = profile.first_assessment_days
    on = client.received_on + timedelta(days=days)
    return Due(DueKind.FIRST, on, client.received_on, days)


def unknown(client: Client, last: Result | None) -> bool:
    """Tell whether nobody knows when the client was last assessed; never to be shown as late."""
    running = client.guidance_status is GuidanceStatus.RUNNING
    assessed = last is not None and last.finished_on >= client.received_on
    return running and client.taken_over and client.old_next_due is None and not assessed
