"""Which consent holds for an assessment, what came before it, and the scans of its paper."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.consents.model import Consent, ConsentScan
from casework.consents.record import KIND
from casework.consents.workflow import OPENING
from casework.deposits.model import Deposit
from casework.errors import NotFound
from casework.sources.model import Source

__all__ = ["allows", "highest", "history", "holding", "one", "scans"]


def history(session: Session, assessment_id: str) -> list[Consent]:
    """Return every statement on an assessment, the oldest first."""
    query = select(Consent).where(Consent.assessment_id == assessment_id)
    return list(session.scalars(query.order_by(Consent.at, Consent.id)))


def holding(session: Session, assessment_id: str) -> Consent | None:
    """Return the statement that holds: the newest, None where nobody was asked."""
    found = history(session, assessment_id)
    return found[-1] if found else None


def allows(session: Session, assessment_id: str) -> bool:
    """Tell whether consent was given and not taken back."""
    held = holding(session, assessment_id)
    return held is not None and held.outcome in OPENING


def one(session: Session, assessment_id: str, consent_id: str) -> Consent:
    """Return one statement on an assessment; NotFound where it has no such."""
    for row in history(session, assessment_id):
        if row.id == consent_id:
            return row
    raise NotFound(f"{KIND} {consent_id}")


def highest(session: Session, client_id: str) -> int:
    """Return the highest number of an assessment that anybody was asked about, 0 without any.

    After a rebuild the draft itself is gone; its number must not be given to another.
    """
    query = select(func.max(Consent.ordinal)).where(Consent.client_id == client_id)
    return session.scalar(query) or 0


def scans(session: Session, consents: Sequence[Consent]) -> list[tuple[Source, int | None]]:
    """Return the scans of these papers, the oldest first, each with its number in the file."""
    rows = session.execute(
        select(Source, Deposit.sequence)
        .join(Deposit, Deposit.id == Source.id)
        .join(ConsentScan, ConsentScan.source_id == Source.id)
        .where(ConsentScan.consent_id.in_([row.id for row in consents]))
        .order_by(Source.at, Source.id)
    )
    return [(source, sequence) for source, sequence in rows]
