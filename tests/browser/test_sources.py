"""SP-2, SP-3: photos become one document, are read by themselves, and studied beside a form."""

import io
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

from tests.casework.sources.test_reading import page as paper
from tests.steps import client_fields, old_results, open_assessment, register
from tests.visitor import Visitor
from tests.website import Site

pytestmark = [pytest.mark.browser, pytest.mark.office]

Enter = Callable[..., Page]
WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
FIRST, SECOND = "Klien dijenguk keluarganya", "Tidak ada pelanggaran tata tertib"


def photo(words: str, name: str) -> FilePayload:
    target = io.BytesIO()
    paper(words).save(target, "JPEG", quality=80)
    return {"name": name, "mimeType": "image/jpeg", "buffer": target.getvalue()}


def client_of(site: Site, name: str) -> tuple[Visitor, str]:
    """Register a client; return the assessor and the file's number."""
    rina = Visitor(site, "rina")
    form = rina.open("/berkas/baru")
    pk_id = str(form.tree.xpath('//select[@name="pk_id"]/option[2]/@value')[0])
    return rina, register(rina, client_fields(name, pk_id=pk_id))


def test_photos_are_put_in_order_joined_and_read_by_themselves(enter: Enter, site: Site) -> None:
    _, number = client_of(site, "Teguh Santika")
    page = enter("rina", viewport=NARROW)
    page.goto(f"/berkas/{number}/sumber/baru")
    page.locator("input[type=file]").set_input_files(
        [photo(SECOND, "b.jpg"), photo(FIRST, "a.jpg")]
    )
    page.get_by_role("button", name="Naikkan a.jpg").click()
    expect(page.locator("[data-file-list] li").first).to_contain_text("a.jpg")

    page.get_by_label("Satu dokumen").check()
    page.get_by_label("Hasil asesmen", exact=True).check()
    page.get_by_label("Judul").fill("Foto buku kunjungan")
    page.get_by_role("button", name="Unggah").click()
    expect(page.get_by_text("1 dokumen tersimpan")).to_be_visible()
    site.settle()

    page.goto(f"/berkas/{number}/dokumen/0002?halaman=2")
    expect(page.get_by_text("Teks dibaca komputer dari gambarnya")).to_be_visible()
    page.get_by_role("searchbox", name="Cari di dokumen ini").fill("keluarganya")
    page.get_by_role("search", name="Cari di dokumen ini").get_by_role("button").click()
    page.get_by_role("link", name="Halaman 1", exact=False).click()
    expect(page.get_by_role("heading", name="Halaman 1 dari 2")).to_be_visible()
    expect(page.locator(".page-words mark").first).to_have_text("keluarganya")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Halaman 2 dari 2")).to_be_visible()


def test_a_source_is_studied_in_a_pane_while_the_form_stays_open(enter: Enter, site: Site) -> None:
    rina, number = client_of(site, "Joko Purnomo")
    old_results(rina, number)
    open_assessment(rina, number)
    site.settle()
    page = enter("rina", viewport=WIDE)
    page.goto(f"/berkas/{number}/asesmen/1/isi/rri-a")
    words = page.locator("textarea.evidence").first
    words.fill("Sedang diketik")

    page.get_by_role("link", name="Sumber", exact=True).click()
    pane = page.get_by_role("complementary", name="Sumber")
    pane.get_by_role("link", name="Hasil asesmen Lapas Kelas IIA Contoh").last.click()
    expect(pane.get_by_role("heading", name="Halaman 1 dari 2")).to_be_visible()
    pane.get_by_role("img").first.click()
    page.keyboard.press("ArrowRight")
    expect(pane.get_by_role("heading", name="Halaman 2 dari 2")).to_be_visible()
    expect(pane.get_by_text("Tidak ada pelanggaran tata tertib.").first).to_be_visible()
    assert Axe().run(page).response["violations"] == []

    pane.get_by_role("link", name="Semua sumber").click()
    pane.get_by_role("checkbox", name="Dipelajari").first.check()
    pane.get_by_placeholder("Catatan asesor").first.fill("Halaman 1 saja")
    pane.get_by_role("button", name="Simpan").click()
    expect(pane.get_by_text("Tersimpan.")).to_be_visible()
    expect(words).to_have_value("Sedang diketik")
    assert Axe().run(page).response["violations"] == []

    page.keyboard.press("Escape")
    expect(pane).to_be_hidden()
    page.goto(f"/berkas/{number}/asesmen/1")
    expect(page.get_by_text("1 dari 2 dipelajari")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "options"),
    [("Dedi Kurnia", {"viewport": NARROW}), ("Asep Rahmat", {"java_script_enabled": False})],
)
def test_on_a_phone_and_without_scripts_the_sources_are_pages(
    enter: Enter, site: Site, name: str, options: dict[str, object]
) -> None:
    rina, number = client_of(site, name)
    old_results(rina, number)
    open_assessment(rina, number)
    page = enter("rina", **options)
    page.goto(f"/berkas/{number}/asesmen/1/isi/rri-a")

    page.get_by_role("link", name="Sumber", exact=True).click()
    page.get_by_role("checkbox", name="Dipelajari").first.check()
    page.get_by_role("button", name="Simpan").click()

    expect(page.get_by_text("1 dari 2 dipelajari")).to_be_visible()
