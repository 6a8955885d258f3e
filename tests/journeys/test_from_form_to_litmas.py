"""The main job over HTTP: a form becomes a sealed document that is filed, found and attached."""

import hashlib
import io

import pytest
from docx import Document
from pypdf import PdfReader

from archive.verify import verify
from rendering.compare import same_words
from tests.journeys.conftest import GIVEN, NAME, Issued
from tests.papers import pdf
from tests.steps import (
    ADVICE,
    await_steps,
    carry,
    client_fields,
    upload_litmas,
)
from tests.visitor import Answer, Upload, Visitor
from tests.website import Site

pytestmark = pytest.mark.office

FARM = "Pendahuluan Litmas kelompok tani Sumber Rejeki"
_ORDER = ["done", "failed", "current", "waiting"]


def test_the_status_moves_through_the_five_steps_and_never_back(issued: Issued) -> None:
    assert issued.states[-1] == ["done"] * 5
    for states in issued.states:
        assert "failed" not in states
        assert states == sorted(states, key=_ORDER.index)


def test_the_paper_says_the_same_as_word_and_as_pdf(assessor: Visitor, issued: Issued) -> None:
    page = assessor.open(issued.issuing)
    word = assessor.get(page.link("DOCX"))
    paper = assessor.get(page.link("Unduh PDF"))

    said = " ".join(" ".join(same_words(word.body, paper.body)).split())

    assert word.headers["content-disposition"].startswith("attachment")
    for words in (NAME, issued.letter, "11", "Sedang", ADVICE, "RAHASIA", "Rina Wulandari"):
        assert words in said, words


def test_the_file_shows_everything_in_it_with_files_and_checksum(
    site: Site, assessor: Visitor, issued: Issued
) -> None:
    page = assessor.open(issued.file)
    paper = assessor.get(page.link(_label(page, "PDF dokumen 0003")))

    digest = hashlib.sha256(paper.body).hexdigest()

    assert "Pembukaan berkas" in page.words
    assert f"nomor {issued.letter}" in page.words
    assert f"SHA-256 {digest[:4]} {digest[4:8]} … {digest[-4:]}" in page.words
    assert digest in assessor.open(f"{issued.file}/dokumen/0003").text.replace(" ", "")
    assert list(verify(site.parts.shelf)) == []


def _label(page: Answer, start: str) -> str:
    found = [str(one.get("aria-label")) for one in page.tree.iter("a") if one.get("aria-label")]
    return next(one for one in found if one.startswith(start))


def test_a_result_waits_for_its_pk_with_the_sentence_for_the_litmas(
    assessor: Visitor, pk: Visitor, pk_id: str
) -> None:
    number = carry(assessor, client_fields("Hasil Menunggu", pk_id=pk_id), GIVEN)

    for page in (pk.open("/"), pk.open("/litmas")):
        assert "Hasil baru" in page.words
        sentence = page.tree.get_element_by_id(f"kalimat-{number}").text_content()
        assert "Laporan Hasil Asesmen Risiko dan Kebutuhan nomor WP.10" in sentence
        assert "adalah 11 dari 17, kategori Sedang" in sentence
        assert "kebutuhan kriminogenik adalah 2 dari 38, kategori Rendah" in sentence
    taken = pk.open(pk.open("/").link(f"Lampirkan hasil {number} ke Litmas"))
    assert taken.value("hasil") == "1"
    upload_litmas(pk, number, Upload("l.pdf", pdf(f"Litmas {number}")), result="1")
    assert f"kalimat-{number}" not in pk.open("/").text


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_litmas_and_the_result_come_out_as_one_sealed_paper(
    site: Site, pk: Visitor, issued: Issued, kind: str
) -> None:
    page = upload_litmas(pk, issued.number, _litmas(kind), result="1")
    assert page.status == 200, page.words
    assert await_steps(pk, f"{page.path}/status")[-1] in ([], ["done"] * 4)
    page = pk.open(page.path)

    bundle = pk.get(page.link("Unduh bundel"))
    reader = PdfReader(io.BytesIO(bundle.body))
    pages = [" ".join(one.extract_text().split()) for one in reader.pages]

    assert "DAFTAR ISI BUNDEL" in pages[0]
    assert FARM in pages[1]
    divider = next(n for n, one in enumerate(pages) if "LAMPIRAN I " in one)
    assert "LAPORAN HASIL ASESMEN RISIKO DAN KEBUTUHAN" in pages[divider + 1]
    assert issued.letter in pages[divider + 1]
    titles = [str(one["/Title"]) for one in reader.outline if isinstance(one, dict)]
    assert titles == ["Daftar isi bundel", "Litmas Pembimbingan", "Lampiran I"]
    assert all(f"halaman {n} dari {len(pages)}" in one for n, one in enumerate(pages, 1))
    file = pk.open(issued.file)
    assert "tersegel" in file.words
    assert list(verify(site.parts.shelf)) == []


def _litmas(kind: str) -> Upload:
    if kind == "pdf":
        return Upload("litmas.pdf", pdf(FARM, "Analisis Litmas"))
    document = Document()
    document.add_paragraph(FARM)
    target = io.BytesIO()
    document.save(target)
    return Upload("litmas.docx", target.getvalue())


def test_a_signed_scan_becomes_the_annex_of_the_next_bundle(
    site: Site, assessor: Visitor, pk: Visitor, pk_id: str
) -> None:
    number = carry(assessor, client_fields("Tanda Tangan", pk_id=pk_id))
    page = upload_litmas(pk, number, Upload("l.pdf", pdf(f"{FARM} ketiga")), result="1")
    await_steps(pk, f"{page.path}/status")
    read = pk.open(f"/berkas/{number}/dokumen/0003")
    scan = Upload("pindai.pdf", pdf("Pindaian laporan bertanda tangan basah"))
    button = next(
        " ".join(one.text_content().split())
        for one in read.tree.xpath('//form[contains(@action,"/salinan")]//button')
    )
    filed = pk.press(read, button, {"scan": scan})
    assert "tersimpan, segera disegel" in filed.text
    site.settle()

    again = pk.open(page.path)
    assert "Lampiran I kini bertanda tangan" in again.words
    again = pk.press(again, "Buat bundel baru")
    await_steps(pk, f"{again.path}/status")

    bundle = pk.get(pk.open(again.path).link("Unduh bundel"))
    said = [one.extract_text() for one in PdfReader(io.BytesIO(bundle.body)).pages]
    assert any("Pindaian laporan bertanda tangan basah" in one for one in said)
    assert not any("Analisis asesor" in one for one in said)
