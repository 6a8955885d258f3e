"""A document is found by its client, its numbers, its day, its advice and its words."""

import re

import pytest

from tests.journeys.conftest import NAME, Issued
from tests.papers import pdf
from tests.steps import client_fields, register, upload_litmas
from tests.visitor import Answer, Upload, Visitor
from tests.website import Site, days_ago
from webapp.words.formatting import day

pytestmark = pytest.mark.office

TODAY, YESTERDAY = day(days_ago(0)), day(days_ago(1))
ADVISED = {"rekomendasi": "konseling-keluarga"}
ASKED = (
    pytest.param({"klien": "budi santoso"}, id="client"),
    pytest.param({"klien": "Boedi Santoso"}, id="client in old spelling"),
    pytest.param({"dari": TODAY, "sampai": TODAY}, id="date range"),
    pytest.param(ADVISED, id="recommendation"),
    pytest.param({"q": "singgah melati"}, id="words of the text"),
    pytest.param({"klien": "budi", **ADVISED, "dari": YESTERDAY, "q": "melati"}, id="together"),
)


@pytest.fixture(scope="module")
def reader(site: Site, issued: Issued, assessor: Visitor) -> Visitor:
    """One who searches an office in which others are registered too."""
    del issued  # carried along the road before anyone asks
    register(assessor, client_fields("Slamet Riyadi", received_on=day(days_ago(30))))
    site.settle()
    return Visitor(site, "bambang")


def ask(reader: Visitor, fields: dict[str, str]) -> Answer:
    page = reader.press(reader.open("/cari"), "Cari menurut isian ini", fields)
    assert page.status == 200, page.words
    assert re.fullmatch(r"/cari/[\w-]+", page.path), page.path
    return page


@pytest.mark.parametrize("fields", ASKED)
def test_a_result_is_found(reader: Visitor, issued: Issued, fields: dict[str, str]) -> None:
    page = ask(reader, fields)

    assert issued.number in page.words
    assert NAME in page.words
    assert "Slamet Riyadi" not in page.words or fields.keys() == {"dari", "sampai"}


def test_a_result_is_found_by_each_of_its_numbers(reader: Visitor, issued: Issued) -> None:
    for number in (issued.register, issued.letter, issued.number):
        page = ask(reader, {"nomor": number})

        assert issued.number in page.words, number
        assert "Slamet Riyadi" not in page.words, number


def test_a_litmas_and_its_bundle_are_found_by_their_words(
    site: Site, reader: Visitor, pk: Visitor, issued: Issued
) -> None:
    file = Upload("litmas.pdf", pdf("Pendahuluan: paguyuban petani Sumber Makmur"))
    upload_litmas(pk, issued.number, file, result="1")
    site.settle()

    page = ask(reader, {"q": "paguyuban petani sumber makmur"})

    assert issued.number in page.words
    for kind in ("Litmas", "Bundel"):
        assert kind in page.tree.xpath("//main")[0].text_content()


def test_what_does_not_fit_together_is_not_found(reader: Visitor, issued: Issued) -> None:
    assert issued.number not in ask(reader, {"klien": "budi", "dari": day(days_ago(-2))}).words
    other = {"klien": "budi", "rekomendasi": "pengelolaan-keuangan"}
    assert issued.number not in ask(reader, other).words
    assert issued.number not in ask(reader, {"klien": "slamet", "q": "melati"}).words
