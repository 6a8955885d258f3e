"""The main road in the real Chromium: typing, keyboard, lost network, two clicks, no scripts."""

import re
import time

import pytest
from playwright.sync_api import Page, Route, expect
from pypdf import PdfReader
from sqlalchemy import func, select

from casework.documents.model import LetterNumber
from tests.browser.conftest import Enter
from tests.chromium import fill_at_once, fill_by_keyboard
from tests.papers import pdf
from tests.steps import ADVICE, ANALYSIS, client_fields
from tests.website import Site, days_ago
from webapp.words.formatting import day

pytestmark = [pytest.mark.browser, pytest.mark.office]

PLAIN = {"java_script_enabled": False}


def register(page: Page, name: str) -> str:
    """Register a client by label and button, as from the list of clients."""
    page.goto("/berkas")
    page.get_by_role("link", name="Daftarkan klien").first.click()
    fields = client_fields(name)
    for label, field in (
        ("Nama lengkap", "name"),
        ("Tanggal lahir", "birth_date"),
        ("Tanggal diterima", "received_on"),
        ("Mulai bimbingan", "guidance_from"),
    ):
        page.get_by_label(label, exact=True).fill(fields[field])
    page.get_by_label("Laki-laki").check()
    page.get_by_label("Tindak pidana", exact=True).select_option(label="Pencurian")
    page.get_by_label("Jenis klien").select_option(label="Pembebasan Bersyarat")
    page.get_by_label("Pembimbing Kemasyarakatan").select_option(label="Sari Dewi, S.Sos.")
    page.get_by_role("button", name="Daftarkan klien").last.click()
    page.wait_for_url(re.compile(r"/berkas/\d{4}-\d{5}$"))
    return page.url.rpartition("/")[2]


def begin(page: Page) -> None:
    """Open the assessment, record that the client consented, and fill its first page in."""
    page.get_by_role("button", name="Buka asesmen").click()
    page.wait_for_url("**/persetujuan")
    page.get_by_label("Klien menyetujui").check()
    page.get_by_label("Tanggal", exact=True).fill(day(days_ago(3)))
    page.get_by_role("button", name="Simpan persetujuan").click()
    page.wait_for_url("**/isi/pelaksanaan")
    page.get_by_label("Pembimbingan", exact=True).check()
    page.get_by_label("Asesmen mulai").fill(day(days_ago(3)))
    page.get_by_label("Asesmen selesai").fill(day(days_ago(0)))


def write(page: Page) -> None:
    """Write the analysis and one recommendation, from the page of the analysis on."""
    page.get_by_label("Analisis", exact=True).fill(ANALYSIS)
    page.get_by_role("button", name="Simpan & lanjut").click()
    page.wait_for_url("**/isi/rekomendasi")
    first = page.locator("section.advice").first
    first.get_by_label("Rekomendasi").select_option(label="Konseling keluarga")
    first.get_by_label("Jenis").select_option(label="Kepribadian")
    first.get_by_label("Bentuk").select_option(label="Kelompok")
    first.get_by_label("Uraian").fill(ADVICE)
    first.get_by_label("Sasaran").fill("Enam pertemuan")
    page.get_by_role("button", name="Simpan & periksa").click()
    page.wait_for_url("**/terbit")


def test_a_form_becomes_a_litmas_by_keyboard_and_two_clicks_take_one_number(
    enter: Enter, site: Site
) -> None:
    page = enter("rina")
    number = register(page, "Jalan Raya")
    begin(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/isi/rri-a")
    while "/isi/analisis" not in page.url:
        if "/isi/rri-" in page.url:
            fill_by_keyboard(page)
        else:
            fill_at_once(page)
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
    write(page)

    page.get_by_role("button", name="Terbitkan").dblclick()
    expect(page.get_by_text("Dapat dicari")).to_be_visible()
    expect(page.get_by_role("link", name="Unduh PDF")).to_be_visible(timeout=60_000)

    letters = select(func.count()).select_from(LetterNumber)
    with site.parts.database.reading() as session:
        given = session.scalars(select(LetterNumber.text)).all()
        assert session.scalar(letters) == len(set(given))
    assert len(set(re.findall(r"UM\.01\.01 - \d+", page.inner_text("main")))) == 1
    with page.expect_download() as taken:
        page.get_by_role("link", name="Unduh PDF").click()
    assert "RAHASIA" in PdfReader(taken.value.path()).pages[0].extract_text()
    _attach(enter("sari"), number)


def _attach(page: Page, number: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="Litmas").first.click()
    page.get_by_role("button", name=f"Salin kalimat {number}").click()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith("Berdasarkan Laporan Hasil Asesmen Risiko dan Kebutuhan nomor WP.10")
    page.get_by_role("link", name=f"Lampirkan hasil {number} ke Litmas").click()
    _upload(page)
    link = page.get_by_role("link", name="Unduh bundel")
    expect(link).to_be_visible(timeout=60_000)  # the page follows the work by itself
    _is_bundle(page)


def _upload(page: Page) -> None:
    file = {"name": "litmas.pdf", "mimeType": "application/pdf", "buffer": pdf(page.url)}
    page.get_by_label("Dokumen Litmas Pembimbingan").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_label("Tanggal Litmas").fill(day(days_ago(1)))
    page.get_by_role("button", name="Unggah Litmas").click()


def _is_bundle(page: Page) -> None:
    with page.expect_download() as taken:
        page.get_by_role("link", name="Unduh bundel").click()
    assert "'Lampiran I'" in str(PdfReader(taken.value.path()).outline)


def test_a_lost_network_and_a_reload_lose_no_answer(enter: Enter) -> None:
    page = enter("rina")
    register(page, "Putus Sambungan")
    begin(page)
    page.get_by_role("button", name="Simpan & lanjut").click()
    page.wait_for_url("**/isi/rri-a")
    page.locator("#butir-A1").get_by_label("Tidak").check()
    expect(page.locator("[data-saved-text]")).to_contain_text("Tersimpan pukul")

    page.context.set_offline(True)
    page.locator("#butir-A2").get_by_label("Ya").check()
    page.locator("#butir-A2").get_by_label("Bukti").fill("Petikan putusan")
    expect(page.locator("[data-trouble-text]")).to_contain_text("Sambungan terputus.")
    expect(page.locator("[data-saved-text]")).to_have_text(
        "Belum terkirim. Salinan ada di perangkat ini."
    )
    page.get_by_role("button", name="Simpan & lanjut").click()  # stays: nothing would be there
    expect(page.locator("#butir-A2").get_by_label("Bukti")).to_have_value("Petikan putusan")
    page.context.set_offline(False)
    expect(page.locator("[data-saved-text]")).to_contain_text("Tersimpan pukul", timeout=15_000)
    expect(page.locator("[data-trouble]")).to_be_hidden()
    page.reload()

    expect(page.locator("#butir-A1").get_by_label("Tidak")).to_be_checked()
    expect(page.locator("#butir-A2").get_by_label("Ya")).to_be_checked()
    expect(page.locator("#butir-A2").get_by_label("Bukti")).to_have_value("Petikan putusan")
    expect(page.locator("[data-live=score]")).to_have_text("1/17")


def test_saving_right_after_an_answer_is_no_conflict_with_oneself(enter: Enter) -> None:
    page = enter("rina")
    register(page, "Cepat Sekali")
    begin(page)
    page.get_by_role("button", name="Simpan & lanjut").dblclick()
    page.wait_for_url("**/isi/rri-a")
    page.route("**/simpan/rri-a", _slowly)

    page.locator("#butir-A1").get_by_label("Ya").check()
    with page.expect_request("**/simpan/rri-a"):
        page.locator("#butir-A2").get_by_label("Ya").check()
    page.get_by_role("button", name="Simpan & lanjut").click()

    page.wait_for_url("**/isi/rri-b")
    assert page.get_by_role("alert").count() == 0


def _slowly(route: Route) -> None:
    time.sleep(0.7)
    route.continue_()


def test_two_clicks_register_one_client(enter: Enter) -> None:
    page = enter("rina")
    page.goto("/berkas/baru")
    fields = client_fields("Dua Klik")
    for name in ("name", "birth_date", "received_on", "guidance_from"):
        page.locator(f"#daftar-klien [name={name}]").fill(fields[name])
    page.get_by_label("Laki-laki").check()
    page.get_by_label("Tindak pidana", exact=True).select_option("pencurian")
    page.get_by_label("Jenis klien").select_option("pembebasan-bersyarat")

    page.get_by_role("button", name="Daftarkan klien").last.dblclick()
    page.wait_for_url(re.compile(r"/berkas/\d{4}-\d{5}$"))

    page.goto("/berkas?punya=semua")
    assert page.get_by_role("rowheader").filter(has_text="Dua Klik").count() == 1


@pytest.mark.full
def test_the_same_road_is_walked_without_a_script(enter: Enter) -> None:
    page = enter("rina", **PLAIN)
    number = register(page, "Tanpa Skrip")
    begin(page)
    page.get_by_role("button", name="Simpan & lanjut").click()
    while "/isi/analisis" not in page.url:
        for item in page.locator("[data-item]").all():
            item.locator("input[type=radio]").first.check()
        page.get_by_role("button", name="Simpan & lanjut").click()
    write(page)
    page.get_by_role("button", name="Terbitkan").click()
    _reload_until(page, "Unduh PDF")

    other = enter("sari", **PLAIN)
    other.goto("/litmas")
    other.get_by_text("Kalimat untuk Litmas").first.click()
    other.get_by_role("link", name=f"Lampirkan hasil {number} ke Litmas").click()
    _upload(other)
    _reload_until(other, "Unduh bundel")
    _is_bundle(other)


def _reload_until(page: Page, link: str) -> None:
    for _ in range(120):
        if page.get_by_role("link", name=link).count():
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError(f"no {link!r} on {page.url}")
