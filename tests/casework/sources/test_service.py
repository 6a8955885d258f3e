"""A source in a client's file: sealed as it came, once, and back again from the archive."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from archive.shelf import Shelf
from casework.clients.model import Client
from casework.clock import Zone
from casework.db.engine import Database
from casework.deposits import reading
from casework.deposits.model import Deposit
from casework.deposits.segments import seal_segment
from casework.errors import Invalid
from casework.sources import description, queries, service
from casework.sources.description import Description
from casework.sources.intake import Received
from casework.sources.model import Source
from casework.sources.rules import KINDS, read_kind
from casework.sources.service import AlreadyKept
from rendering.upload import plain_name
from tests.casework.sources.conftest import FileSource, picture, word
from tests.conftest import MakeClient, Staff
from tests.papers import pdf
from tests.rebuilding import made_anew


def test_a_source_is_sealed_as_it_was_received_with_its_words_beside_it(
    database: Database, shelf: Shelf, file_source: FileSource
) -> None:
    content = pdf("Hasil asesmen", "halaman dua")
    said = Description(
        "hasil-asesmen", "Lapas Kelas IIA Contoh", "W.12/2024", date(2024, 5, 2), "Asesmen awal"
    )
    source = file_source(content, "Hasil Budi.pdf", description=said)

    with database.reading() as session:
        bag = session.get_one(Deposit, source.id)
        assert {one.name for one in bag.files} == {"rekaman.json", "asli.pdf", "teks.txt"}
        assert reading.content(shelf, bag, "asli.pdf") == content
        words = [page.strip() for page in reading.text_pages(shelf, bag)]
        assert words == ["Hasil asesmen", "halaman dua"]
        assert bag.number == "W.12/2024"
        assert (bag.isi["judul"], bag.isi["tanggal"]) == ("Asesmen awal", "2024-05-02")
    assert (source.original_name, source.pages, source.has_text) == ("Hasil Budi.pdf", 2, True)


def test_a_scan_is_sealed_without_words(database: Database, file_source: FileSource) -> None:
    source = file_source(picture("TIFF", ("white", "black")), "map.tif")

    with database.reading() as session:
        bag = session.get_one(Deposit, source.id)
        assert {one.name for one in bag.files} == {"rekaman.json", "asli.tiff"}
    assert (source.pages, source.has_text) == (2, False)


def test_the_same_file_is_told_and_not_sealed_twice(
    database: Database, budi: Client, file_source: FileSource
) -> None:
    content = pdf("Satu kali saja")
    source = file_source(content, "a.pdf")

    with pytest.raises(AlreadyKept) as known:
        file_source(content, "nama lain.pdf")
    assert (known.value.source_id, known.value.name) == (source.id, "nama lain.pdf")
    with database.reading() as session:
        assert len(queries.of_client(session, budi.id)) == 1
        sources = select(func.count()).where(Deposit.kind == service.KIND)
        assert session.scalar(sources) == 1


def test_a_verdict_on_two_people_lies_in_both_files(
    file_source: FileSource, make_client: MakeClient
) -> None:
    content = pdf("Putusan bersama")

    first = file_source(content)
    second = file_source(content, client=make_client(name="Agus Wibowo", nik=None))

    assert first.client_id != second.client_id
    assert first.sha256 == second.sha256


def test_sources_come_back_equal_from_the_archive(
    database: Database,
    shelf: Shelf,
    staff: Staff,
    file_source: FileSource,
    make_client: MakeClient,
    seal_all: Callable[[], None],
    at: datetime,
    tmp_path: Path,
) -> None:
    file_source(description=Description("surat", "Lapas Contoh", "12/2024", date(2024, 1, 2)))
    file_source(word("BAP penyidik"), "bap.docx", description=Description("bap"))
    file_source(picture("JPEG"), "foto.jpg", description=Description("lainnya", title="Map lama"))
    child = make_client(name="Made Wirawan", child=True, nik=None)
    file_source(pdf("LPKA"), client=child)
    with database.transaction() as session:
        seal_segment(session, staff.admin, Zone.WIB, at=at)
    seal_all()

    with made_anew(database, shelf, tmp_path) as anew, anew.reading() as new:
        assert new.scalar(select(func.count()).select_from(Source)) == 4
        roots = {one.chain.partition("/")[0] for one in new.scalars(select(Deposit)) if one.child}
    assert roots == {"berkas-anak"}


def test_every_kind_is_read_as_it_is_called_and_as_people_write_it() -> None:
    for code, title in KINDS.items():
        assert read_kind(code) == read_kind(title) == code
    assert read_kind("Hasil_Asesmen ") == "hasil-asesmen"
    assert read_kind("") == "lainnya"
    assert read_kind("ijazah") is read_kind("%") is None


def test_a_description_tells_everything_that_is_wrong_in_it() -> None:
    with pytest.raises(Invalid) as refused:
        description.read(
            {"kind": "ijazah", "origin": "x" * 201, "number": "1\u202e2", "dated": "31-02-2024"},
            today=date(2026, 3, 9),
        )

    assert {(one.field, one.code) for one in refused.value.faults} == {
        ("kind", "unknown-choice"),
        ("origin", "too-long"),
        ("number", "turning-character"),
        ("dated", "date-impossible"),
    }
    with pytest.raises(Invalid, match="in-the-future"):
        description.read({"kind": "surat", "dated": "1-1-2027"}, today=date(2026, 3, 9))


def test_a_naughty_string_is_kept_as_typed_or_refused(
    corpora: Path, database: Database, staff: Staff, budi: Client, at: datetime
) -> None:
    strings = json.loads((corpora / "naughty-strings.json").read_text())
    kept = dict[str, str]()
    with database.transaction() as session:
        for n, text in enumerate(strings):
            try:
                said = description.read({"kind": "surat", "title": text}, today=at.date())
            except Invalid:
                continue
            received = Received(plain_name(text), "pdf", "application/pdf", b"%d" % n, 1, (text,))
            made = service.file_source(session, staff.pk, budi, received, said, at=at)
            kept[made.title] = made.original_name

    assert len(kept) > 400
    assert not any("/" in name or "\\" in name for name in kept.values())
