"""A client with an issued result, Litmas as they come in, and one LibreOffice for all."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

from archive.shelf import Shelf
from casework.assessments.issuing import Workshop
from casework.assessments.model import Result
from casework.clients.model import Client
from casework.db.engine import Database
from casework.documents.press import Press
from casework.litmas import bundling, intake, service
from casework.litmas.model import BundleOrder, Litmas
from rendering import limited
from rendering.office import Office
from tests.conftest import MakeClient, Staff
from tests.papers import issue_result, pdf

FileLitmas = Callable[..., Litmas]
Order = Callable[..., BundleOrder]


@pytest.fixture(scope="session", autouse=True)
def _children() -> Iterator[None]:
    yield
    limited.close()


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    office = Office()
    yield Press(office)
    office.close()


@pytest.fixture
def budi(make_client: MakeClient) -> Client:
    return make_client()


@pytest.fixture
def result(
    database: Database, staff: Staff, budi: Client, at: datetime, seal_all: Callable[[], None]
) -> Result:
    with database.transaction() as session:
        made = issue_result(session, staff.assessor, budi, at=at)
    seal_all()
    return made


@pytest.fixture
def workshop(database: Database, shelf: Shelf, press: Press) -> Workshop:
    return Workshop(database, shelf, press)


@pytest.fixture
def file_litmas(
    workshop: Workshop, staff: Staff, budi: Client, at: datetime, seal_all: Callable[[], None]
) -> FileLitmas:
    """Take a Litmas in and seal it; two pages of PDF unless other bytes are given."""

    def take(content: bytes | None = None) -> Litmas:
        data = content if content is not None else pdf("Pendahuluan Litmas", "Analisis Litmas")
        upload = intake.read(workshop.press, data, "litmas.pdf")
        with workshop.database.transaction() as session:
            made = service.file_litmas(
                session, staff.pk, budi, upload, dated=date(2026, 3, 6), at=at
            )
        seal_all()
        return made

    return take


@pytest.fixture
def order(workshop: Workshop, staff: Staff, result: Result, at: datetime) -> Order:
    """Ask for the bundle of a Litmas and the result, and make it unless told otherwise."""

    def ask(litmas: Litmas, *, make: bool = True) -> BundleOrder:
        with workshop.database.transaction() as session:
            asked = service.attach(session, staff.pk, litmas, result.id, at=at)
        if make:
            bundling.carry_out(workshop.database, workshop.shelf, workshop.press, asked.id)
        return asked

    return ask


def word_file(*paragraphs: str) -> bytes:
    """Return a Word file with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def signed_pdf() -> bytes:
    """Return a PDF that bears an electronic signature."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Litmas bertanda tangan"))))
    signature = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Sig"),
            NameObject("/ByteRange"): ArrayObject([NumberObject(0)] * 4),
            NameObject("/Contents"): ByteStringObject(b"\x30\x00"),
        }
    )
    writer.root_object[NameObject("/Tanda")] = writer._add_object(signature)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
