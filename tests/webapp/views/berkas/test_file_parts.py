"""The file page's tabs, its timeline's filters, and what is shown of a client's past."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from casework.clients import access, life
from casework.clients import service as clients
from casework.clients.changing import enter
from casework.clients.draft import ClientDraft, Takeover
from casework.clients.model import Client
from casework.db.engine import Database
from casework.offices import service as offices
from casework.users.service import actor_of
from tests.conftest import MakeClient, Staff
from tests.webapp.views.berkas.conftest import Browser, BrowserOf

_CHOICE = re.compile(r'<a href="([^"]+)"[^>]*>([^<]+) <span class="meta">([0-9.]+)</span></a>')


@pytest.fixture
def changed(
    database: Database, staff: Staff, make_client: MakeClient, client_draft: ClientDraft,
    at: datetime,
) -> Client:  # fmt: skip
    """A client whose name and address were corrected, and who came to another PK."""
    found = make_client()
    new = replace(client_draft, name="Budi Santosa", address="Jalan Mawar 9")
    system = replace(staff.pk, via="konsol")
    with database.transaction() as session:
        client = clients.get(session, staff.pk, found.number)
        clients.change(
            session, staff.pk, client, new, reason="menurut putusan", at=at + timedelta(days=1)
        )
        officials = offices.officials(session, client.office)
        other = next(one for one in officials if one.name.startswith("Rina"))
        clients.assign_pk(
            session, system, client, other, on=date(2026, 4, 1), reason="pindah wilayah",
            at=at + timedelta(days=2),
        )  # fmt: skip
    return found


def test_a_change_of_data_says_who_when_what_before_what_after_and_why(
    assessor: Browser, changed: Client
) -> None:
    page = assessor.get(f"/berkas/{changed.number}").text

    for words in (
        "Perubahan data klien", "menurut putusan", "2 perubahan", "oleh Sari Dewi pukul 14.32",
        "Nama lengkap", "Budi Santoso", "Budi Santosa", "(kosong)", "Jalan Mawar 9",
        "Nama terdahulu: Budi Santoso",
    ):  # fmt: skip
        assert words in page


def test_every_filter_of_the_timeline_leads_to_as_many_entries_as_it_says(
    assessor: Browser, changed: Client
) -> None:
    page = assessor.get(f"/berkas/{changed.number}").text

    found = _CHOICE.findall(page.partition('class="narrow"')[2])
    assert {label for _, label, _ in found} >= {"Semua", "Dokumen", "Peristiwa", "2026"}
    for url, label, count in found:
        behind = assessor.get(url.replace("&amp;", "&").partition("#")[0]).text
        assert behind.count('<li class="entry') == int(count), label


def test_a_filter_that_no_link_says_is_not_taken(assessor: Browser, changed: Client) -> None:
    for query in ("isi=omong-kosong", "tahun=20x6", "hlm=0", "hlm=99999999", "hlm=x", "tahun=٢٠٢٦"):
        page = assessor.get(f"/berkas/{changed.number}?{query}")
        assert page.status_code == 200
        assert page.text.count('<li class="entry') == 3, query


def test_an_empty_year_says_so_and_leads_back(assessor: Browser, changed: Client) -> None:
    page = assessor.get(f"/berkas/{changed.number}?tahun=1999").text

    assert "Tidak ada catatan seperti itu di berkas ini." in page
    assert "Semua catatan" in page


def test_fifty_entries_fill_a_page_of_the_timeline(
    assessor: Browser, database: Database, staff: Staff, make_client: MakeClient,
    client_draft: ClientDraft, at: datetime,
) -> None:  # fmt: skip
    client = make_client()
    with database.transaction() as session:
        row = clients.get(session, staff.pk, client.number)
        for n in range(52):
            draft = replace(client_draft, address=f"Jalan {n}")
            clients.change(session, staff.pk, row, draft, reason="pindah", at=at)

    first = assessor.get(f"/berkas/{client.number}").text
    second = assessor.get(f"/berkas/{client.number}?hlm=2").text
    printed = assessor.get(f"/berkas/{client.number}/cetak?isi=peristiwa").text

    assert "Catatan 1-50 dari 53" in first
    assert "Catatan 51-53 dari 53" in second
    assert second.count('<li class="entry') == 3
    assert "52 catatan: Peristiwa" in printed
    assert printed.count('<tr><th scope="row"') == 52


def test_the_tab_of_identity_shows_the_whole_past(assessor: Browser, changed: Client) -> None:
    page = assessor.get(f"/berkas/{changed.number}/identitas").text

    assert page.count("<h1") == 1
    for words in (
        "Budi Santosa bin Karto", "9999011706910001", "Nama terdahulu: Budi Santoso", "Pencurian",
        "318/Pid.B/2022/PN Cth", "Riwayat PK", "sejak 1 April 2026, pindah wilayah", "Sari Dewi",
        "Riwayat pembimbingan", "Klien diterima",
    ):  # fmt: skip
        assert words in page
    assert page.index("Rina Wulandari, S.Psi.") < page.index("Sari Dewi, S.Sos.")


def test_only_pages_that_exist_have_a_tab(assessor: Browser, changed: Client) -> None:
    page = assessor.get(f"/berkas/{changed.number}").text

    tabs = re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)
    assert tabs is not None
    urls = re.findall(r'href="([^"]+)"', tabs[0])
    assert len(urls) >= 3
    assert all(assessor.get(url).status_code == 200 for url in urls)
    assert tabs[0].count('aria-current="page"') == 1


def test_what_the_old_list_says_is_never_shown_as_a_result(
    assessor: Browser, make_client: MakeClient
) -> None:
    old = Takeover("PB/77/2019", "Lemari 4, map hijau", date(2026, 1, 5), "W.10-88", 13, "Tinggi")
    client = make_client(takeover=old)

    page = assessor.get(f"/berkas/{client.number}").text

    assert "dari daftar lama: Tinggi 13, 5 Januari 2026" in page
    assert "5 Januari 2027" in page
    assert "Tanggal asesmen terakhir dari daftar lama kantor." in page
    assert "Lemari 4, map hijau" in page
    assert "PB/77/2019" in page
    assert "13/17" not in page
    assert "Belum dinilai" in page


def test_one_whose_last_assessment_nobody_knows_is_not_late(
    assessor: Browser, make_client: MakeClient
) -> None:
    client = make_client(takeover=Takeover("PB/78/2019"), received_on=date(2019, 1, 7))

    page = assessor.get(f"/berkas/{client.number}").text

    assert "Belum diketahui" in page
    assert "erlambat" not in page


def test_another_file_of_the_same_person_is_named_on_both(
    assessor: Browser, database: Database, staff: Staff, make_client: MakeClient, at: datetime
) -> None:
    old, new = make_client(), make_client(nik=None)
    with database.transaction() as session:
        client = clients.get(session, staff.pk, new.number)
        values = {"hubungan": "orang-sama", "berkas_lain": old.number, "alasan": "NIK sama"}
        life.read_reference(session, enter(session, staff.pk, client, "tunjuk-silang", values, at))

    from_old, from_new = (assessor.get(f"/berkas/{one.number}").text for one in (old, new))
    assert "Lihat juga" in from_old
    assert f'href="/berkas/{new.number}"' in from_old
    assert f'href="/berkas/{old.number}"' in from_new
    assert f"Tunjuk silang ke berkas {old.number}" in from_new


def test_a_child_that_a_file_refers_to_is_not_named_to_who_may_not_know(
    assessor: Browser, browser_of: BrowserOf, database: Database, staff: Staff,
    make_client: MakeClient, at: datetime,
) -> None:  # fmt: skip
    grown, child = make_client(), make_client(name="Nur Fadilah", child=True)
    with database.transaction() as session:
        client = clients.get(session, staff.pk, child.number)
        values = {"hubungan": "anak", "berkas_lain": grown.number, "alasan": "ternyata anak"}
        deposit = enter(session, staff.pk, client, "tunjuk-silang", values, at)
        life.read_reference(session, deposit)

    outside = assessor.get(f"/berkas/{grown.number}")
    inside = browser_of(staff.pk).get(f"/berkas/{grown.number}")

    assert child.number not in outside.text
    assert inside.status_code in {200, 404}
    assert "Fadilah" not in inside.text


@pytest.mark.parametrize("child", [False, True])
def test_the_tab_of_access_names_exactly_who_may_open_the_file(
    database: Database, staff: Staff, make_client: MakeClient, browser_of: BrowserOf, at: datetime,
    *, child: bool,
) -> None:  # fmt: skip
    client = make_client(child=child)

    with database.reading() as session:
        row = clients.get(session, staff.head, client.number)
        named = {one.official.id for one in access.readers(session, row, on=at.date())}
        officials = offices.officials(session, client.office)
        allowed = {one.id for one in officials if clients.may_read(actor_of(one), row)}
    page = browser_of(staff.pk).get(f"/berkas/{client.number}/akses").text

    assert named == allowed
    assert "PK klien ini" in page
    assert "Made Suardana" not in page
    assert ("Rina Wulandari" in page) is not child
