"""The proof that PDF and Word file say the same: it holds for ours and sees every other one."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from rendering import compare, text
from rendering.office import Office

pytestmark = pytest.mark.office
Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def pdf(office: Office, qr: bytes) -> bytes:
    return office.convert(_sample(qr))


def _sample(qr: bytes) -> bytes:
    import doc_templates  # noqa: PLC0415 - a fixture of the module's scope
    from rendering.fill import fill  # noqa: PLC0415 - as above

    name = "laporan-hasil-asesmen"
    return fill(doc_templates.find(name), doc_templates.sample(name), {"qr": qr})


@pytest.mark.parametrize(
    ("before", "after", "missing", "extra"),
    [
        ("Sulaiman", "Sulaeman", ("Sulaeman",), ("Sulaiman",)),
        ("pernah divonis", "divonis", (), ()),
        ("Tetap", "Naik", ("Naik",), ("Tetap",)),
        ("daftar upah", "daftar daftar upah", ("daftar",), ()),
    ],
)
def test_one_word_less_more_or_other_is_seen(
    pdf: bytes, qr: bytes, before: str, after: str, missing: tuple[str, ...], extra: tuple[str, ...]
) -> None:
    docx = _changed(_sample(qr), before, after)
    if (missing, extra) == ((), ()):
        assert compare.same_words(docx, pdf)
        return

    with pytest.raises(compare.WordsDiffer) as difference:
        compare.same_words(docx, pdf)

    assert (difference.value.missing, difference.value.extra) == (missing, extra)


def test_the_pdf_of_another_document_is_seen(pdf: bytes, make_report: Make) -> None:
    with pytest.raises(compare.WordsDiffer) as difference:
        compare.same_words(make_report(nomor="WP.10.PAS.PAS.8-UM.01.01 - 893"), pdf)

    assert set(difference.value.missing) == {"893"}
    assert len(difference.value.missing) == len(text.of_pdf(pdf)) + 1


def test_a_number_that_a_line_s_end_parts_is_one_word(office: Office, make_report: Make) -> None:
    parted = " ".join(
        f"WP.10.PAS.PAS.8-UM.01.01-{number}/2026/Rumah-Tangga" for number in range(40)
    )
    docx = make_report(dasar=[parted, "x" * 20_000])

    assert compare.same_words(docx, office.convert(docx))


def test_evidence_longer_than_a_page_is_not_cut_off(
    office: Office, make_report: Make, report: dict[str, Any]
) -> None:
    report["risiko"]["bagian"][0]["butir"][3]["bukti"] = "Keterangan yang sangat panjang. " * 500
    docx = make_report(risiko=report["risiko"])

    assert compare.same_words(docx, office.convert(docx))


@pytest.mark.parametrize("more", range(0, 26, 5))
def test_date_signatures_and_code_stay_on_one_page(
    office: Office, make_report: Make, report: dict[str, dict[str, list[str]]], more: int
) -> None:
    report["rekomendasi"]["pengantar"] += [f"Alinea {number}." for number in range(more)]
    docx = make_report(rekomendasi=report["rekomendasi"])

    pages = text.of_pdf(office.convert(docx))

    places = [
        {number for number, page in enumerate(pages) if words in page}
        for words in ("Demikian laporan", "Mengetahui,", "bukan dokumen bertanda tangan")
    ]
    assert places[0] == places[1] == places[2]
    assert len(places[0]) == 1


def _changed(docx: bytes, before: str, after: str) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(docx))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(before.encode(), after.encode(), 1)
            archive.writestr(name, data)
    return target.getvalue()
