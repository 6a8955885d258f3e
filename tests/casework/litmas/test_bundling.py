"""SP-5: the Litmas and the result that it rests on become one paper, whole or not at all."""

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from archive.verify import verify
from casework.assessments.issuing import Workshop
from casework.assessments.model import Result
from casework.clock import now
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.deposits import journal, reading, sealing
from casework.deposits.model import Deposit
from casework.documents import signed
from casework.documents.press import Press
from casework.jobs.worker import Later
from casework.litmas import bundling, queries, service
from casework.litmas.model import Bundle, BundleOrder, Litmas
from casework.rebuild.dump import lines
from casework.rebuild.service import rebuild
from rendering.office import Office
from tests.casework.litmas.conftest import FileLitmas, Order, signed_pdf, word_file
from tests.conftest import Staff
from tests.papers import pdf

pytestmark = pytest.mark.office


def _bundle(database: Database, shelf: Shelf, bundle_id: str) -> tuple[Deposit, PdfReader]:
    with database.reading() as session:
        deposit = session.get_one(Deposit, bundle_id)
    return deposit, PdfReader(io.BytesIO(reading.content(shelf, deposit, "bundel.pdf")))


@pytest.fixture
def sign(database: Database, staff: Staff, result: Result, at: datetime) -> Callable[[], None]:
    """File the signed scan of the result; it is not sealed yet."""

    def do() -> None:
        scan = signed.read(pdf("Pindaian bertanda tangan"), "pindai.pdf")
        with database.transaction() as session:
            document = session.get_one(Deposit, result.id)
            signed.file(session, staff.assessor, document, scan, at=at)

    return do


def _carry_out(workshop: Workshop, order_id: str, press: Press | None = None) -> None:
    bundling.carry_out(workshop.database, workshop.shelf, press or workshop.press, order_id)


def test_the_bundle_holds_every_page_in_order_and_says_where_they_are(
    database: Database, shelf: Shelf, file_litmas: FileLitmas, order: Order
) -> None:
    litmas = file_litmas()

    asked = order(litmas)

    deposit, reader = _bundle(database, shelf, asked.id)
    places = [(one["peran"], one["dari"], one["sampai"]) for one in deposit.isi["bagian"]]
    assert places == [("daftar-isi", 1, 1), ("litmas", 2, 3), ("pemisah", 4, 4), ("lampiran", 5, 6)]
    assert deposit.isi["halaman"] == len(reader.pages) == 6
    pages = [page.extract_text() for page in reader.pages]
    assert "2–3" in pages[0]  # noqa: RUF001
    assert "4–6" in pages[0]  # noqa: RUF001
    assert "Analisis Litmas" in pages[2]
    assert "Halaman 5 s.d. 6 (2 halaman)" in " ".join(pages[3].split())
    assert "Laporan hasil asesmen" in pages[4]
    assert all(
        f"bundel {asked.code}, halaman {n} dari 6" in page for n, page in enumerate(pages, 1)
    )
    assert [one.title for one in reader.outline if not isinstance(one, list)] == [
        "Daftar isi bundel",
        "Litmas Pembimbingan",
        "Lampiran I",
    ]


def test_the_bundle_is_sealed_in_the_client_s_file_with_the_text_of_its_own_pages(
    database: Database, shelf: Shelf, file_litmas: FileLitmas, order: Order
) -> None:
    litmas = file_litmas()

    asked = order(litmas)

    deposit, _ = _bundle(database, shelf, asked.id)
    text = reading.text_pages(shelf, deposit)
    assert (deposit.sequence, deposit.number) == (4, litmas.number)
    assert deposit.record["rujukan"] == [litmas.id, asked.annex_id]
    assert {one["jenis"] for one in deposit.record["aturan"]} == {"templat"}
    assert len(text) == 6
    assert "Analisis Litmas" in text[2]
    assert list(verify(shelf)) == []
    with database.reading() as session:
        bundle = session.get_one(Bundle, asked.id)
        assert (bundle.litmas_id, bundle.pages, bundle.code) == (litmas.id, 6, asked.code)


def test_a_foreign_litmas_takes_the_claim_of_pdf_a_away(
    database: Database, shelf: Shelf, file_litmas: FileLitmas, order: Order
) -> None:
    asked = order(file_litmas())

    deposit, _ = _bundle(database, shelf, asked.id)
    assert b"pdfaid:part" not in reading.content(shelf, deposit, "bundel.pdf")


def test_a_signed_litmas_goes_in_as_a_copy_and_its_original_stays_as_it_was(
    database: Database, shelf: Shelf, file_litmas: FileLitmas, order: Order
) -> None:
    content = signed_pdf()
    litmas = file_litmas(content)

    asked = order(litmas)

    _, reader = _bundle(database, shelf, asked.id)
    with database.reading() as session:
        original = session.get_one(Deposit, litmas.id)
    assert litmas.signed
    assert reading.content(shelf, original, "litmas.pdf") == content
    assert "Salinan; asli bertanda tangan elektronik" in reader.pages[0].extract_text()


def test_a_word_litmas_is_converted_once_and_both_forms_are_sealed(
    database: Database, shelf: Shelf, file_litmas: FileLitmas, order: Order
) -> None:
    content = word_file("Penelitian Kemasyarakatan")
    litmas = file_litmas(content)

    asked = order(litmas)

    with database.reading() as session:
        paper = session.get_one(Deposit, litmas.id)
    _, reader = _bundle(database, shelf, asked.id)
    assert reading.content(shelf, paper, "litmas.docx") == content
    assert reading.content(shelf, paper, "litmas.pdf").startswith(b"%PDF-")
    assert "Penelitian Kemasyarakatan" in reader.pages[1].extract_text()


def test_the_signed_scan_is_lampiran_i_once_it_is_filed(
    workshop: Workshop,
    sign: Callable[[], None],
    file_litmas: FileLitmas,
    order: Order,
    seal_all: Callable[[], None],
) -> None:
    database, shelf = workshop.database, workshop.shelf
    litmas = file_litmas()
    first = order(litmas)
    sign()
    seal_all()
    with database.reading() as session:
        outdated = queries.attachable(session, litmas)[0]

    second = order(litmas)

    _, reader = _bundle(database, shelf, second.id)
    with database.reading() as session:
        current = queries.attachable(session, litmas)[0]
        made = [one.bundle.id for one in queries.bundles(session, litmas)]
    assert (outdated.bundled, current.bundled) == (False, True)
    assert made == [second.id, first.id]
    assert "Hasil pindai naskah bertanda tangan" in reader.pages[0].extract_text()
    assert "Pindaian bertanda tangan" in reader.pages[-1].extract_text()


def test_the_same_annex_is_never_bundled_twice(
    database: Database, file_litmas: FileLitmas, order: Order
) -> None:
    litmas = file_litmas()

    first, second = order(litmas), order(litmas)

    assert first.id == second.id
    with database.reading() as session:
        assert len(queries.bundles(session, litmas)) == 1


def _waiting(database: Database) -> list[str]:
    with database.reading() as session:
        return [one.deposit_id for one in journal.open_entries(session)]


def _own_lines(session: Session) -> list[str]:
    own = ("bundle ", "litmas ", "deposit", "rule_file", "signed_copy")
    numbers = [one for one in lines(session) if one.startswith("letter_number")]
    return [
        *(one for one in lines(session) if one.startswith(own)),
        *(one for one in numbers if '"litmas"' in one),
    ]


class _Killed(BaseException):
    """The process ends here."""


_STEPS = ("contents_at", "merged_at", "enter", "sealed", "kept")


@pytest.mark.parametrize("step", _STEPS)
def test_killed_at_any_step_the_bundle_is_made_whole_and_once(
    workshop: Workshop,
    file_litmas: FileLitmas,
    order: Order,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    litmas = file_litmas()
    asked = order(litmas, make=False)

    def die(*_: object, **__: object) -> None:
        raise _Killed

    with monkeypatch.context() as patched:
        if step in {"contents_at", "merged_at"}:
            note = bundling._note

            def note_or_die(data: Database, order_id: str, name: str) -> None:
                note(data, order_id, name)
                if name == step:
                    raise _Killed

            patched.setattr(bundling, "_note", note_or_die)
        elif step == "enter":
            patched.setattr(sealing, "seal", die)
        elif step == "sealed":
            patched.setattr(sealing, "note_sealed", die)
        else:
            patched.setattr(bundling, "keep_bundle", die)
        with pytest.raises(_Killed):
            _carry_out(workshop, asked.id)
    _carry_out(workshop, asked.id)
    _carry_out(workshop, asked.id)

    with workshop.database.reading() as session:
        assert session.get_one(BundleOrder, asked.id).sealed_at is not None
        assert [one.bundle.id for one in queries.bundles(session, litmas)] == [asked.id]
    assert [one.kind for one in workshop.shelf.walk()].count("bundel") == 1
    assert list(verify(workshop.shelf)) == []


def test_nothing_is_bundled_before_its_parts_are_sealed(
    workshop: Workshop, sign: Callable[[], None], file_litmas: FileLitmas, order: Order
) -> None:
    litmas = file_litmas()
    sign()

    asked = order(litmas, make=False)

    with pytest.raises(Later, match=bundling.UNSEALED):
        _carry_out(workshop, asked.id)


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_damaged_or_missing_part_refuses_the_bundle(
    workshop: Workshop, file_litmas: FileLitmas, order: Order, damage: str
) -> None:
    database, shelf = workshop.database, workshop.shelf
    litmas = file_litmas()
    asked = order(litmas, make=False)
    bag = next(one for one in shelf.walk() if one.kind == "litmas")
    paper = shelf.root / bag.path / "data" / "litmas.pdf"
    paper.parent.chmod(0o755)
    paper.chmod(0o644)
    if damage == "gone":
        paper.unlink()
    else:
        paper.write_bytes(paper.read_bytes() + b"%")

    with pytest.raises(Later, match=f"{bundling.PART_DAMAGED}:Litmas"):
        _carry_out(workshop, asked.id)

    with database.reading() as session:
        assert session.get(Deposit, asked.id) is None
        assert session.get(Bundle, asked.id) is None


def test_while_libreoffice_is_missing_the_bundle_waits(
    workshop: Workshop, file_litmas: FileLitmas, order: Order
) -> None:
    asked = order(file_litmas(), make=False)

    with pytest.raises(Later, match="office-missing:libreoffice-writer-nogui"):
        _carry_out(workshop, asked.id, Press(Office(program="tidak-terpasang")))


def test_litmas_and_bundle_come_back_from_the_archive_alone(
    workshop: Workshop, file_litmas: FileLitmas, order: Order, staff: Staff, tmp_path: Path
) -> None:
    database, shelf = workshop.database, workshop.shelf
    litmas = file_litmas()
    asked = order(litmas)
    for waiting in _waiting(database):
        sealing.seal(database, shelf, waiting)
    anew = open_database(tmp_path / "anew.sqlite3")
    migrate(anew.engine)

    rebuilt = rebuild(anew, shelf)

    with database.reading() as old, anew.reading() as new:
        assert rebuilt.unreadable == ()
        assert _own_lines(new) == _own_lines(old)
    with anew.transaction() as session:
        again = service.attach(
            session, staff.pk, session.get_one(Litmas, litmas.id), asked.result_id, at=now()
        )
        assert (again.id, again.code) == (asked.id, asked.code)
        assert again.sealed_at is not None
    anew.close()
