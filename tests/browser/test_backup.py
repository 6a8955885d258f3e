"""The administrator makes the key and a backup in Chromium, and restores with what was printed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from archive.shelf import Shelf
from archive.verify import verify as archive_findings
from casework.backup import key
from casework.backup.restore import restore
from tests.chromium import sign_in
from tests.steps import client_fields, register
from tests.visitor import Visitor
from tests.website import PASSWORD, Site
from webapp import create_app
from webapp.settings import Settings
from webapp.wiring import open_parts

pytestmark = [pytest.mark.browser]


@pytest.fixture
def fresh_site(tmp_path: Path) -> Iterator[Site]:
    """A site that nobody has made a key for."""
    opened = Site(tmp_path / "kantor")
    yield opened
    opened.close()


def test_from_a_red_first_page_to_a_home_restored_with_the_printed_key(
    browser: Browser, fresh_site: Site, tmp_path: Path
) -> None:
    rina = Visitor(fresh_site, "rina")
    form = rina.open("/berkas/baru")
    pk_id = str(form.tree.xpath('//select[@name="pk_id"]/option[2]/@value')[0])
    number = register(rina, client_fields("Agus Wibowo", pk_id=pk_id))
    context = browser.new_context(base_url=fresh_site.address, locale="id-ID")
    page = context.new_page()
    sign_in(page, "made")

    page.goto("/")
    expect(page.get_by_text("kuncinya belum dibuat")).to_be_visible()
    page.get_by_role("button", name="Buat kunci dan tampilkan").click()
    printed = page.locator(".key-groups").inner_text()
    page.get_by_role("button", name="Sudah dicetak, lanjutkan").click()
    expect(page.locator("tbody tr")).to_have_count(1, timeout=20_000)
    page.get_by_role("button", name="Buat cadangan sekarang").click()
    expect(page.locator("tbody tr")).to_have_count(2, timeout=20_000)  # the page follows by itself
    page.goto("/")
    expect(page.locator("#isi .notice--error")).to_have_count(0)
    context.close()

    (own,) = fresh_site.parts.settings.backups
    restored = restore(own, tmp_path / "pulih", key.read_secret(printed))
    assert restored.missing == ()
    assert list(archive_findings(Shelf.open(tmp_path / "pulih" / "arsip"))) == []
    again = open_parts(Settings(home=tmp_path / "pulih"))
    reader = create_app(again.parts).test_client()
    token = re.findall(r'name="csrf_token" value="([^"]+)"', reader.get("/masuk").text)[0]
    reader.post("/masuk", data={"csrf_token": token, "login": "rina", "password": PASSWORD})
    assert "Agus Wibowo" in reader.get(f"/berkas/{number}").text
    again.close()
