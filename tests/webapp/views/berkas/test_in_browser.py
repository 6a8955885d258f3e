"""The client pages in a real browser: accessible, narrow, and whole without scripts."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from casework.clients.model import Client
from casework.db.engine import Database
from casework.offices.model import Official
from casework.users import service as users
from tests.conftest import MakeClient, Staff
from tests.papers import issue_result
from tests.webapp.views.berkas.conftest import PASSWORD

pytestmark = pytest.mark.browser

SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def address(site: Flask, database: Database, staff: Staff) -> Iterator[str]:
    with database.transaction() as session:
        users.add_account(session, staff.assessor.id, "rina", PASSWORD)
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def client(
    database: Database,
    staff: Staff,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
) -> Client:
    found = make_client()
    with database.transaction() as session:
        issue_result(session, staff.assessor, found, at=at)
    seal_all()
    return found


def signed_in(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/masuk")
    page.get_by_label("Nama pengguna").fill("rina")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.locator("main button").first.click()
    return page


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    size = SIZES[request.param]
    context = browser.new_context(
        base_url=address, viewport={"width": size["width"], "height": size["height"]}
    )
    yield signed_in(context)
    context.close()


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    yield signed_in(context)
    context.close()


def look(page: Page) -> None:
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0, page.url
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == [], page.url


def test_every_page_is_accessible_and_never_scrolls_sideways(page: Page, client: Client) -> None:
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    file = f"/berkas/{client.number}"
    lists = ("/berkas", "/berkas?status=berjalan&urut=nama", "/berkas/cetak", "/berkas/baru")
    parts = ("", "/identitas", "/akses", "/cetak", "/dokumen/0001", "/dokumen/0002")
    for url in (*lists, *(f"{file}{part}" for part in parts)):
        page.goto(url)
        look(page)
        page.evaluate("document.querySelectorAll('main details, .person details')"
                      ".forEach((one) => { one.open = true; })")  # fmt: skip
        look(page)
    assert troubles == []


def test_the_refused_form_is_accessible_with_the_summary_in_focus(page: Page) -> None:
    page.goto("/berkas/baru")
    page.get_by_label("NIK").fill("12")
    page.locator(".action-row .btn-primary").click()

    expect(page).to_have_title("Kesalahan: Daftarkan klien - Berkas")
    expect(page.locator(".summary")).to_be_focused()
    expect(page.get_by_label("NIK")).to_have_value("12")
    look(page)
    page.get_by_role("link", name="NIK harus 16 angka; yang ditulis 2.").click()
    expect(page.get_by_label("NIK")).to_be_focused()


def test_a_client_is_registered_without_scripts_and_enter_adds_no_row(plain: Page) -> None:
    plain.goto("/berkas/baru")
    plain.get_by_label("Nama lengkap").fill("Budi Santoso")
    plain.get_by_role("button", name="Tambah perkara").click()
    expect(plain.get_by_text("Perkara 2", exact=True)).to_be_visible()
    plain.get_by_label("Tanggal lahir").fill("17 Juni 1991")
    plain.get_by_label("Laki-laki").check()
    plain.locator("#f-case_1_offence_1").select_option("pencurian")
    plain.get_by_label("Jenis klien").select_option("pembebasan-bersyarat")
    plain.get_by_label("Tanggal diterima").fill("3-3-2026")
    plain.get_by_label("Mulai bimbingan").fill("3-3-2026")
    plain.get_by_label("Mulai bimbingan").press("Enter")

    expect(plain.get_by_role("heading", level=1)).to_contain_text("Budi Santoso")
    plain.locator(".facts .place summary").click()
    plain.get_by_label("Tempat map").fill("Lemari 1 > Rak 2")
    plain.locator(".facts").get_by_role("button", name="Simpan").click()
    expect(plain.locator(".notice")).to_contain_text("kini di Lemari 1 > Rak 2.")


def test_the_list_is_searched_sorted_and_taken_along_without_scripts(
    plain: Page, make_client: MakeClient
) -> None:
    for name in ("Citra Lestari", "Agus Lestari", "Budi Santoso"):
        make_client(name=name)
    plain.goto("/berkas")
    plain.get_by_role("searchbox", name="Nama, nomor berkas").fill("lestari")
    plain.get_by_role("searchbox", name="Nama, nomor berkas").press("Enter")
    expect(plain.locator("#daftar")).to_have_text("2 klien")

    plain.get_by_role("columnheader", name="Nama").get_by_role("button").click()
    expect(plain.locator("tbody th").first).to_contain_text("Agus Lestari")
    plain.locator("summary", has_text="Kolom").click()
    plain.get_by_role("checkbox", name="Nomor register").check()
    plain.get_by_role("button", name="Tampilkan").click()
    expect(plain.get_by_role("columnheader", name="Nomor register")).to_be_visible()
    expect(plain.locator("#daftar")).to_have_text("2 klien")
    assert "lestari" not in plain.url.lower()
    with plain.expect_download() as taken:
        plain.get_by_role("button", name="Ekspor XLSX").click()

    assert taken.value.suggested_filename.endswith(".xlsx")


def test_the_name_of_a_pk_stands_on_one_line_in_the_list_and_within_a_phone_s_card(
    page: Page, database: Database, staff: Staff, client: Client
) -> None:
    del client
    with database.transaction() as session:
        pk = session.get_one(Official, staff.pk.id)
        pk.name = "Dr. Sari Dewi Wulandari Kusumaningrum, S.Sos., M.Si."

    columns = ("risiko", "tenggat", "pk", "tempat", "register", "diterima", "status")
    page.goto("/berkas?" + "&".join(f"kolom={one}" for one in columns))

    told = page.locator(".list-pk:visible")
    lines = "one => one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if page.viewport_size == SIZES["desk"]:
        assert told.evaluate(lines) < 1.2
