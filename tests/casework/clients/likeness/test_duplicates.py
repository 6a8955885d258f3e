"""Who of the office may be the one about to be registered, as far as the reader may know."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from casework.clients import service as clients
from casework.clients.draft import ClientDraft, RegisterEntry
from casework.clients.likeness import duplicates
from casework.clients.likeness.duplicates import Candidate
from casework.clients.likeness.weighing import Probe, Verdict
from casework.clients.model import Client
from casework.db.engine import Database
from casework.deposits.journal import open_entries
from tests.conftest import AT, MakeClient, Staff

NIK = "9999011706910001"
BORN = date(1991, 6, 17)


def found(database: Database, staff: Staff, probe: Probe) -> tuple[Candidate, ...]:
    with database.reading() as session:
        return duplicates.candidates(session, staff.assessor, probe)


def one_of(told: tuple[Candidate, ...]) -> Candidate:
    (only,) = told
    return only


@pytest.mark.parametrize(
    ("probe", "verdict"),
    [
        (Probe(name="Wayan", nik=NIK), Verdict.SAME),
        (Probe(name="Wayan", registers=(RegisterEntry("pb", "0117-PB-2026"),)), Verdict.SAME),
        (Probe(name="Boedi Santosa", birth_date=BORN), Verdict.LIKELY),
        (Probe(name="Budy Hadi Santoso", birth_date=date(1991, 6, 17)), Verdict.LIKELY),
        (Probe(name="Budi Santoso"), Verdict.POSSIBLE),
        (Probe(name="Rudi Santoso", birth_date=date(1991, 7, 16)), None),
        (Probe(name="Agus Salim", birth_date=BORN), None),
    ],
)
def test_a_known_client_is_found_by_number_name_or_birth(
    database: Database,
    staff: Staff,
    make_client: MakeClient,
    probe: Probe,
    verdict: Verdict | None,
) -> None:
    known = make_client()

    told = found(database, staff, probe)

    assert [one.verdict for one in told] == ([] if verdict is None else [verdict])
    assert all(one.client and one.client.number == known.number for one in told)


def test_an_alias_and_a_former_name_find_their_bearer(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    make_client(name="Slamet Riyadi", aliases=("Kuncung",))

    told = one_of(found(database, staff, Probe(name="Kuncung", birth_date=BORN)))

    assert told.reasons == ("alias-same", "birth-same")


def test_the_likeliest_comes_first_and_no_more_than_asked(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    for day in range(1, 5):
        make_client(nik=None, registers=(), birth_date=date(1980, 3, day))
    same = make_client()

    with database.reading() as session:
        told = duplicates.candidates(
            session, staff.assessor, Probe(name="Budi Santoso", nik=NIK), most=2
        )

    assert len(told) == 2
    assert told[0].client is not None
    assert told[0].client.id == same.id


def test_of_a_file_that_is_closed_only_a_number_that_is_taken_is_told(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    make_client(child=True)
    alike = Probe(name="Budi Santoso", birth_date=BORN, bin_binti="bin Karto")

    assert found(database, staff, alike) == ()

    told = one_of(found(database, staff, replace(alike, nik=NIK)))
    assert told == Candidate(Verdict.SAME, ("nik-same",), 0, None)


def test_who_may_read_the_childs_file_is_shown_it(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    child = make_client(child=True)

    with database.reading() as session:
        told = duplicates.candidates(session, staff.pk, Probe(name="Budi Santoso", nik=NIK))

    shown = one_of(told).client
    assert shown is not None
    assert shown.id == child.id


def test_a_void_file_is_nobodys(database: Database, staff: Staff, make_client: MakeClient) -> None:
    known = make_client()
    with database.transaction() as session:
        row = session.get(Client, known.id)
        assert row is not None
        row.void = True

    assert found(database, staff, Probe(name="Budi Santoso", nik=NIK)) == ()


def test_the_void_files_of_a_whole_import_hide_nobody(
    database: Database, staff: Staff, client_draft: ClientDraft, make_client: MakeClient
) -> None:
    with database.transaction() as session:
        for _ in range(121):
            draft = replace(client_draft, nik=None, registers=(), birth_date=date(1970, 1, 1))
            clients.register(session, staff.assessor, draft, at=AT).void = True
    known = make_client(nik=None, registers=())

    told = one_of(found(database, staff, Probe(name="Budi Santoso")))

    assert told.client
    assert told.client.number == known.number


def test_a_whole_sheet_is_told_what_each_row_alone_would_be(
    database: Database, staff: Staff, make_client: MakeClient
) -> None:
    make_client()
    make_client(name="Agus Salim", nik=None, registers=(), birth_date=date(1988, 2, 3))
    probes = [
        Probe(name="Boedi Santosa", birth_date=BORN),
        Probe(name="Agoes Salim", birth_date=date(1988, 3, 2)),
        Probe(name="Nobody Known"),
    ]

    with database.reading() as session:
        together = duplicates.against(session, staff.assessor, probes)
        alone = [duplicates.candidates(session, staff.assessor, one) for one in probes]

    assert together == alone
    assert [len(one) for one in together] == [1, 1, 0]


def test_two_rows_of_one_person_are_found_in_a_sheet() -> None:
    rows = [
        Probe(name="Budi Santoso", birth_date=BORN),
        Probe(name="Agus Salim", birth_date=date(1988, 2, 3)),
        Probe(name="Boedi Santosa", birth_date=BORN),
        Probe(name="Salim", nik=NIK),
        Probe(name="Wayan", nik=NIK),
    ]

    pairs = [(one.first, one.second) for one in duplicates.within(rows)]

    assert pairs == [(0, 2), (3, 4)]


def test_a_draft_and_the_client_it_became_are_one(
    client_draft: ClientDraft, make_client: MakeClient
) -> None:
    assert duplicates.probe_of(client_draft) == duplicates.probe_of(make_client())


def test_the_reason_for_a_second_file_goes_into_the_archive(
    database: Database, make_client: MakeClient, seal_all: Callable[[], None]
) -> None:
    first = make_client()
    make_client(compared=(first.number,), twin_reason="Sudah ditanya: sepupunya.")

    seal_all()

    with database.reading() as session:
        assert list(open_entries(session)) == []
