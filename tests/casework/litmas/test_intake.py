"""What comes in as a Litmas: PDF or DOCX, looked at before anything is kept."""

import pytest

from casework.documents.press import Press
from casework.errors import Fault
from casework.litmas import intake
from rendering.office import Office
from tests.casework.litmas.conftest import signed_pdf, word_file
from tests.papers import pdf

pytestmark = pytest.mark.office


def test_a_pdf_is_kept_as_it_came_with_the_text_of_its_pages(press: Press) -> None:
    content = pdf("Pendahuluan", "Kesimpulan")

    found = intake.read(press, content, "litmas.pdf")

    assert found.source == found.pdf == content
    assert [page.strip() for page in found.pages] == ["Pendahuluan", "Kesimpulan"]
    assert not found.signed


def test_a_word_file_is_kept_beside_the_pdf_made_of_it(press: Press) -> None:
    content = word_file("Penelitian Kemasyarakatan", "Kesimpulan: tetap dibimbing")

    found = intake.read(press, content, "litmas.docx")

    assert (found.kind, found.source) == ("docx", content)
    assert found.pdf.startswith(b"%PDF-")
    assert "tetap dibimbing" in found.pages[0]


def test_an_electronic_signature_is_noticed(press: Press) -> None:
    assert intake.read(press, signed_pdf(), "litmas.pdf").signed


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"Kepada Yth. Kepala Bapas", "not-a-document"), (pdf("x")[:200], "corrupt")],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(
    press: Press, content: bytes, reason: str
) -> None:
    with pytest.raises(intake.Unusable) as refused:
        intake.read(press, content, "litmas.pdf")

    assert refused.value.reason == reason
    assert refused.value.faults == (Fault("file", f"upload-{reason}"),)


def test_without_libreoffice_the_package_is_named() -> None:
    nowhere = Press(Office(program="tidak-terpasang"))

    with pytest.raises(intake.OfficeAway) as refused:
        intake.read(nowhere, word_file("Litmas"), "litmas.docx")

    assert refused.value.package == "libreoffice-writer-nogui"
