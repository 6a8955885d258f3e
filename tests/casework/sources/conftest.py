"""Files as they come from a prison or out of a cabinet: PDF, Word, pictures."""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import docx
import pytest
from PIL import Image

from casework.clients.model import Client
from casework.db.engine import Database
from casework.sources import intake, service
from casework.sources.description import Description
from casework.sources.intake import Received
from casework.sources.model import Source
from rendering import limited
from tests.conftest import MakeClient, Staff
from tests.papers import pdf

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
FileSource = Callable[..., Source]


@pytest.fixture(scope="session", autouse=True)
def _children() -> Iterator[None]:
    yield
    limited.close()


@pytest.fixture(scope="session")
def corpora() -> Path:
    if not CORPORA.is_dir():
        pytest.skip("the corpora are not beside the checkout")
    return CORPORA


@pytest.fixture
def budi(make_client: MakeClient) -> Client:
    return make_client()


@pytest.fixture
def file_source(
    database: Database, staff: Staff, budi: Client, at: datetime, seal_all: Callable[[], None]
) -> FileSource:
    """Take a file in and seal it; a page of PDF unless other bytes are given."""

    def take(
        content: bytes = b"",
        name: str = "hasil.pdf",
        *,
        client: Client | None = None,
        description: Description | None = None,
        received: Received | None = None,
    ) -> Source:
        received = received or intake.read(content or pdf("Hasil asesmen Lapas"), name)
        said = description or Description("hasil-asesmen", "Lapas Kelas IIA Contoh")
        with database.transaction() as session:
            made = service.file_source(session, staff.pk, client or budi, received, said, at=at)
        seal_all()
        return made

    return take


def word(*paragraphs: str) -> bytes:
    """Return a Word file with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def picture(form: str = "PNG", colours: Sequence[str] = ("white",), size: int = 60) -> bytes:
    """Return a picture with a page of each colour; only TIFF holds more than one."""
    pages = [Image.new("RGB", (size, size), colour) for colour in colours]
    target = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if form == "TIFF" else {}
    pages[0].save(target, form, **more)
    return target.getvalue()
