"""SP-2, SP-3: sources read page by page beside the form, searched in, studied and remarked on."""

import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PIL import Image

from archive.shelf import Shelf
from casework.assessments import drafts, readiness, studying
from casework.assessments.model import Assessment
from casework.assessments.studying import Mark
from casework.clients.model import Client
from casework.clock import now
from casework.db.engine import Database
from casework.deposits.model import Deposit
from casework.jobs.worker import GiveWay
from casework.sources import ordering, reading
from casework.sources.model import Reading, ReadingState
from rendering.ocr import Reader, Unread
from tests.casework.sources.test_reading import WORDS, page, scan
from tests.conftest import MakeClient, MakeDraft, Staff
from tests.papers import issue_result, pdf
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post
from tests.webapp.views.berkas.test_sources import SAID, files, kept, url
from webapp.parts import Parts

Seal = Callable[[], None]


@pytest.fixture
def client(make_client: MakeClient) -> Client:
    return make_client()


@pytest.fixture
def draft(make_draft: MakeDraft, client: Client) -> Assessment:
    return make_draft(client, ready=False)


def _dokumen(client: Client, sequence: int = 2) -> str:
    return f"/berkas/{client.number}/dokumen/{sequence:04}"


def _list(client: Client) -> str:
    return f"/berkas/{client.number}/asesmen/1/sumber"


def _read(parts: Parts, shelf: Shelf, source_id: str, reader: Reader | None = None) -> None:
    for _ in range(20):
        try:
            reading.carry_out(
                parts.database, shelf, reader or Reader(parts.settings.reading), source_id
            )
        except GiveWay:
            continue
        return


def test_a_document_is_read_page_by_page_with_what_is_looked_for_marked(
    assessor: Browser, client: Client, post: Post, seal_all: Seal
) -> None:
    paper = pdf("Putusan pertama", "Klien bekerja\ndi bengkel las", "Bekerja di bengkel lagi")
    post(assessor, url(client), **SAID, files=files((paper, "putusan.pdf")))
    seal_all()

    third = assessor.get(f"{_dokumen(client)}?halaman=3&cari=bekerja di BENGKEL").text

    assert "Halaman 3 dari 3" in third
    assert "2 kali di 2 halaman" in third
    assert "<mark>Bekerja di bengkel</mark> lagi" in third
    assert 'aria-current="page">Halaman 3</a>' in third
    assert re.search(r'rel="prev" href="[^"]*/hlm/2\?cari=bekerja', third)
    assert 'rel="next"' not in third
    missing = assessor.get(f"{_dokumen(client)}?cari=<b>tidak</b>").text
    assert "“&lt;b&gt;tidak&lt;/b&gt;” tidak ada di dokumen ini." in missing
    assert assessor.get(f"{_dokumen(client)}?halaman=4").status_code == 404


def test_a_scan_says_how_far_its_reading_is_and_then_is_searched(
    assessor: Browser, client: Client, post: Post, seal_all: Seal, parts: Parts, shelf: Shelf
) -> None:
    post(assessor, url(client), **SAID, files=files((scan(*WORDS[:2]), "map.tif")))
    seal_all()
    (source,) = kept(parts.database)
    assert "Teks menunggu dibaca dari gambarnya." in assessor.get(_dokumen(client)).text

    with pytest.raises(GiveWay):
        reading.carry_out(parts.database, shelf, Reader(parts.settings.reading), source.id)
    half = _status(assessor, client)
    _read(parts, shelf, source.id)
    seal_all()
    done = assessor.get(f"{_dokumen(client)}/hlm/2?cari=wajib lapor").text

    assert half["steps"][0]["text"].startswith("Teks sedang dibaca: halaman 2 dari 2.")
    assert _status(assessor, client)["done"]
    assert "Teks dibaca komputer dari gambarnya dan dapat keliru" in done
    assert "<mark>wajib lapor</mark>" in done


def _status(browser: Browser, client: Client) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(browser.get(f"{_dokumen(client)}/status").text)
    return found


class _Never(Reader):
    def read(self, page: object) -> str:
        """Read nothing."""
        del page
        raise Unread("too-slow")


def test_a_scan_that_cannot_be_read_says_why_and_can_be_read_again(
    assessor: Browser,
    client: Client,
    post: Post,
    seal_all: Seal,
    parts: Parts,
    shelf: Shelf,
) -> None:
    post(assessor, url(client), **SAID, files=files((scan(WORDS[0]), "map.tif")))
    seal_all()
    (source,) = kept(parts.database)
    _read(parts, shelf, source.id, _Never(parts.settings.reading))

    failed = assessor.get(_dokumen(client)).text
    post(assessor, f"{_dokumen(client)}/baca-lagi")

    assert "Teks tidak dapat dibaca: terlalu lama." in failed
    assert "Dokumennya tetap dapat dilihat, dirujuk, dan diunduh." in failed
    assert "data:image/png;base64," in failed
    with parts.database.reading() as session:
        assert session.get_one(Reading, source.id).state is ReadingState.WAITING
    assert post(assessor, f"{_dokumen(client)}/baca-lagi").status_code == 409


def test_photos_become_one_document_in_their_order_with_the_originals_beside(
    assessor: Browser, client: Client, post: Post, seal_all: Seal
) -> None:
    photos = files((_jpeg(WORDS[0]), "IMG_2.jpg"), (_jpeg(WORDS[1]), "IMG_1.jpg"))

    answer = post(assessor, url(client), **SAID, together="satu", files=photos)
    seal_all()
    told = assessor.get(answer.location).text
    paper = assessor.get(_dokumen(client)).text
    original = assessor.get(f"{_dokumen(client)}/unduh/asli-02.jpg")

    assert "1 dokumen tersimpan" in told
    assert "Halaman 1 dari 2" in paper
    assert original.data == _jpeg(WORDS[1])
    assert "IMG_1.jpg" in original.headers["Content-Disposition"]
    again = files((_jpeg(WORDS[0]), "IMG_2.jpg"), (_jpeg(WORDS[1]), "IMG_1.jpg"))
    answer = post(assessor, url(client), **SAID, together="satu", files=again)
    assert "sudah tersimpan di berkas ini" in assessor.get(answer.location).text


def test_only_pictures_are_joined_and_a_heic_says_how_to_make_a_jpg(
    assessor: Browser, client: Client, post: Post, parts: Parts
) -> None:
    mixed = files((_jpeg("satu"), "a.jpg"), (pdf("dua"), "b.pdf"))
    heic = files((b"\x00\x00\x00\x18ftypheic" + b"\x00" * 400, "IMG_7.JPG"))

    first = post(assessor, url(client), **SAID, together="satu", files=mixed)
    second = post(assessor, url(client), **SAID, files=heic)

    assert (first.status_code, second.status_code) == (422, 422)
    assert "Dokumen b.pdf tidak dapat dipakai: bukan foto atau pindaian" in first.text
    assert "Pengaturan &gt; Kamera &gt; Format &gt; Paling Kompatibel" in second.text
    assert kept(parts.database) == []


def test_the_assessor_ticks_what_was_studied_and_the_rest_is_a_warning(
    assessor: Browser,
    client: Client,
    draft: Assessment,
    post: Post,
    seal_all: Seal,
    database: Database,
) -> None:
    post(assessor, url(client), **SAID, files=files((pdf("Hasil"), "a.pdf"), (pdf("x"), "b.pdf")))
    seal_all()
    first, second = kept(database)
    before = assessor.get(f"/berkas/{client.number}/asesmen/1").text
    issue = assessor.get(f"/berkas/{client.number}/asesmen/1/terbit").text

    fields = {
        f"dipelajari-{first.id}": "1",
        f"catatan-{first.id}": "Halaman 1: residivis.\n<b>",
        f"catatan-{second.id}": "",
    }
    post(assessor, _list(client), **fields)
    after = assessor.get(_list(client)).text

    assert "0 dari 2 dipelajari" in before
    assert issue.count("belum dipelajari.") == 2
    assert "1 dari 2 dipelajari" in after
    assert "Halaman 1: residivis.\n&lt;b&gt;" in after
    with database.reading() as session:
        here = session.get_one(Assessment, draft.id)
        faults = studying.warnings(session, client, here)
        assert [one.code for one in faults] == ["source-unstudied"]
        assert faults[0] in readiness.warnings(session, client, here, on=date(2026, 3, 9))


def test_an_earlier_result_is_studied_as_well(
    assessor: Browser,
    client: Client,
    staff: Staff,
    database: Database,
    make_draft: MakeDraft,
    seal_all: Seal,
) -> None:
    with database.transaction() as session:
        issue_result(session, staff.assessor, client, at=now())
    seal_all()
    make_draft(client, ready=False)

    listed = assessor.get(f"/berkas/{client.number}/asesmen/2/sumber").text

    assert "Hasil asesmen risiko dan kebutuhan" in listed
    assert "0 dari 1 dipelajari" in listed


def test_only_the_assessor_of_the_draft_says_what_was_studied(
    browser_of: BrowserOf,
    assessor: Browser,
    client: Client,
    draft: Assessment,
    post: Post,
    staff: Staff,
    seal_all: Seal,
    database: Database,
) -> None:
    post(assessor, url(client), **SAID, files=files((pdf("Hasil"), "a.pdf")))
    seal_all()
    (source,) = kept(database)
    supervisor = browser_of(staff.supervisor)

    seen = supervisor.get(_list(client)).text
    refused = post(supervisor, _list(client), **{f"catatan-{source.id}": "x"})

    assert "Belum dipelajari" in seen
    assert "<textarea" not in seen
    assert refused.status_code in {403, 404}
    mark = {source.id: Mark(studied=True)}
    with database.transaction() as session, pytest.raises(drafts.NotTheAssessor):
        studying.save(session, staff.supervisor, client, draft, mark, at=now())


def test_the_sources_of_a_child_are_closed_like_its_file(
    browser_of: BrowserOf,
    staff: Staff,
    make_client: MakeClient,
    post: Post,
    seal_all: Seal,
    database: Database,
) -> None:
    child = make_client(by=staff.pk, name="Anak Rekaan", child=True, birth_date=date(2011, 1, 5))
    pk, other = browser_of(staff.pk), browser_of(staff.assessor)
    post(pk, url(child), **SAID, files=files((scan(WORDS[0]), "anak.tif")))
    seal_all()

    assert pk.get(_dokumen(child)).status_code == 200
    for address in (_dokumen(child), f"{_dokumen(child)}/status", f"{_dokumen(child)}?sisip=1"):
        assert other.get(address).status_code == 404
    assert post(other, f"{_dokumen(child)}/baca-lagi").status_code == 404
    assert other.get(_list(child)).status_code == 404
    with database.transaction() as session:
        assert ordering.catch_up(session, at=now()) == 0


def test_the_pane_beside_the_form_gets_the_inside_of_a_page_alone(
    assessor: Browser,
    client: Client,
    draft: Assessment,
    post: Post,
    seal_all: Seal,
    database: Database,
) -> None:
    post(assessor, url(client), **SAID, files=files((pdf("Hasil", "Dua"), "a.pdf")))
    seal_all()
    with database.reading() as session:
        sequence = session.get_one(Deposit, kept(database)[0].id).sequence

    whole = assessor.get(f"/berkas/{client.number}/asesmen/{draft.ordinal}/isi/rri-a").text
    listed = assessor.get(f"{_list(client)}?sisip=1").text
    leaf = assessor.get(f"{_dokumen(client, sequence or 0)}/hlm/2?sisip=1").text

    assert f'href="{_list(client)}" data-side-pane' in whole
    assert "<html" not in listed + leaf
    assert 'name="sisip" value="1"' in listed
    assert "Halaman 2 dari 2" in leaf


def _jpeg(words: str) -> bytes:
    target = io.BytesIO()
    page(words).resize((620, 877), Image.Resampling.LANCZOS).save(target, "JPEG")
    return target.getvalue()
