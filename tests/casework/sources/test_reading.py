"""SP-2, SP-2: scans are read in the background, page by page, by the real Tesseract."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfWriter
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from casework.clients.model import Client
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.deposits.model import Deposit
from casework.jobs.worker import GiveWay, Later
from casework.rebuild.dump import lines
from casework.rebuild.service import rebuild
from casework.search import indexing
from casework.search.finder import Finder
from casework.sources import intake, ordering, reading, text
from casework.sources.model import PageRead, Reading, ReadingState, Source, SourceText
from indexer.criteria import Criteria
from rendering.ocr import Reader, Unread
from tests.casework.sources.conftest import FileSource, word
from tests.conftest import Staff
from tests.papers import pdf

WORDS = ("Klien bekerja di bengkel las", "Keluarga mendampingi wajib lapor", "Putusan pengadilan")
FONT = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"


def page(words: str, *, turned: int = 0) -> Image.Image:
    """Return a page of paper with these words on it, as a scanner sees it."""
    paper = Image.new("L", (1240, 1754), "white")
    font = ImageFont.truetype(FONT, 44)
    for n in range(6):
        ImageDraw.Draw(paper).text((120, 160 + n * 90), words, font=font, fill="black")
    return paper.rotate(turned, expand=True)


def scan(*words: str, turned: int = 0) -> bytes:
    """Return a TIFF with a page of each."""
    pages = [page(one, turned=turned) for one in words]
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return target.getvalue()


def scanned_pdf(*words: str) -> bytes:
    """Return a PDF whose pages are pictures."""
    pages = [page(one) for one in words]
    target = io.BytesIO()
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return target.getvalue()


class Broken(Reader):
    """Reads as the real one does, but not these pages."""

    def __init__(self, folder: Path, *, broken: Sequence[int]) -> None:
        super().__init__(folder)
        self._broken = broken
        self.turn = 0

    def read(self, page: object) -> str:
        """Fail at its turn."""
        self.turn += 1
        if self.turn in self._broken:
            raise Unread("too-slow")
        return super().read(page)  # type: ignore[arg-type]


@pytest.fixture
def reader(home: Path) -> Reader:
    return Reader(home / "bacaan")


@pytest.fixture
def read(
    database: Database, shelf: Shelf, reader: Reader, seal_all: Callable[[], None]
) -> Callable[..., int]:
    """Do what the worker does until the source is read; returns in how many turns."""

    def work(source: Source, by: Reader | None = None, *, most: int = 20) -> int:
        for turn in range(most):
            try:
                reading.carry_out(database, shelf, by or reader, source.id)
            except GiveWay:
                continue
            seal_all()
            return turn
        return most

    return work


def _state(database: Database, source: Source) -> Reading:
    with database.reading() as session:
        return session.get_one(Reading, source.id)


def _pages(database: Database, shelf: Shelf, source: Source) -> tuple[str, ...]:
    with database.reading() as session:
        return text.pages(session, shelf, session.get_one(Deposit, source.id))


def test_a_scan_is_read_a_page_a_turn_and_its_words_are_sealed(
    database: Database, shelf: Shelf, file_source: FileSource, read: Callable[..., int]
) -> None:
    source = file_source(scan(*WORDS), "berkas lama.tif")
    assert _state(database, source).state is ReadingState.WAITING

    assert read(source) == len(WORDS)

    state = _state(database, source)
    assert (state.state, state.page, state.pages) == (ReadingState.READ, 3, 3)
    for words, page in zip(WORDS, _pages(database, shelf, source), strict=True):
        assert words in page
    with database.reading() as session:
        sealed = session.scalars(select(SourceText)).one()
        bag = session.get_one(Deposit, sealed.id)
        assert not session.scalars(select(PageRead)).all()
    assert (bag.kind, bag.record["rujukan"]) == ("teks-sumber", [source.id])
    assert bag.isi["dibaca"] == [1, 2, 3]
    assert "tesseract" in sealed.engine


def test_a_page_that_lies_on_its_side_is_read_too(
    database: Database, shelf: Shelf, file_source: FileSource, read: Callable[..., int]
) -> None:
    source = file_source(scan(WORDS[0], turned=90), "miring.tif")

    read(source)

    assert WORDS[0] in _pages(database, shelf, source)[0]


def test_only_the_pages_without_words_of_a_pdf_are_read(
    database: Database, shelf: Shelf, file_source: FileSource, read: Callable[..., int]
) -> None:
    mixed = _together(pdf("Halaman dengan teks"), scanned_pdf(WORDS[1]))
    source = file_source(mixed)

    assert read(source) == 1

    own, seen = _pages(database, shelf, source)
    assert "Halaman dengan teks" in own
    assert WORDS[1] in seen


def test_what_has_words_of_its_own_is_not_read(database: Database, file_source: FileSource) -> None:
    whole, letter = file_source(), file_source(word("Putusan"), "putusan.docx")

    assert _state(database, whole).state is ReadingState.NOT_NEEDED
    with database.reading() as session:
        assert session.get(Reading, letter.id) is None


def test_a_kill_between_two_pages_loses_none_that_was_read(
    database: Database, shelf: Shelf, file_source: FileSource, reader: Reader
) -> None:
    source = file_source(scan(*WORDS))
    with pytest.raises(GiveWay):
        reading.carry_out(database, shelf, reader, source.id)
    again = Broken(reader._folder, broken=())

    for _ in range(2):
        with pytest.raises(GiveWay):
            reading.carry_out(database, shelf, again, source.id)
    reading.carry_out(database, shelf, again, source.id)

    assert again.turn == 2
    assert _state(database, source).state is ReadingState.READ


def test_one_page_that_cannot_be_read_leaves_the_others_read(
    database: Database, shelf: Shelf, file_source: FileSource, read: Callable[..., int], home: Path
) -> None:
    source = file_source(scan(*WORDS))

    read(source, Broken(home / "bacaan", broken=[2]))

    assert [bool(page) for page in _pages(database, shelf, source)] == [True, False, True]
    with database.reading() as session:
        assert session.scalars(select(SourceText.failed)).one() == 1


def test_a_scan_that_cannot_be_read_at_all_stays_usable_and_can_be_read_again(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    budi: Client,
    file_source: FileSource,
    read: Callable[..., int],
    home: Path,
    at: datetime,
) -> None:
    source = file_source(scan(WORDS[0]))
    read(source, Broken(home / "bacaan", broken=[1]))

    state = _state(database, source)
    assert (state.state, state.trouble) == (ReadingState.FAILED, "too-slow")
    assert _pages(database, shelf, source) == ()

    with database.transaction() as session:
        ordering.again(session, staff.pk, budi, source.id, at=at)
    read(source)
    assert WORDS[0] in _pages(database, shelf, source)[0]


def test_without_the_programs_the_reading_waits_and_says_so(
    database: Database, shelf: Shelf, file_source: FileSource, home: Path
) -> None:
    source = file_source(scan(WORDS[0]))

    with pytest.raises(Later) as later:
        reading.carry_out(database, shelf, Reader(home / "b", program="tidak-ada"), source.id)

    assert later.value.trouble.startswith("ocr-missing")
    state = _state(database, source)
    assert (state.state, state.trouble) == (ReadingState.WAITING, "ocr-missing")


def test_a_page_that_takes_too_long_is_ended_and_leaves_no_file(
    home: Path, file_source: FileSource, database: Database, read: Callable[..., int]
) -> None:
    source = file_source(scan(WORDS[0]))

    read(source, Reader(home / "bacaan", seconds=0.3))

    assert _state(database, source).trouble == "too-slow"
    assert not (home / "bacaan").exists()


def test_photos_are_joined_upright_and_stay_beside_the_pdf(
    database: Database, shelf: Shelf, file_source: FileSource, read: Callable[..., int]
) -> None:
    received = intake.join([intake.read(_photo(one), f"{one[:5]}.jpg") for one in WORDS[:2]])
    assert (received.ending, received.pages) == ("pdf", 2)
    assert sorted(received.files) == ["asli-01.jpg", "asli-02.jpg", "dokumen.pdf"]
    source = file_source(received=received)

    read(source)

    for words, page in zip(WORDS[:2], _pages(database, shelf, source), strict=True):
        assert words in page
    with database.reading() as session:
        document = session.get_one(Deposit, source.id)
    assert document.isi["asli"][1]["nama"] == "Kelua.jpg"


def test_the_words_come_back_with_a_rebuild_and_are_found(
    database: Database,
    shelf: Shelf,
    file_source: FileSource,
    read: Callable[..., int],
    tmp_path: Path,
) -> None:
    source = file_source(scan(*WORDS))
    joined = intake.join([intake.read(_photo(one), "foto.jpg") for one in WORDS])
    file_source(received=joined)
    read(source)
    other = open_database(tmp_path / "lagi.sqlite3")
    migrate(other.engine)

    rebuild(other, shelf)

    with database.reading() as before, other.reading() as after:
        assert _told(before) == _told(after)
    finder = Finder.open(tmp_path / "indeks")
    indexing.rebuild(other, shelf, finder)
    found = finder.adults.search(Criteria(words=("bengkel",)))
    assert found.ids == (source.id,)
    with other.transaction() as session:
        assert ordering.catch_up(session, at=source.at) == 1  # the joined one was not read yet
    finder.close()
    other.close()


def _told(session: Session) -> list[str]:
    """Return what the archive told, but the log, whose day is not over."""
    return [line for line in lines(session) if not line.startswith("audit_event")]


def _photo(words: str) -> bytes:
    """Return a photo taken with the phone held sideways, which says so."""
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    page(words, turned=90).save(target, "JPEG", exif=exif)
    return target.getvalue()


def _together(*files: bytes) -> bytes:
    writer = PdfWriter()
    for one in files:
        writer.append(io.BytesIO(one))
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
