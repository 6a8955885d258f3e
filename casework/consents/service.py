"""Recording what somebody said to being assessed, sealed at once; nothing recorded is changed."""

from datetime import datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.clients.model import Client
from casework.clock import office_date
from casework.consents import queries, record, rules, workflow
from casework.consents.model import Consent
from casework.consents.rules import Setting, Statement
from casework.deposits import journal
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel, client_chain
from casework.errors import Invalid
from casework.occasion import Occasion
from casework.offices import service as offices
from casework.sources import service as sources
from casework.sources.description import Description
from casework.sources.intake import Received
from casework.sources.model import Source

__all__ = ["attach_scan", "record_statement"]

SCAN = "persetujuan"  # the kind of source that its paper is


def record_statement(
    session: Session,
    actor: Actor,
    client: Client,
    occasion: Occasion,
    said: Statement,
    *,
    at: datetime,
) -> Consent:
    """Seal a statement; the very same one again is one act.

    One that follows on another names it: consent put right, or withdrawn. Raises
    OutcomeNotAllowed, or Invalid with every fault.
    """
    before = queries.holding(session, occasion.assessment_id)
    if before is not None and _same(before, said):
        return before
    workflow.require(before.outcome if before else None, said.outcome)
    zone = offices.settings(session, actor.office).zone
    setting = Setting(
        client.birth_date,
        client.received_on,
        office_date(at, zone),
        before.outcome if before else None,
        before.given_on if before else None,
    )
    if found := tuple(rules.faults(said, setting)):
        raise Invalid(*found)
    parcel = Parcel(
        record.KIND,
        client_chain(actor, client.number, child=client.child_root),
        zone,
        record.content(occasion, said),
        file_number=client.number,
        supersedes=before.id if before else None,
        child=client.child_root,
    )
    consent = record.keep(session, journal.enter(session, actor, parcel, at=at))
    target = f"berkas/{client.number}/asesmen/{occasion.ordinal}"
    audit.record(session, actor, f"persetujuan.{said.outcome}", target, at=at)
    return consent


def attach_scan(
    session: Session,
    actor: Actor,
    client: Client,
    consent: Consent,
    paper: Received,
    *,
    at: datetime,
) -> Source:
    """Take the signed paper into the file as a source that names this consent."""
    said = Description(SCAN, dated=consent.given_on, about=consent.id)
    source = sources.file_source(session, actor, client, paper, said, at=at)
    record.keep_scan(session, session.get_one(Deposit, source.id))
    return source


def _same(before: Consent, said: Statement) -> bool:
    return record.stated(before) == {"id": before.id, **record.stated_now(said)}
