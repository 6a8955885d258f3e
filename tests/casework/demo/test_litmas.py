"""The invented Litmas is a Word file of a few pages, the same for the same dice."""

import io
from datetime import date
from random import Random

import pytest
from docx import Document

from casework.demo.litmas import Request, chapters, litmas
from casework.demo.officers import officers
from casework.demo.people import Person, people
from casework.demo.source import fork

TODAY = date(2026, 3, 9)
ADULTS = [one for one in people(7, 40, TODAY) if not one.draft.child]
CHAPTERS = [
    "Pendahuluan",
    "Riwayat Hidup Klien",
    "Kondisi Keluarga dan Penjamin",
    "Lingkungan Sosial Budaya",
    "Riwayat Tindak Pidana",
    "Tanggapan Klien, Keluarga, dan Masyarakat",
    "Evaluasi Pembinaan",
    "Hasil Asesmen",
    "Analisis",
    "Kesimpulan",
    "Rekomendasi",
    "Penutup",
]


@pytest.fixture
def person() -> Person:
    return ADULTS[0]


@pytest.fixture
def request_of_the_office() -> Request:
    pk = officers(7, 8, TODAY)[2][1]
    return Request(pk, "Balai Pemasyarakatan Kelas II Contoh", "Kota Contoh", TODAY)


def dice(n: int = 0) -> Random:
    return fork(7, "litmas", n)


def test_the_same_dice_make_the_same_bytes(person: Person, request_of_the_office: Request) -> None:
    first = litmas(dice(), person, request_of_the_office)

    assert litmas(dice(), person, request_of_the_office) == first
    assert litmas(dice(1), person, request_of_the_office) != first


def test_it_has_the_chapters_of_a_litmas_in_their_order(
    person: Person, request_of_the_office: Request
) -> None:
    document = Document(io.BytesIO(litmas(dice(), person, request_of_the_office)))
    heads = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]

    assert [head.partition(". ")[2] for head in heads] == ["Identitas", *CHAPTERS]
    assert [head.partition(". ")[0] for head in heads][:4] == ["I", "II", "III", "IV"]
    assert [head.partition(". ")[0] for head in heads][-2:] == ["XII", "XIII"]


def test_it_names_the_client_the_verdict_and_the_officer(
    person: Person, request_of_the_office: Request
) -> None:
    document = Document(io.BytesIO(litmas(dice(), person, request_of_the_office)))
    words = "\n".join(one.text for one in document.paragraphs)

    assert person.draft.name in words
    assert person.draft.cases[0].verdict is not None
    assert person.draft.cases[0].verdict in words
    assert request_of_the_office.pk.nip in words
    assert "RAHASIA" in words


def test_the_result_is_told_where_it_is_given(
    person: Person, request_of_the_office: Request
) -> None:
    told = Request(
        request_of_the_office.pk,
        request_of_the_office.office,
        request_of_the_office.city,
        TODAY,
        "Nilai RRI 8 (Sedang).",
    )
    found = dict(chapters(dice(), person, told))

    assert found["Hasil Asesmen"] == ("Nilai RRI 8 (Sedang).",)
    assert "Nilai RRI 8 (Sedang)." in found["Kesimpulan"]


def test_no_blank_is_left_open_for_anybody(request_of_the_office: Request) -> None:
    for n, person in enumerate(ADULTS):
        for _, paragraphs in chapters(dice(n), person, request_of_the_office):
            assert not any("{" in text or "None" in text for text in paragraphs)
