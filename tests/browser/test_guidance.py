"""A change of status and the due days in the real Chromium: by hand, by keyboard, no scripts."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from casework.actor import Actor, Role
from casework.clients import service as clients
from casework.clients.draft import ClientDraft
from casework.clients.model import Sex
from casework.clock import now
from casework.offices import service as offices
from tests.browser.conftest import Enter
from tests.website import PROFILE, Site, days_ago

pytestmark = [pytest.mark.browser, pytest.mark.office]

PHONE = {"width": 390, "height": 844}


def client_of(site: Site, pk: str, name: str) -> str:
    """Register a client of this PK, received 20 days ago: the first assessment is late."""
    system = Actor("sistem", PROFILE.code, "Berkas", via="sistem")
    with site.parts.database.transaction() as session:
        known = offices.officials(session, PROFILE.code, Role.PK)
        draft = ClientDraft(
            name=name,
            birth_date=date(1991, 6, 17),
            sex=Sex.MALE,
            client_type="pembebasan-bersyarat",
            child=False,
            received_on=days_ago(20),
            guidance_from=days_ago(20),
            pk_id=next((one.id for one in known if one.name.startswith(pk)), None),
        )
        return clients.register(session, system, draft, at=now()).number


@pytest.fixture
def number(site: Site) -> str:
    return client_of(site, "Sari", "Wahyu Status")


def suspend(page: Page, number: str) -> None:
    """Suspend the guidance as an officer does."""
    page.goto(f"/berkas/{number}")
    page.get_by_role("link", name="Status", exact=True).click()
    page.get_by_text("Tangguhkan", exact=True).click()
    page.get_by_label("Alasan").locator("visible=true").fill("menjalani pemeriksaan perkara lain")
    page.get_by_role("button", name="Tangguhkan pembimbingan").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pk_suspends_and_strikes_it_and_the_clock_stands_and_runs_again(
    enter: Enter, number: str, *, scripts: bool
) -> None:
    page = enter("sari", java_script_enabled=scripts)
    late = "/tenggat?kelompok=terlambat&semua=1"
    page.goto(late)
    expect(page.get_by_role("link", name=number, exact=True)).to_be_visible()

    suspend(page, number)

    expect(page.get_by_text("Pembimbingan ditangguhkan.", exact=True)).to_be_visible()
    expect(page.get_by_text("Belum: pembimbingan ditangguhkan.")).to_be_visible()
    page.goto(late)
    expect(page.get_by_role("link", name=number, exact=True)).to_have_count(0)
    page.goto(f"/berkas/{number}/status")
    page.get_by_text("Coret perubahan terakhir").click()
    page.get_by_label("Mengapa keliru").fill("klien lain")
    page.get_by_role("button", name="Coret perubahan ini").click()
    expect(page.get_by_text("Ya. Asesor dapat membuka asesmen.")).to_be_visible()
    expect(page.locator(".past--struck")).to_contain_text("Ditangguhkan")
    page.goto(late)
    expect(page.get_by_role("link", name=number, exact=True)).to_be_visible()


def test_an_end_is_asked_about_and_what_was_typed_stays(enter: Enter, number: str) -> None:
    page = enter("sari")
    page.goto(f"/berkas/{number}/status")
    page.get_by_text("Akhiri: selesai").click()
    page.locator("#f-selesai_reason").fill("masa percobaan habis")

    page.get_by_role("button", name="Akhiri, selesai").click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#f-selesai_reason")).to_have_value("masa percobaan habis")
    page.get_by_role("link", name="Beri tanda centang").click()
    expect(page.locator("#f-selesai_sure")).to_be_focused()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Akhiri, selesai").click()
    expect(page.get_by_text("Pembimbingan selesai.").first).to_be_visible()


def test_a_refused_assessment_leads_to_the_reason(enter: Enter, number: str) -> None:
    assessor, pk = enter("rina"), enter("sari")
    assessor.goto(f"/berkas/{number}")
    suspend(pk, number)

    assessor.get_by_role("button", name="Buka asesmen").click()
    assessor.get_by_role("link", name="Lihat status").click()

    expect(assessor.get_by_text("Belum: pembimbingan ditangguhkan.")).to_be_visible()


def test_of_two_who_change_at_once_the_second_keeps_what_was_typed(
    enter: Enter, number: str
) -> None:
    first, second = enter("sari"), enter("wulan")
    second.goto(f"/berkas/{number}/status")
    second.get_by_text("Akhiri: dicabut").click()
    second.locator("#f-cabut_reason").fill("pelanggaran berulang")
    second.locator("#f-cabut_sure").check()
    suspend(first, number)

    second.get_by_role("button", name="Akhiri, dicabut").click()

    expect(second.get_by_role("alert")).to_contain_text("Sari Dewi mengubah status ini")
    expect(second.locator("#f-cabut_reason")).to_have_value("pelanggaran berulang")


def test_due_days_are_narrowed_by_links_explained_in_place_and_fit_a_phone(
    enter: Enter, number: str
) -> None:
    page = enter("sari", viewport=PHONE)
    page.goto("/tenggat")
    page.get_by_role("navigation", name="Menurut tenggat").get_by_text("Terlambat").click()
    line = page.locator(".due-line", has_text=number)

    line.get_by_text("mengapa?").click()

    expect(line.get_by_text("7 hari kalender sejak klien diterima")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown = page.locator("h2#daftar").inner_text()
    assert int(re.sub(r"\D", "", shown)) == page.locator(".due-line").count()
    page.get_by_text("Lihat sebagai tabel").click()
    expect(page.get_by_role("region", name="Tabel jatuh tempo tiap minggu")).to_be_visible()


def test_a_section_head_gives_a_client_to_a_pk_from_the_list(enter: Enter, site: Site) -> None:
    number = client_of(site, "tanpa", "Belum Berpk")
    page = enter("kartika")
    page.goto("/")
    page.get_by_role("link", name=re.compile("Penugasan")).click()

    page.get_by_label(f"PK untuk {number}").select_option(label="Sari Dewi, S.Sos.")
    page.get_by_role("button", name=f"Tugaskan {number}").click()

    expect(page.get_by_text(f"{number} B. Berpk ditugaskan kepada Sari Dewi")).to_be_visible()
    expect(page.get_by_role("link", name=number, exact=True)).to_have_count(0)
