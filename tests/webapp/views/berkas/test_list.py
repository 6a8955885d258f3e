"""The list of clients."""

from datetime import date, datetime

from casework.clients import service as clients
from casework.clients.model import GuidanceStatus
from casework.db.engine import Database
from tests.conftest import MakeClient, Staff
from tests.guidance import bring
from tests.papers import issue_result
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post


def test_an_empty_office_is_told_what_to_do(assessor: Browser) -> None:
    page = assessor.get("/berkas")

    assert page.status_code == 200
    assert "Belum ada klien." in page.text
    assert "/berkas/baru" in page.text
    assert "Impor" not in page.text


def test_a_row_tells_band_due_day_pk_and_place(
    assessor: Browser, database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    client = make_client()
    with database.transaction() as session:
        issue_result(session, staff.assessor, client, at=at)

    page = assessor.get("/berkas").text

    assert "1 klien" in page
    for words in (client.number, "Budi Santoso", "Pembebasan Bersyarat", "Tinggi 13/17"):
        assert words in page
    assert "9 Mar 2027" in page
    assert "Sari Dewi" in page
    assert "belum dicatat" in page


def test_a_child_is_initials_in_the_list(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient
) -> None:
    make_client(name="Nur Fadilah", child=True)

    page = browser_of(staff.supervisor).get("/berkas").text

    assert "N.F." in page
    assert "Fadilah" not in page


def test_a_child_that_is_not_the_readers_is_not_even_counted(
    assessor: Browser, make_client: MakeClient
) -> None:
    make_client(name="Nur Fadilah", child=True)
    make_client()

    page = assessor.get("/berkas").text

    assert "1 klien" in page
    assert "N.F." not in page


def test_a_name_is_searched_without_standing_in_an_address(
    assessor: Browser, post: Post, make_client: MakeClient
) -> None:
    make_client()
    make_client(name="Siti Rahma")

    page = post(assessor, "/berkas", q="rahma")

    assert page.status_code == 200
    assert "Siti Rahma" in page.text
    assert "Budi Santoso" not in page.text
    assert 'href="/berkas?q' not in page.text
    assert not [line for line in page.text.split('href="') if "rahma" in line.partition('"')[0]]


def test_a_pk_starts_with_her_own_clients_and_can_see_all(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient
) -> None:
    make_client()
    make_client(name="Siti Rahma", pk_id=None)
    pk = browser_of(staff.pk)

    assert "Siti Rahma" not in pk.get("/berkas").text
    assert "Siti Rahma" in pk.get("/berkas?punya=semua").text


def test_the_list_can_be_narrowed_to_a_state_of_guidance(
    assessor: Browser, database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    client = make_client()
    make_client(name="Siti Rahma")
    with database.transaction() as session:
        bring(
            session, staff.pk, clients.get(session, staff.pk, client.number),
            GuidanceStatus.COMPLETED, on=date(2026, 3, 9), reason="habis", at=at,
        )  # fmt: skip

    done = assessor.get("/berkas?status=selesai").text

    assert "Budi Santoso" in done
    assert "tanpa tenggat" in done
    assert "Siti Rahma" not in done
    assert "Budi Santoso" in assessor.get("/berkas?status=omong-kosong").text


def test_fifty_clients_fill_a_page(assessor: Browser, post: Post, make_client: MakeClient) -> None:
    for n in range(51):
        make_client(name=f"Klien {n:02}")

    first, second = assessor.get("/berkas"), assessor.get("/berkas?hlm=2")
    found = post(assessor, "/berkas", q="klien", hlm="2")

    assert "Klien 1-50 dari 51" in first.text
    assert "Klien 51-51 dari 51" in second.text
    assert "Klien 51-51 dari 51" in found.text
    assert assessor.get("/berkas?hlm=99999").status_code == 200
    assert assessor.get("/berkas?hlm=x").status_code == 200


def test_endless_words_find_nobody_and_break_nothing(assessor: Browser, post: Post) -> None:
    for words in ("x" * 100_000, "x " * 5_000, "%" * 60_000):
        assert post(assessor, "/berkas", q=words).status_code == 200
