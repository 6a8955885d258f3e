"""What the worker does: a handler for each kind of job, and the table of periodic work."""

from datetime import datetime, timedelta

from casework.actor import Actor
from casework.assessments import issuing
from casework.backup.rules import EVERY
from casework.clock import now, office_date
from casework.deposits import journal, sealing
from casework.deposits.segments import seal_segment
from casework.imports import checking, expiring, running
from casework.imports import service as imports
from casework.jobs.worker import Periodic, Worker
from casework.litmas import bundling
from casework.litmas.service import BUNDLE
from casework.offices import service as offices
from casework.search import indexing
from casework.sources import ordering, reading
from rendering.ocr import Reader
from webapp.backup import runs as backups
from webapp.parts import Parts

__all__ = ["make_worker"]


def make_worker(parts: Parts) -> Worker:
    """Return the worker of this site, not yet started."""
    database, shelf, press, finder = parts.database, parts.shelf, parts.press, parts.finder
    workshop = issuing.Workshop(database, shelf, press)
    return Worker(
        database,
        {
            journal.SEAL: lambda one: sealing.seal(database, shelf, one),
            issuing.ISSUE: lambda one: issuing.carry_out(workshop, one),
            BUNDLE: lambda one: bundling.carry_out(database, shelf, press, one),
            sealing.INDEX: lambda one: indexing.take_up(database, shelf, finder, one),
            indexing.REPAIR: lambda _: indexing.repair(database, shelf, finder),
            imports.CHECK: lambda one: checking.carry_out(database, one, at=now()),
            imports.RUN: lambda one: running.carry_out(database, one, patient=True),
        },
        (
            Periodic("segmen-audit", timedelta(hours=1), lambda at: _seal_log(parts, at)),
            Periodic(
                "indeks", timedelta(minutes=10), lambda _: indexing.mend(database, shelf, finder)
            ),
            Periodic("impor-lama", timedelta(hours=1), lambda at: _let_lists_go(parts, at)),
        ),
        beside=_backup_worker(parts),
    )


def _backup_worker(parts: Parts) -> Worker:
    """Return who makes the backups: one after the other, and holding nobody else up."""
    return Worker(
        parts.database,
        {backups.ORDER: lambda _: backups.carry_out(parts)},
        (Periodic(backups.RUN, EVERY, lambda at: backups.run(parts, at)),),
        beside=_source_worker(parts),
    )


def _source_worker(parts: Parts) -> Worker:
    """Return who reads scans: a page takes seconds, and a cabinet of them a night."""
    database, shelf = parts.database, parts.shelf
    reader = Reader(parts.settings.reading)
    return Worker(
        database,
        {ordering.READ: lambda one: reading.carry_out(database, shelf, reader, one)},
        (Periodic("baca-sumber", timedelta(hours=1), lambda at: _order_reading(parts, at)),),
    )


def _order_reading(parts: Parts, at: datetime) -> str:
    """Let old scans be read, and those that a rebuild brought back without their words."""
    with parts.database.transaction() as session:
        return f"{ordering.catch_up(session, at=at)} sources"


def _let_lists_go(parts: Parts, at: datetime) -> str:
    """Let go what lists hold of people longer than the installation is to keep it."""
    with parts.database.transaction() as session:
        office = offices.only_office(session)
        if office is None:
            return "no office"
        actor = Actor("sistem", office.code, "Berkas", via="sistem")
        many = expiring.let_go(session, actor, days=parts.settings.import_days, at=at)
    return f"{many} lists"


def _seal_log(parts: Parts, at: datetime) -> str:
    """Seal the log of the days before today, as they pass in the office's zone."""
    with parts.database.transaction() as session:
        office = offices.only_office(session)
        if office is None:
            return "no office"
        zone = office.settings.zone
        actor = Actor("sistem", office.code, "Berkas", via="sistem")
        row = seal_segment(session, actor, zone, before=office_date(at, zone), at=at)
    return "nothing to seal" if row is None else "sealed"
