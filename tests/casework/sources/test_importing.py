"""A folder of old files and its sheet: each file to its client, everything else named."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from casework.clients.draft import Takeover
from casework.clients.model import Client
from casework.db.engine import Database
from casework.deposits.model import Deposit
from casework.sources import importing, sheet
from casework.sources.folder import look
from casework.sources.importing import Report
from casework.sources.model import Source
from casework.sources.sheet import COLUMNS, SAMPLE, SheetRefused, SheetRow
from rendering.sheet import write_sheet
from tests.casework.sources.conftest import picture, word
from tests.conftest import MakeClient, Staff
from tests.papers import pdf

HEAD = ("berkas", "nama file", "jenis", "asal", "nomor", "tanggal", "keterangan")
Import = Callable[..., Report]


def table(*rows: Sequence[str], head: Sequence[str] = HEAD) -> bytes:
    target = io.StringIO()
    csv.writer(target).writerows([head, *rows])
    return target.getvalue().encode()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = tmp_path / "lama"
    root.mkdir()
    (root / "hasil.pdf").write_bytes(pdf("Hasil asesmen"))
    (root / "putusan.docx").write_bytes(word("Putusan"))
    (root / "map.tif").write_bytes(picture("TIFF", ("white", "black")))
    return root


@pytest.fixture
def take_in(database: Database, staff: Staff, place: Path, at: datetime) -> Import:
    def run(*rows: Sequence[str], dry: bool = False) -> Report:
        given = sheet.rows(table(*rows))
        return importing.take_in(database, staff.archivist, look(place), given, dry=dry, at=at)

    return run


def kept(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Source.original_name).order_by(Source.id)))


def test_a_client_is_found_by_file_number_register_and_nik(
    budi: Client, take_in: Import, database: Database
) -> None:
    report = take_in(
        (budi.number, "hasil.pdf", "hasil asesmen", "Lapas Contoh", "W.1", "02-05-2024", ""),
        ("117/pb/2026", "putusan.docx", "putusan", "PN Contoh", "", "", "Putusan pertama"),
        ("9999 0117 0691 0001", "MAP.TIF", "", "", "", "", ""),
    )

    assert (report.refused, report.rows, report.files) == ([], 3, 3)
    assert kept(database) == ["hasil.pdf", "putusan.docx", "map.tif"]
    with database.reading() as session:
        found = session.scalars(select(Source).order_by(Source.id)).all()
        assert {one.client_id for one in found} == {budi.id}
        assert [one.title for one in found] == [
            "Hasil asesmen Lapas Contoh",
            "Putusan pertama",
            "Dokumen",
        ]


def test_a_client_is_found_by_the_number_of_the_old_file(
    make_client: MakeClient, take_in: Import, database: Database
) -> None:
    client = make_client(takeover=Takeover(number="B-14 / 2019"))
    make_client(name="Agus Wibowo", nik=None, registers=())

    report = take_in(("b-14/2019", "hasil.pdf", "", "", "", "", ""))

    assert [one.number for one in report.kept] == [client.number]
    assert kept(database) == ["hasil.pdf"]


def test_everything_that_cannot_be_done_is_named_and_the_rest_is_done(
    budi: Client, make_client: MakeClient, take_in: Import, place: Path, database: Database
) -> None:
    make_client(name="Agus Wibowo", nik=None)  # with the same register number
    (place / "rusak.pdf").write_bytes(b"%PDF-1.7 rusak")
    (place / "yatim.pdf").write_bytes(b"x")
    (place / "tautan.pdf").symlink_to("/etc/passwd")

    report = take_in(
        (budi.number, "hasil.pdf", "surat", "", "", "", ""),
        (budi.number, "tidak-ada.pdf", "surat", "", "", "", ""),
        ("9999-77777", "putusan.docx", "surat", "", "", "", ""),
        ("117/PB/2026", "map.tif", "surat", "", "", "", ""),
        (budi.number, "rusak.pdf", "ijazah", "", "", "31-02-2024", ""),
        (budi.number, "rusak.pdf", "surat", "", "", "", ""),
        ("", "", "surat", "", "", "", ""),
        (budi.number, "../../etc/passwd", "surat", "", "", "", ""),
        (budi.number, "tautan.pdf", "surat", "", "", "", ""),
    )

    assert [(one.row, one.code) for one in report.refused] == [
        (3, "row-without-file"),
        (4, "client-unknown"),
        (5, "client-ambiguous"),
        (6, "unknown-choice"),
        (6, "date-impossible"),
        (7, "unusable"),
        (8, "required"),
        (8, "required"),
        (9, "leads-out"),
        (10, "link"),
        (None, "file-without-row"),
    ]
    assert report.refused[2].facts["numbers"] == "2026-00001, 2026-00002"
    assert report.refused[-1].file == "yatim.pdf"
    assert kept(database) == ["hasil.pdf"]


def test_the_same_content_is_told_and_kept_once(
    budi: Client, take_in: Import, place: Path, database: Database
) -> None:
    (place / "hasil (1).pdf").write_bytes((place / "hasil.pdf").read_bytes())

    rows = [(budi.number, name, "", "", "", "", "") for name in ("hasil.pdf", "hasil (1).pdf")]
    report = take_in(*rows)

    assert [one.file for one in report.twice] == ["hasil (1).pdf"]
    assert kept(database) == ["hasil.pdf"]


def test_a_dry_run_says_the_same_and_writes_nothing(
    budi: Client, take_in: Import, place: Path, database: Database
) -> None:
    (place / "rusak.pdf").write_bytes(b"%PDF-1.7")
    rows = [(budi.number, name, "", "", "", "", "") for name in ("hasil.pdf", "rusak.pdf")]

    dry, real = take_in(*rows, dry=True), take_in(*rows)

    assert dry == real
    assert len(dry.kept) == 1
    assert kept(database) == ["hasil.pdf"]


def test_an_import_run_again_only_goes_on_where_it_stopped(
    budi: Client, take_in: Import, database: Database, seal_all: Callable[[], None]
) -> None:
    rows = [(budi.number, name, "", "", "", "", "") for name in ("hasil.pdf", "map.tif")]
    take_in(rows[0])
    seal_all()

    report = take_in(*rows)
    again = take_in(*rows)

    assert [(len(one.kept), len(one.already)) for one in (report, again)] == [(1, 1), (0, 2)]
    with database.reading() as session:
        bags = session.scalar(select(func.count()).where(Deposit.kind == "sumber"))
    assert bags == 2


def test_another_officers_child_is_unknown_to_who_may_not_read_it(
    make_client: MakeClient, database: Database, staff: Staff, place: Path, at: datetime
) -> None:
    child = make_client(name="Made Wirawan", child=True, nik=None, pk_id=None)
    rows = sheet.rows(table((child.number, "hasil.pdf", "", "", "", "", "")))

    report = importing.take_in(database, staff.pk, look(place), rows, dry=False, at=at)

    assert report.refused[0].code == "client-unknown"
    assert kept(database) == []


def test_a_file_that_is_closed_while_the_import_runs_is_left_alone(
    database: Database, staff: Staff, make_client: MakeClient, place: Path, at: datetime
) -> None:
    client = make_client()
    rows = sheet.rows(
        table(*((client.number, name, "", "", "", "", "") for name in ("hasil.pdf", "map.tif")))
    )

    def close(report: Report) -> None:
        if len(report.kept) == 1:
            with database.transaction() as session:
                session.get_one(Client, client.id).child = True

    assessor = replace(staff.assessor, id="petugas-lain")
    folder = look(place)
    report = importing.take_in(database, assessor, folder, rows, dry=False, at=at, each=close)

    assert [one.file for one in report.kept] == ["hasil.pdf"]
    assert ("client-unknown", 3, "map.tif") in [
        (one.code, one.row, one.file) for one in report.refused
    ]
    assert kept(database) == ["hasil.pdf"]


def test_the_sample_is_a_sheet_that_is_understood_in_both_forms() -> None:
    for content in (table(*SAMPLE[1:], head=SAMPLE[0]), write_sheet(SAMPLE[0], SAMPLE[1:])):
        rows = sheet.rows(content)

        assert [one.file for one in rows] == [
            "budi-santoso.pdf",
            "2023/putusan-318.docx",
            "map-lama-14.tif",
        ]
        assert [one.damaged for one in rows] == [()] * 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" * 50, ""),
        (b"nama,nomor\nx,y\n", "column-missing"),
        (b"berkas,nama file,NIK\na,b,c\n", "column-twice"),
    ],
)
def test_a_sheet_that_cannot_be_used_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        sheet.rows(content)

    assert refused.value.reason == reason or not reason


def test_a_nik_that_the_spreadsheet_spoiled_is_named_and_not_guessed(
    budi: Client, take_in: Import, database: Database
) -> None:
    report = take_in(("9,99901E+15", "hasil.pdf", "", "", "", "", ""))

    assert report.refused[0].code == "cell-damaged"
    assert budi.nik
    assert kept(database) == []


def test_naughty_cells_are_kept_or_refused_and_never_break_the_import(
    corpora: Path, database: Database, staff: Staff, budi: Client, place: Path, at: datetime
) -> None:
    strings = json.loads((corpora / "naughty-strings.json").read_text())
    given = [
        SheetRow(n, dict(zip(COLUMNS.values(), cells, strict=True)), ())
        for n, text in enumerate(strings)
        for cells in (
            (budi.number, "hasil.pdf", "surat", text, text, "", text),
            (text, text, text, "", "", text, ""),
        )
    ]

    report = importing.take_in(database, staff.archivist, look(place), given, dry=False, at=at)

    assert report.rows > 900
    assert len(report.kept) == 1


def test_a_workbook_gives_its_days_as_days_and_its_numbers_as_they_stand(
    budi: Client, database: Database, staff: Staff, place: Path, at: datetime
) -> None:
    book, target = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(("Nomor Berkas", "Nama File", "Jenis", "Nomor", "Tanggal"))
    book.active.append((budi.number, "hasil.pdf", "Surat", 112, date(2024, 5, 2)))
    book.active.append((9_999_011_706_910_001, "map.tif", "Surat", None, None))  # a NIK as a number
    book.save(target)

    report = importing.take_in(
        database, staff.archivist, look(place), sheet.rows(target.getvalue()), dry=False, at=at
    )

    with database.reading() as session:
        source = session.scalars(select(Source)).one()
    assert (source.number, source.dated) == ("112", date(2024, 5, 2))
    assert [one.code for one in report.refused if one.row == 3] == ["cell-damaged"]
