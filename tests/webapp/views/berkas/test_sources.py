"""Uploading what a prison sends, reading it, taking it away again."""

import io
import re
from collections.abc import Callable
from datetime import datetime

import pytest
from PIL import Image
from sqlalchemy import select

from casework.clients.model import Client
from casework.db.engine import Database
from casework.deposits.model import Deposit
from casework.sources import intake
from casework.sources.model import Source
from rendering import limited, scan
from tests.conftest import MakeClient, Staff
from tests.papers import pdf
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post

Seal = Callable[[], None]
SAID = {"kind": "hasil-asesmen", "origin": "Lapas Kelas IIA Contoh", "number": "W.12/2024"}


@pytest.fixture
def client(make_client: MakeClient) -> Client:
    return make_client()


@pytest.fixture
def archivist(browser_of: BrowserOf, staff: Staff) -> Browser:
    return browser_of(staff.archivist)


@pytest.fixture
def pk_browser(browser_of: BrowserOf, staff: Staff) -> Browser:
    return browser_of(staff.pk)


def tiff(*colours: str) -> bytes:
    pages = [Image.new("RGB", (50, 70), colour) for colour in colours]
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    return target.getvalue()


def files(*given: tuple[bytes, str]) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(content), name) for content, name in given]


def url(client: Client) -> str:
    return f"/berkas/{client.number}/sumber/baru"


def kept(database: Database) -> list[Source]:
    with database.reading() as session:
        return list(session.scalars(select(Source).order_by(Source.id)))


def test_several_files_are_kept_at_once_and_stand_in_the_timeline(
    archivist: Browser, client: Client, post: Post, database: Database, seal_all: Seal
) -> None:
    given = files((pdf("Hasil asesmen awal"), "hasil.pdf"), (tiff("white", "red"), "map.tif"))

    answer = post(archivist, url(client), **SAID, dated="2 Mei 2024", files=given)
    seal_all()
    page = archivist.get(answer.location).text

    assert answer.status_code == 303
    assert "2 dokumen tersimpan, segera disegel." in page
    assert page.count("Hasil asesmen Lapas Kelas IIA Contoh</a>") == 2
    assert "nomor W.12/2024, tertanggal 2 Mei 2024, 2 halaman" in page
    assert [one.original_name for one in kept(database)] == ["hasil.pdf", "map.tif"]


def test_a_scan_is_read_page_by_page_as_a_picture(
    archivist: Browser, client: Client, post: Post, seal_all: Seal
) -> None:
    post(archivist, url(client), **SAID, files=files((tiff("white", "red"), "map.tif")))
    seal_all()

    first = archivist.get(f"/berkas/{client.number}/dokumen/0002")
    second = archivist.get(f"/berkas/{client.number}/dokumen/0002/hlm/2")

    assert "Halaman 1 dari 2" in first.text
    assert "data:image/png;base64," in first.text
    assert "Teks menunggu dibaca dari gambarnya." in first.text
    assert "Lapas Kelas IIA Contoh" in first.text
    assert "map.tif" in first.text
    shown = [re.search(r'src="(data:image[^"]+)"', one.text) for one in (first, second)]
    assert shown[0]
    assert shown[1]
    assert shown[0][1] != shown[1][1]
    assert archivist.get(f"/berkas/{client.number}/dokumen/0002/hlm/3").status_code == 404


def test_a_word_file_is_read_as_its_words(
    archivist: Browser, client: Client, post: Post, seal_all: Seal
) -> None:
    import docx  # noqa: PLC0415  (slow to import)

    document, target = docx.Document(), io.BytesIO()
    document.add_paragraph("Berita acara: terdakwa <b>mengaku</b>")
    document.save(target)
    post(archivist, url(client), kind="bap", files=files((target.getvalue(), "bap.docx")))
    seal_all()

    page = archivist.get(f"/berkas/{client.number}/dokumen/0002").text

    assert "Teks dokumen" in page
    assert "terdakwa &lt;b&gt;mengaku&lt;/b&gt;" in page
    assert "Unduh DOCX" in page
    assert "0 halaman" not in page


def test_a_file_is_handed_out_to_keep_with_the_name_it_came_with(
    archivist: Browser, client: Client, post: Post, seal_all: Seal
) -> None:
    content = pdf("Putusan")
    post(archivist, url(client), **SAID, files=files((content, '../"a\r\nb".exe')))
    seal_all()

    answer = archivist.get(f"/berkas/{client.number}/dokumen/0002/unduh/asli.pdf")

    assert answer.data == content
    assert answer.mimetype == "application/pdf"
    told = answer.headers["Content-Disposition"]
    assert told.startswith(f'attachment; filename="{client.number}_0002_')
    assert ".exe" not in told
    assert told.partition(";")[2].partition(";")[0].endswith('.pdf"')


def test_a_childs_source_bears_no_name_of_its_own(
    pk_browser: Browser, make_client: MakeClient, post: Post, seal_all: Seal
) -> None:
    child = make_client(name="Made Wirawan", child=True, nik=None)
    post(pk_browser, url(child), **SAID, files=files((pdf("LPKA"), "Made Wirawan.pdf")))
    seal_all()

    answer = pk_browser.get(f"/berkas/{child.number}/dokumen/0002/unduh/asli.pdf")

    assert f'filename="{child.number}_0002_sumber.pdf"' in answer.headers["Content-Disposition"]


def test_the_same_file_twice_is_told_and_kept_once(
    archivist: Browser, client: Client, post: Post, database: Database
) -> None:
    first, again = (pdf("Sama"), "a.pdf"), (pdf("Sama"), "b.pdf")
    post(archivist, url(client), **SAID, files=files(first))

    answer = post(archivist, url(client), **SAID, files=files(again, (pdf("Lain"), "c.pdf")))
    page = archivist.get(answer.location).text

    assert "Dokumen b.pdf sudah tersimpan di berkas ini sebagai Hasil asesmen Lapas" in page
    assert "1 dokumen tersimpan" in page
    assert len(kept(database)) == 2


def test_one_file_that_cannot_be_kept_keeps_none(
    archivist: Browser, client: Client, post: Post, database: Database
) -> None:
    given = files((pdf("Baik"), "baik.pdf"), (b"MZ\x90", "hasil.pdf"), (b"", "kosong.pdf"))

    answer = post(archivist, url(client), kind="", dated="31-02-2024", files=given)

    assert answer.status_code == 422
    assert "Dokumen hasil.pdf tidak dapat dipakai: bukan PDF, DOCX, JPG, PNG" in answer.text
    assert "Dokumen kosong.pdf tidak dapat dipakai: kosong." in answer.text
    assert "Jenis dokumen wajib diisi." in answer.text
    assert "Tanggal 31-02-2024 tidak ada di kalender." in answer.text
    assert kept(database) == []


def test_nothing_chosen_is_told(archivist: Browser, client: Client, post: Post) -> None:
    answer = post(archivist, url(client), **SAID)

    assert answer.status_code == 422
    assert "Dokumen wajib diisi." in answer.text


def test_who_may_not_file_sources_is_not_offered_it(
    browser_of: BrowserOf, staff: Staff, client: Client, archivist: Browser
) -> None:
    head = browser_of(staff.head)

    assert "sumber/baru" not in head.get(f"/berkas/{client.number}").text
    assert head.get(url(client)).status_code == 404
    assert "Unggah hasil Lapas/Rutan/LPKA" in archivist.get(f"/berkas/{client.number}").text


def test_a_file_that_is_not_open_to_the_reader_takes_nothing_in(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient, database: Database
) -> None:
    child = make_client(name="Made Wirawan", child=True, nik=None, pk_id=None)
    pk = browser_of(staff.pk)

    assert pk.get(url(child)).status_code == 404
    assert kept(database) == []


def test_the_number_and_the_words_of_a_source_are_sealed_for_the_search(
    archivist: Browser,
    client: Client,
    post: Post,
    seal_all: Seal,
    database: Database,
    at: datetime,
) -> None:
    post(archivist, url(client), **SAID, files=files((pdf("kata langka"), "a.pdf")))
    seal_all()

    with database.reading() as session:
        bag = session.scalars(select(Deposit).where(Deposit.kind == "sumber")).one()
    assert bag.number == "W.12/2024"
    assert bag.file("teks.txt")
    assert bag.at > at


def test_a_page_that_cannot_be_drawn_still_gives_its_document(
    archivist: Browser,
    client: Client,
    post: Post,
    seal_all: Seal,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    post(archivist, url(client), **SAID, files=files((tiff("white"), "map.tif")))
    seal_all()

    def end(*_: object) -> bytes:
        raise limited.Overrun("scan-page")

    monkeypatch.setattr(scan, "png", end)
    page = archivist.get(f"/berkas/{client.number}/dokumen/0002")

    assert page.status_code == 200
    assert "Halaman ini tidak dapat ditampilkan di sini. Unduh dokumennya." in page.text
    assert "Unduh TIFF" in page.text
    assert "cannot be drawn" in caplog.text


def test_no_file_is_looked_at_for_who_may_not_open_the_clients(
    make_client: MakeClient, pk_browser: Browser, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = make_client(child=True, pk_id=None)
    looked = list[str]()
    monkeypatch.setattr(intake, "read", lambda _, name: looked.append(name))

    given = files((pdf("Putusan"), "putusan.pdf"))
    answer = post(pk_browser, url(child), **SAID, files=given)

    assert (answer.status_code, looked) == (404, [])
