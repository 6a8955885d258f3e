"""What may be kept as a source, and why another file may not."""

import contextlib
import io
import random
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from casework.sources import intake
from casework.sources.intake import UnusableSource
from casework.sources.rules import LARGEST
from rendering import page_image, scan
from rendering.page_image import NoSuchPage
from tests.casework.sources.conftest import picture, word
from tests.papers import pdf

# what is wrong with a file of the corpora; every other one is kept
NOT_KEPT = {
    "arturt-corrupted.pdf": "corrupt",
    "arturt-encrypted.pdf": "encrypted",
    "libreoffice-writer-password.pdf": "encrypted",
    "pdflatex-forms.pdf": "active-content",
    "unreadablemetadata.pdf": "corrupt",
    "shp-inline-shape-access.docx": "external-links",
}


def _reason(content: bytes, name: str = "hasil.pdf") -> str:
    with pytest.raises(UnusableSource) as refused:
        intake.read(content, name)
    assert refused.value.name == name
    return refused.value.reason


def test_every_file_of_the_corpora_is_kept_or_refused_with_a_reason(corpora: Path) -> None:
    refused, silent = {}, set[str]()
    for path in sorted([*(corpora / "pdf").iterdir(), *(corpora / "docx").iterdir()]):
        try:
            received = intake.read(path.read_bytes(), path.name)
        except UnusableSource as unusable:
            refused[path.name] = unusable.reason
            continue
        assert received.ending == path.suffix[1:]
        assert received.content == path.read_bytes()
        assert "\f" not in "".join(received.text)
        if received.ending == "pdf":
            assert page_image.png(received.content, received.pages).startswith(b"\x89PNG")
        if not received.has_text:
            silent.add(path.suffix)

    assert refused == NOT_KEPT
    assert ".pdf" in silent  # a scan, whose words are read later


def test_a_pdf_brings_its_words_page_by_page() -> None:
    received = intake.read(pdf("Hasil pertama", "Hasil kedua"), "C:\\pindaian\\hasil.PDF")

    assert (received.name, received.ending, received.pages) == ("hasil.PDF", "pdf", 2)
    assert ["pertama" in page for page in received.text] == [True, False]
    assert received.has_text


def test_a_word_file_brings_its_words_and_has_no_pages_yet() -> None:
    received = intake.read(word("Putusan Pengadilan"), "putusan.docx")

    assert (received.ending, received.pages, received.has_text) == ("docx", 0, True)


@pytest.mark.parametrize(("form", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("TIFF", "tiff")])
def test_a_picture_is_a_scan_without_words(form: str, ending: str) -> None:
    received = intake.read(picture(form), "pindaian.pdf")  # the name decides nothing

    assert (received.ending, received.pages, received.has_text) == (ending, 1, False)
    assert received.media_type == scan.MEDIA[ending]


def test_the_pages_of_a_scan_are_counted_and_drawn_one_by_one() -> None:
    content = picture("TIFF", ("white", "black", "red"))

    assert intake.read(content, "map.tif").pages == 3
    colours = [
        Image.open(io.BytesIO(scan.png(content, n))).convert("RGB").getpixel((5, 5))
        for n in (1, 2, 3)
    ]
    assert colours == [(255, 255, 255), (0, 0, 0), (255, 0, 0)]
    for number in (0, 4):
        with pytest.raises(NoSuchPage):
            scan.png(content, number)


def test_a_page_is_drawn_no_wider_than_the_screen_and_the_right_way_up() -> None:
    turned = Image.new("L", (4000, 2000))
    exif = turned.getexif()
    exif[0x0112] = 6  # lay on its side
    target = io.BytesIO()
    turned.save(target, "JPEG", exif=exif)

    drawn = Image.open(io.BytesIO(scan.png(target.getvalue(), 1)))

    assert drawn.width <= 1200
    assert drawn.height > drawn.width


@pytest.mark.parametrize(
    ("mode", "colour", "form", "options"),
    [
        ("1", 1, "TIFF", {"compression": "group4"}),
        ("1", 1, "PNG", {}),
        ("L", 255, "TIFF", {"compression": "tiff_lzw"}),
        ("RGB", (255, 255, 255), "TIFF", {"compression": "jpeg"}),
        ("I;16", 65_535, "TIFF", {}),
        ("I;16", 65_535, "PNG", {}),
        ("CMYK", (0, 0, 0, 0), "JPEG", {}),
        ("P", 0, "PNG", {}),
        ("RGBA", (0, 0, 0, 0), "PNG", {}),
        ("LA", (0, 0), "PNG", {}),
    ],
)
def test_a_white_page_of_any_scanner_is_drawn_white(
    mode: str, colour: int | tuple[int, ...], form: str, options: dict[str, str]
) -> None:
    page, target = Image.new(mode, (1500, 900), colour), io.BytesIO()
    if mode == "P":
        page.putpalette([255, 255, 255] * 256)
    page.save(target, form, **options)

    intake.read(target.getvalue(), "pindaian")
    drawn = Image.open(io.BytesIO(scan.png(target.getvalue(), 1)))

    assert drawn.width == 1200
    shade = drawn.convert("L").getpixel((600, 300))
    assert isinstance(shade, int | float)
    assert shade >= 254


def test_the_largest_page_that_is_kept_can_also_be_drawn() -> None:
    for mode in ("1", "RGB", "RGBA"):
        target = io.BytesIO()
        Image.new(mode, (8_900, 8_900), "white").save(target, "PNG", compress_level=1)
        assert len(target.getvalue()) < LARGEST

        assert intake.read(target.getvalue(), "peta.png").pages == 1
        assert scan.png(target.getvalue(), 1).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "content",
    [
        b"MZ" + b"\x90" * 200,
        b"\x7fELF" + bytes(200),
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"GIF89a" + bytes(100),
        b"Kepada Yth.",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
)
@pytest.mark.parametrize("name", ["hasil.pdf", "hasil.docx", "hasil.jpg"])
def test_what_is_no_document_is_refused_whatever_its_name(content: bytes, name: str) -> None:
    assert _reason(content, name) == "no-source"


def test_nothing_and_too_much_are_refused() -> None:
    assert _reason(b"") == "empty"
    assert _reason(b"%PDF-1.7\n" + bytes(LARGEST)) == "source-too-large"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("part", [0.3, 0.7])
def test_a_picture_that_was_cut_off_is_refused(form: str, part: float) -> None:
    dice = random.Random(5)
    noise = Image.frombytes("RGB", (120, 120), dice.randbytes(120 * 120 * 3))
    target = io.BytesIO()
    noise.save(target, form)
    whole = target.getvalue()

    assert _reason(whole[: int(len(whole) * part)]) == "corrupt"


def test_a_picture_beyond_all_measure_is_refused_before_it_is_read() -> None:
    target = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(target, "PNG")

    assert _reason(target.getvalue()) == "picture-size"


def test_a_picture_that_is_also_a_zip_is_refused() -> None:
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("run.exe", b"MZ")

    assert _reason(picture() + hidden.getvalue()) == "disguised"


def test_random_damage_never_does_more_than_refuse() -> None:
    dice = random.Random(11)
    for form in ("PNG", "JPEG", "TIFF"):
        whole = picture(form, ("white", "black"))
        for _ in range(15):
            damaged = bytearray(whole)
            for _ in range(dice.randrange(1, 20)):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            with contextlib.suppress(UnusableSource):
                assert intake.read(bytes(damaged), "x").ending in {"png", "jpg", "tiff"}
