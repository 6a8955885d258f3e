"""The QR on the paper: read from a poor photograph of the printed page."""

import io
import random
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from rendering import page_image, qr, text
from rendering.office import Office

pytestmark = pytest.mark.office
ADDRESS = "https://bapas.contoh.example/v/P7K29QMX4HTA"
Make = Callable[..., bytes]


def test_the_code_is_read_from_a_turned_blurred_and_noisy_page(
    office: Office, make_report: Make
) -> None:
    pdf = office.convert(make_report())
    page = _signed_page(pdf)
    picture = _page(pdf, page, 150).rotate(3, Image.Resampling.BICUBIC, fillcolor=255)
    picture = _noisy(picture.filter(ImageFilter.GaussianBlur(1.0)))

    assert _codes(picture) == [ADDRESS]


def test_the_code_is_at_least_two_and_a_half_centimetres_with_its_quiet_zone(
    office: Office, make_report: Make
) -> None:
    pdf = office.convert(make_report())
    page = _signed_page(pdf)

    found = zxingcpp.read_barcodes(_page(pdf, page, 300))[0].position
    side = (found.top_right.x - found.top_left.x) / 300 * 2.54

    assert side * 41 / 33 >= 2.5  # 33 modules and four white ones at either side


def test_a_page_that_is_not_there_is_refused(office: Office, make_report: Make) -> None:
    pdf = office.convert(make_report())

    with pytest.raises(page_image.NoSuchPage):
        page_image.png(pdf, 99)


def test_the_picture_says_the_address() -> None:
    assert _codes(Image.open(io.BytesIO(qr.png(ADDRESS))).convert("L")) == [ADDRESS]


def _signed_page(pdf: bytes) -> int:
    pages = text.of_pdf(pdf)
    return next(number for number, page in enumerate(pages, 1) if "Mengetahui," in page)


def _page(pdf: bytes, number: int, dpi: int) -> Image.Image:
    return Image.open(io.BytesIO(page_image.png(pdf, number, dpi=dpi))).convert("L")


def _noisy(picture: Image.Image) -> Image.Image:
    noise = Image.frombytes(
        "L", picture.size, random.Random(7).randbytes(picture.width * picture.height)
    )
    return Image.blend(picture, noise, 0.25)


def _codes(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]
