"""The page of due days (SP-9): each urgency with its count, by officer, each day explained."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus

import pytest

from casework.clients.draft import Takeover
from casework.clients.model import Client
from tests.conftest import MakeClient, Staff
from tests.webapp.views.berkas.conftest import Browser, BrowserOf
from webapp.due import lines as due_lines
from webapp.due import page as due_page
from webapp.due.chart import week_chart

TODAY = date(2026, 3, 9)
Given = Callable[..., Client]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_page, "today", lambda: TODAY)
    monkeypatch.setattr(due_lines, "remaining", lambda day, on: f"{(day - on).days} hari")


@pytest.fixture
def received(make_client: MakeClient) -> Given:
    """Register a client whose first assessment is due so many days from today."""

    def make(due_in: int, **fields: object) -> Client:
        day = TODAY + timedelta(days=due_in - 7)
        return make_client(received_on=day, guidance_from=day, **fields)

    return make


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def listed(page: str) -> list[str]:
    return re.findall(r'class="strong whole" href="/berkas/([0-9-]+)"', page)


def test_each_urgency_has_its_list_and_a_count_that_equals_it_sp_9(
    browser_of: BrowserOf, staff: Staff, received: Given, make_client: MakeClient
) -> None:
    clients = {n: received(n).number for n in (-3, -1, 0, 5, 7, 8, 30, 31)}
    unknown = make_client(takeover=Takeover(number="7/LAMA")).number
    pk = browser_of(staff.pk)
    expected = {
        "terlambat": [-3, -1],
        "hari-ini": [0],
        "tujuh-hari": [5, 7],
        "tiga-puluh-hari": [8, 30],
    }

    for slug, days in expected.items():
        page = pk.get(f"/tenggat?kelompok={slug}").text
        assert listed(page) == [clients[n] for n in days]
        assert f"({len(days)})" in words(page)
    last = pk.get("/tenggat?kelompok=belum-diketahui").text

    assert listed(last) == [unknown]
    assert "Tidak dihitung terlambat" in words(last)
    assert "2 Terlambat 1 Hari ini 2 7 hari 2 30 hari 1 Belum diketahui" in words(last)


def test_a_pk_begins_with_own_clients_and_can_ask_for_all(
    browser_of: BrowserOf, staff: Staff, received: Given
) -> None:
    mine, other = received(-2).number, received(-1, pk_id=None).number
    pk = browser_of(staff.pk)

    assert listed(pk.get("/tenggat").text) == [mine]
    assert listed(pk.get("/tenggat?petugas=semua").text) == [mine, other]
    assert listed(pk.get("/tenggat?petugas=tanpa-pk").text) == [other]
    assert listed(pk.get(f"/tenggat?petugas={staff.pk.id}").text) == [mine]


def test_the_head_sees_all_by_officer_and_each_count_leads_to_its_list(
    browser_of: BrowserOf, staff: Staff, received: Given
) -> None:
    received(-2), received(0)
    received(-1, pk_id=None)
    head = browser_of(staff.head)

    page = head.get("/tenggat").text

    assert len(listed(page)) == 2
    assert "Sari Dewi 1 1 0 0 0 Tanpa PK 1 0 0 0 0" in words(page)
    link = re.search(r'href="([^"]+)" aria-label="1 terlambat, Sari Dewi"', page)
    assert link
    assert len(listed(head.get(link[1].replace("&amp;", "&")).text)) == 1


def test_each_line_says_why_and_what_to_do_next(
    assessor: Browser, browser_of: BrowserOf, staff: Staff, received: Given
) -> None:
    number = received(-3, pk_id=None).number

    page = assessor.get("/tenggat").text
    head = browser_of(staff.head).get("/tenggat").text

    assert "7 hari kalender sejak klien diterima 27 Februari 2026" in words(page)
    assert f'aria-label="Buka asesmen awal {number}"' in page
    assert f'href="/penugasan/{number}" aria-label="Tugaskan' in head


def test_a_child_is_shown_by_initials_and_only_to_who_may_read_it(
    assessor: Browser, browser_of: BrowserOf, staff: Staff, received: Given
) -> None:
    received(-3, child=True, name="Rizky Aditya", birth_date=date(2010, 1, 1))

    assert listed(assessor.get("/tenggat").text) == []
    page = browser_of(staff.pk).get("/tenggat").text
    assert "R.A." in page
    assert "Rizky" not in page


def test_fifty_lines_make_a_page_and_all_can_be_printed(
    browser_of: BrowserOf, staff: Staff, received: Given
) -> None:
    for _ in range(52):
        received(-3)
    pk = browser_of(staff.pk)

    assert len(listed(pk.get("/tenggat").text)) == 50
    assert len(listed(pk.get("/tenggat?kelompok=terlambat&hlm=2").text)) == 2
    assert len(listed(pk.get("/tenggat?kelompok=terlambat&semua=1").text)) == 52
    assert pk.get("/tenggat?kelompok=omong&hlm=99999&petugas=%27").status_code == HTTPStatus.OK


def test_an_empty_list_says_so_and_leads_on(browser_of: BrowserOf, staff: Staff) -> None:
    page = words(browser_of(staff.pk).get("/tenggat").text)

    assert "Tidak ada yang terlambat." in page
    assert "Ke Berkas Klien" in page


def test_the_menu_counts_what_is_late_or_due_today(
    browser_of: BrowserOf, staff: Staff, received: Given
) -> None:
    received(-3), received(0), received(4)

    assert "Tenggat 2" in words(browser_of(staff.pk).get("/profil").text)


def test_the_weeks_are_a_sentence_bars_and_a_table() -> None:
    chart = week_chart({TODAY: 2, date(2026, 3, 15): 1, date(2026, 3, 16): 5}, TODAY)

    assert [bar.count for bar in chart.bars] == [3, 5, 0, 0, 0, 0, 0, 0]
    assert chart.finding == (
        "8 asesmen jatuh tempo dalam 8 minggu ke depan, paling banyak 5 pada 16 Mar s.d. "
        "22 Mar 2026."
    )
    assert "Tidak ada asesmen" in week_chart({}, TODAY).finding
