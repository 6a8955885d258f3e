"""SP-7: the archive is the truth; database rows come back from it equal."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from casework.assessments import drafts, issuing
from casework.assessments.issuing import Workshop
from casework.assessments.model import Assessment, Result
from casework.clients import service as clients
from casework.clients.model import Client, GuidanceStatus
from casework.clock import Zone
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.deposits.model import Deposit
from casework.deposits.sealing import seal
from casework.deposits.segments import seal_segment
from casework.documents import numbers, signed
from casework.documents.model import Register
from casework.documents.press import Press
from casework.documents.signed import Scan
from casework.litmas import bundling
from casework.litmas import service as litmas
from casework.litmas.service import LitmasFile
from casework.offices import service as offices
from casework.offices.profile import Profile
from casework.physical import service as physical
from casework.rebuild.dump import digest, lines
from casework.rebuild.service import catch_up, rebuild
from tests.conftest import MakeClient, MakeDraft, Staff
from tests.guidance import bring
from tests.papers import Printed, pdf
from tests.rebuilding import made_anew


def test_the_database_comes_back_equal_from_the_archive_alone(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    first, second = make_client(), make_client(name="Made Wirawan", child=True)
    with database.transaction() as session:
        here = clients.get(session, staff.assessor, first.number)
        physical.put(session, staff.archivist, here, "Lemari 2 > Rak 3 > Boks 14", at=at)
        bring(
            session,
            staff.pk,
            here,
            GuidanceStatus.COMPLETED,
            on=date(2026, 3, 9),
            reason="masa bimbingan habis",
            at=at,
        )
    seal_all()
    with database.transaction() as session:
        seal_segment(session, staff.admin, Zone.WIB, at=at)
    seal_all()

    with (
        made_anew(database, shelf, tmp_path) as anew,
        database.reading() as old,
        anew.reading() as new,
    ):
        assert digest(new) == digest(old)
    assert second.child


def everything_of_a_case(workshop: Workshop, staff: Staff, draft: Assessment, at: datetime) -> None:
    """Issue the draft, file its signed copy and a Litmas, attach the one to the other."""
    database, shelf = workshop.database, workshop.shelf
    printed: Any = Printed()
    with database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        client = session.get_one(Client, row.client_id)
        issuing.issue(session, staff.assessor, client, row, at=at)
    issuing.carry_out(Workshop(database, shelf, printed), draft.id)
    paper = pdf("Litmas halaman satu", "halaman dua")
    received = LitmasFile(
        "litmas.pdf", "pdf", "application/pdf", paper, paper, ("a", "b"), signed=False
    )
    with database.transaction() as session:
        result = session.scalars(select(Result)).one()
        document = session.get_one(Deposit, result.id)
        signed.file(session, staff.assessor, document, Scan("scan.pdf", pdf("x"), 1, ("x",)), at=at)
        owner = session.get_one(Client, result.client_id)
        filed = litmas.file_litmas(
            session, staff.pk, owner, received, dated=date(2026, 3, 9), at=at
        )
        order = litmas.attach(session, staff.pk, filed, result.id, at=at)
    for deposit_id in (filed.id, order.annex_id):
        seal(database, shelf, deposit_id)
    bundling.carry_out(database, shelf, workshop.press, order.id)


@pytest.mark.office
def test_an_issued_result_its_copy_a_litmas_and_its_bundle_come_back_equal(
    database: Database,
    shelf: Shelf,
    press: Press,
    staff: Staff,
    make_draft: MakeDraft,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    draft = make_draft(worst=True)
    everything_of_a_case(Workshop(database, shelf, press), staff, draft, at)
    seal_all()
    with database.transaction() as session:
        seal_segment(session, staff.admin, Zone.WIB, at=at)
    seal_all()

    with made_anew(database, shelf, tmp_path) as anew:
        with anew.reading() as new:
            told = {line.split(" ", 1)[0] for line in lines(new)}
        assert told >= {"result", "letter_number", "signed_copy", "litmas", "bundle", "audit_event"}
        with anew.transaction() as session:  # and the office goes on from there
            owner = session.scalars(select(Client)).one()
            following = drafts.open_draft(session, staff.assessor, owner, at=at)
            number = numbers.take(
                session, owner_profile(session, owner), Register.HASIL_ASESMEN, following.id,
                on=at.date(), typed="",
            )  # fmt: skip
            assert (following.ordinal, following.reassessment, number.n) == (2, True, 2)


def owner_profile(session: Session, client: Client) -> Profile:
    return offices.settings(session, client.office)


def test_bags_that_the_database_forgot_are_adopted_once(
    shelf: Shelf,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    tmp_path: Path,
) -> None:
    make_client()
    seal_all()
    yesterday = open_database(tmp_path / "yesterday.sqlite3")
    migrate(yesterday.engine)
    rebuild(yesterday, shelf)
    make_client(name="Yohana Kurnia")
    seal_all()

    first, again = catch_up(yesterday, shelf), catch_up(yesterday, shelf)

    assert (first.bags, again.bags) == (1, 0)
    yesterday.close()
