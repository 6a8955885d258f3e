"""The real LibreOffice: every template becomes a PDF of the same words."""

from collections.abc import Callable
from typing import Any

import pytest

import doc_templates
from rendering import check, compare
from rendering.fill import fill
from rendering.office import Office, OfficeFailed, OfficeMissing

Make = Callable[..., bytes]
pytestmark = pytest.mark.office


@pytest.mark.parametrize("name", doc_templates.NAMES)
def test_every_template_becomes_a_pdf_of_the_same_words(
    office: Office, qr: bytes, name: str
) -> None:
    template = doc_templates.find(name)
    pictures = {"qr": qr} if "qr" in template.pictures else {}
    docx = fill(template, doc_templates.sample(name), pictures)

    pdf = office.convert(docx)

    assert compare.same_words(docx, pdf)
    assert check.problems(pdf) == ()


def test_a_report_without_needs_says_why(
    office: Office, make_report: Make, report: dict[str, Any]
) -> None:
    needs = {
        "dilakukan": False,
        "judul": "Kebutuhan kriminogenik",
        "nama": "Kebutuhan kriminogenik",
        "alasan": "nilai risiko Rendah dan tidak ada butir yang ditandai",
    }

    docx = make_report(kebutuhan=needs, ringkasan=report["ringkasan"] | {"sejak": ""})

    pages = compare.same_words(docx, office.convert(docx))
    assert "tidak dilakukan karena nilai risiko Rendah" in " ".join(" ".join(pages).split())


def test_a_file_that_is_no_document_is_never_taken_for_one(office: Office) -> None:
    with pytest.raises(OfficeFailed):
        office.convert(b"\x00\x01 tidak ada apa-apa di sini" * 50)


def test_a_missing_libreoffice_names_its_package() -> None:
    with pytest.raises(OfficeMissing) as refusal:
        Office(program="soffice-yang-tidak-ada").start()

    assert refusal.value.package == "libreoffice-writer-nogui"
