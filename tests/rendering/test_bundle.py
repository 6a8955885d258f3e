"""The Litmas bundle: whole or not at all, numbered, and honest about what it claims."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import NameObject, RectangleObject
from reportlab.pdfgen.canvas import Canvas

import doc_templates
from rendering import check, page_image, text
from rendering.bundle import (
    Bundle,
    Part,
    PartUnusable,
    Range,
    Stamp,
    assemble,
    contents,
    ranges,
)
from rendering.fill import fill
from rendering.office import Office

pytestmark = pytest.mark.office
STAMP = Stamp("H4XT-72KM-PQ9C")
Contents = Callable[..., bytes]


@pytest.fixture(scope="module")
def make_contents(office: Office, qr: bytes) -> Contents:
    """Return a maker of contents sheets with any list of pieces."""

    def make(placed: tuple[Range, ...] = (Range(1, 1),)) -> bytes:
        values: dict[str, Any] = dict(doc_templates.sample("daftar-isi-bundel"))
        values["daftar"] = [
            {
                "bagian": f"Lampiran {number}",
                "judul": "Surat pernyataan",
                "utama": True,
                "keterangan": ["9 Maret 2026"],
                "halaman": str(place),
                "jumlah": place.count,
            }
            for number, place in enumerate(placed)
        ]
        values["jumlah_halaman"] = placed[-1].last
        return office.convert(fill(doc_templates.find("daftar-isi-bundel"), values, {"qr": qr}))

    return make


@pytest.fixture(scope="module")
def base(make_contents: Contents) -> bytes:
    return make_contents()


@pytest.fixture(scope="module")
def divider(office: Office) -> bytes:
    name = "pemisah-lampiran"
    return office.convert(fill(doc_templates.find(name), doc_templates.sample(name)))


def _drawn(pages: int = 1, size: tuple[float, float] = (595, 842), word: str = "Litmas") -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawCentredString(size[0] / 2, size[1] / 2, f"{word}{number}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _words(bundle: Bundle) -> list[str]:
    return [" ".join(page.split()) for page in text.of_pdf(bundle.pdf)]


def test_every_page_of_every_piece_is_there_and_numbered(base: bytes, divider: bytes) -> None:
    bundle = assemble(
        base,
        [Part(_drawn(12), "Litmas Pembimbingan"), Part(divider, "Lampiran I", own=True),
         Part(_drawn(6, word="Asesmen"))],
        STAMP,
    )  # fmt: skip

    pages = _words(bundle)
    assert [str(one) for one in bundle.ranges] == ["1", "2–13", "14", "15–20"]  # noqa: RUF001
    assert [f"Litmas{n}" in pages[n] for n in range(1, 13)] == [True] * 12
    assert [f"Asesmen{n}" in pages[13 + n] for n in range(1, 7)] == [True] * 6
    for number, page in enumerate(pages, 1):
        assert re.findall(r"bundel \S+, halaman \d+ dari \d+", page) == [STAMP.text(number, 20)]


def test_the_same_pieces_give_the_same_bytes(base: bytes, divider: bytes) -> None:
    parts = [Part(_drawn(3), "Litmas"), Part(divider, "Lampiran I", own=True)]

    first, second = assemble(base, parts, STAMP), assemble(base, parts, STAMP)
    assert first == second
    assert assemble(base, parts, Stamp("LAIN")).pdf != first.pdf


def test_a_bundle_of_own_papers_still_claims_what_its_base_claims(
    base: bytes, divider: bytes
) -> None:
    bundle = assemble(base, [Part(divider, "Lampiran I", own=True)], STAMP)

    assert check.problems(bundle.pdf) == ()


def test_a_stranger_s_page_takes_the_claim_of_pdf_a_and_nothing_else(base: bytes) -> None:
    bundle = assemble(base, [Part(_drawn(1), "Litmas")], STAMP)

    problems = check.problems(bundle.pdf)
    reader = PdfReader(io.BytesIO(bundle.pdf))
    assert set(problems) == {"no-pdfa-claim", "fonts-not-embedded"}  # the font is the stranger's
    assert b"pdfaid:part" not in bundle.pdf
    assert reader.xmp_metadata is not None


def test_bookmarks_lead_to_the_pieces(base: bytes, divider: bytes) -> None:
    parts = [Part(_drawn(3), "Litmas Pembimbingan"), Part(divider, "Lampiran I", own=True),
             Part(_drawn(2))]  # fmt: skip

    reader = PdfReader(io.BytesIO(assemble(base, parts, STAMP).pdf))

    found = [
        (one.title, reader.get_destination_page_number(one))
        for one in reader.outline
        if not isinstance(one, list)
    ]
    assert found == [("Daftar isi bundel", 0), ("Litmas Pembimbingan", 1), ("Lampiran I", 4)]


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7\nrusak", _drawn(2)[:400]])
def test_a_piece_that_cannot_be_read_refuses_the_bundle(base: bytes, broken: bytes) -> None:
    with pytest.raises(PartUnusable) as refusal:
        assemble(base, [Part(_drawn(1)), Part(broken, "Lampiran I")], STAMP)

    assert refusal.value.number == 2


def test_an_encrypted_piece_refuses_the_bundle(base: bytes) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_drawn(1))))
    writer.encrypt("", "rahasia", algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)

    with pytest.raises(PartUnusable):
        assemble(base, [Part(target.getvalue())], STAMP)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (1684, 2384), (200, 300)])
def test_the_stamp_stands_in_the_foot_as_the_page_is_shown(
    base: bytes, turn: int, size: tuple[float, float]
) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_drawn(1, size))))
    page = writer.pages[0]
    page.add_transformation(Transformation().translate(100, 50))
    page.mediabox = RectangleObject((100, 50, 100 + size[0], 50 + size[1]))
    page[NameObject("/CropBox")] = page.mediabox
    page.rotate(turn)
    target = io.BytesIO()
    writer.write(target)

    bundle = assemble(base, [Part(target.getvalue())], STAMP)

    across, up = _place_of_stamp(bundle.pdf, 1)
    assert 0 < across[0] < across[1] < 1
    assert 0.005 < up < 0.145
    assert STAMP.text(2, 2) in _words(bundle)[1]


def test_pages_that_share_one_drawing_get_each_their_own_stamp(base: bytes, corpora: Path) -> None:
    shared = (corpora / "pdf" / "habibi-rotated.pdf").read_bytes()

    pages = _words(assemble(base, [Part(shared)], STAMP))

    assert [page.count("bundel H4XT") for page in pages[1:]] == [1] * 4


@pytest.mark.full
def test_every_pdf_that_can_be_read_can_be_bundled(base: bytes, corpora: Path) -> None:
    for path in sorted((corpora / "pdf").iterdir()):
        data = path.read_bytes()
        sheet = check.look(data)
        if not sheet.pages or "encrypted" in sheet.problems or sheet.pages > 50:
            continue
        bundle = assemble(base, [Part(data, path.name)], STAMP)
        assert bundle.ranges[-1].last == check.look(bundle.pdf).pages == sheet.pages + 1


def test_a_form_is_copied_as_the_picture_it_shows(base: bytes, corpora: Path) -> None:
    data = (corpora / "pdf" / "libreoffice-form.pdf").read_bytes()

    reader = PdfReader(io.BytesIO(assemble(base, [Part(data)], STAMP).pdf))

    kinds = {str(one.get_object()["/Subtype"]) for one in reader.pages[1].annotations or ()}
    assert kinds == {"/Stamp"}
    assert not reader.get_fields()


def test_a_long_list_of_annexes_has_the_numbers_that_are_true(make_contents: Contents) -> None:
    parts = [Part(_drawn(2), f"Lampiran {number}") for number in range(28)]

    sheet, placed = contents(make_contents, parts)

    assert placed[0].count == check.look(sheet).pages > 1
    bundle = assemble(sheet, parts, STAMP)
    assert bundle.ranges == placed
    words = " ".join(_words(bundle)[: placed[0].count])
    assert all(f" {place} {place.count} " in words for place in placed[1:])


def test_ranges_follow_one_another() -> None:
    assert ranges([1, 12, 1, 6]) == (Range(1, 1), Range(2, 13), Range(14, 14), Range(15, 20))


def _place_of_stamp(pdf: bytes, number: int) -> tuple[tuple[float, float], float]:
    """Return from where to where across the stamp runs, and how high, as parts of the page."""
    picture = Image.open(io.BytesIO(page_image.png(pdf, number + 1))).convert("L")
    foot = picture.crop((0, int(picture.height * 0.85), picture.width, picture.height))
    box = foot.point(lambda light: 255 if light < 128 else 0).getbbox()
    assert box is not None
    left, top, right, _ = box
    return (left / picture.width, right / picture.width), 0.15 - top / picture.height
