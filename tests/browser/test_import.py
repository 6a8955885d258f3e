"""Taking a list over in the real Chromium: mended, confirmed, undone; and without scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casework.demo.client_list import HEADS
from rendering.sheet import write_sheet
from tests.browser.conftest import Enter
from tests.lists import office_list
from tests.website import Site

pytestmark = [pytest.mark.browser]

PHONE = {"viewport": {"width": 390, "height": 844}}


def list_file(folder: Path, seed: int) -> Path:
    """Write a list of 26 clients, one of whom is wrong; no other test has their numbers."""
    path = folder / "klien kantor.xlsx"
    column = next(n for n, head in enumerate(HEADS) if "register" in head.casefold())
    rows = [list(row) for row in office_list(26, seed).rows]
    for row in rows:
        row[column] = f"9{seed}{row[column]}"
    path.write_bytes(write_sheet(HEADS, rows))
    return path


def upload(page: Page, path: Path) -> None:
    """Upload the list and keep the proposed columns."""
    page.goto("/impor")
    page.get_by_label("Lembar klien").set_input_files(path)
    page.get_by_role("button", name="Unggah lembar").click()
    page.wait_for_url("**/kolom")
    expect(page.get_by_label("Kolom C, TTL, dibaca sebagai")).to_have_value("birth")
    page.get_by_role("button", name="Periksa semua baris").click()
    page.wait_for_url(re.compile(r"/impor/[0-9A-Z]{26}$"))


@pytest.mark.usefixtures("site")
def test_a_list_is_mended_imported_and_undone(enter: Enter, tmp_path: Path) -> None:
    page = enter("wulan")
    upload(page, list_file(tmp_path, 31))
    expect(page.get_by_text("25 klien siap didaftarkan.")).to_be_visible()

    page.get_by_role("link", name=re.compile("^Salah")).click()
    page.locator(".import-row a").first.click()
    page.get_by_label("Tanggal Diterima").fill("3-3-2026")
    page.get_by_label("Mulai Bimbingan").fill("")
    page.get_by_role("button", name="Simpan dan periksa baris").click()
    expect(page.get_by_text("26 klien siap didaftarkan.")).to_be_visible()

    page.get_by_text("Impor 26 klien").click()
    page.get_by_role("button", name="Ya, impor sekarang").click()
    expect(page.get_by_role("heading", name="26 klien didaftarkan")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("26 pembukaan disegel")).to_be_visible(timeout=60_000)

    page.get_by_text("Batalkan impor ini").click()
    page.get_by_label("Alasan").fill("Lembar percobaan")
    page.get_by_role("button", name="Batalkan seluruh impor").click()
    expect(page.get_by_text("Impor dibatalkan: 26 berkas ditarik.")).to_be_visible()
    expect(page.locator(".import-row").first.get_by_text("Ditarik")).to_be_visible()


def test_a_list_is_imported_on_a_phone_without_scripts(
    enter: Enter, site: Site, tmp_path: Path
) -> None:
    page = enter("wulan", java_script_enabled=False, **PHONE)
    upload(page, list_file(tmp_path, 32))
    site.settle()
    page.reload()
    page.get_by_text("Impor 25 klien").click()
    page.get_by_role("button", name="Ya, impor sekarang").click()
    site.settle()
    page.reload()

    expect(page.get_by_role("heading", name="25 klien didaftarkan")).to_be_visible()
