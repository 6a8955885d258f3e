"""The warning while a client is typed in, and the comparison before a second file is made."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.chromium import SIZES
from tests.steps import client_fields, register
from tests.visitor import Visitor
from tests.website import Site

pytestmark = [pytest.mark.browser]

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
NIK = "9999011706910321"
KNOWN = "Soekarno Wirjosoemarto"


@pytest.fixture(scope="module")
def known(site: Site) -> str:
    """Return the number of a client whom the office knows."""
    return register(Visitor(site, "rina"), client_fields(KNOWN, nik=NIK))


def fill(page: Page, name: str) -> None:
    fields = client_fields(name)
    for one in ("name", "birth_date", "received_on", "guidance_from"):
        page.locator(f"#daftar-klien [name={one}]").fill(fields[one])
    page.get_by_label("Laki-laki").check()
    page.get_by_label("Tindak pidana", exact=True).select_option("pencurian")
    page.get_by_label("Jenis klien").select_option("pembebasan-bersyarat")


def in_order(page: Page) -> None:
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("size", SIZES)
def test_who_is_typed_a_second_time_is_told_beside_the_field(
    enter: Enter, known: str, size: str
) -> None:
    width, height = SIZES[size]
    page = enter("rina", viewport={"width": width, "height": height})
    asked = list[str]()
    page.on("request", lambda one: asked.append(one.url))
    page.goto("/berkas/baru")

    page.get_by_label("Nama lengkap").press_sequentially("Sukarno Wiryosumarto", delay=20)

    beside = page.locator('[data-likeness-panel="name"]')
    expect(beside).to_contain_text(known)
    expect(beside).to_contain_text("nama sama (ejaan lain)")
    in_order(page)
    page.get_by_role("button", name="Tambah nomor").click()
    expect(beside).to_contain_text(known)
    page.get_by_label("Nama lengkap").fill("Orang Lain Sekali")
    expect(beside).to_be_empty()
    page.get_by_label("NIK").fill(NIK)
    expect(page.locator('[data-likeness-panel="nik"]')).to_contain_text(known)
    assert not any("karno" in url.lower() or NIK in url for url in asked)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_likely_double_is_compared_and_a_reason_is_due(
    enter: Enter, known: str, size: str, *, scripts: bool
) -> None:
    width, height = SIZES[size]
    page = enter("rina", viewport={"width": width, "height": height}, java_script_enabled=scripts)
    page.goto("/berkas/baru")
    fill(page, KNOWN)
    page.get_by_label("NIK").fill(NIK)

    page.get_by_role("button", name="Daftarkan klien").last.click()

    expect(page.get_by_role("heading", name=f"Bandingkan dengan berkas {known}")).to_be_visible()
    if scripts:
        in_order(page)
    page.get_by_role("button", name="Tetap buat berkas baru").click()
    expect(page.get_by_text("Tulis mengapa ini bukan orang yang sama.").first).to_be_visible()
    page.get_by_label("Alasan tetap membuat berkas baru").fill("Sudah ditanya: sepupunya.")
    page.get_by_role("button", name="Tetap buat berkas baru").click()
    page.wait_for_url(re.compile(r"/berkas/\d{4}-\d{5}$"))
