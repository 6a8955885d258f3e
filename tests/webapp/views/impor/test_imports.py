"""Taking a list over on its pages: uploaded, mapped, looked at, mended, imported, undone."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select, update

import rendering.work
from casework.actor import Actor, Role
from casework.clients.model import Client
from casework.clock import now
from casework.imports.model import ImportBatch
from casework.imports.rows import _FLAG_FAULTS, _FLAG_WARNINGS
from casework.physical import service as physical
from tests.webapp.conftest import MakeClient
from tests.webapp.views.impor.conftest import BUDI, HEADS, Post, proposed
from webapp.parts import Parts
from webapp.words.faults import FAULTS
from webapp.words.formatting import day
from webapp.work import make_worker

CLERK = Actor("x", "contoh", "Arsiparis")


def test_the_columns_are_proposed_with_samples(
    upload: Callable[..., str], registrar: FlaskClient
) -> None:
    page = registrar.get(f"{upload(BUDI)}/kolom").text

    assert proposed(page) == [
        "name", "birth", "sex", "client_type", "offence", "register_number", "received_on",
        "address",
    ]  # fmt: skip
    assert "Jalan Melati" in page


def test_a_list_is_imported_and_undone(
    checked: Callable[..., str], post: Post, registrar: FlaskClient, parts: Parts
) -> None:
    at = checked(BUDI, ["Siti", *BUDI[1:5], "2/PB/2025", *BUDI[6:]])
    page = registrar.get(at).text
    assert "2 klien siap didaftarkan" in page

    post(f"{at}/jalankan")
    make_worker(parts).drain()
    done = registrar.get(at).text
    assert done.count('class="spine"') == 2
    assert "2 pembukaan disegel" in done
    assert "Budi Santoso" in registrar.get("/berkas?punya=semua").text

    assert post(f"{at}/batalkan", reason="").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert post(f"{at}/batalkan", reason="Lembar lama").status_code == HTTPStatus.SEE_OTHER
    assert "Impor ini dibatalkan" in registrar.get(at).text
    assert "Budi Santoso" not in registrar.get("/berkas?punya=semua").text


def test_a_fault_stands_beside_its_row_with_the_column(
    checked: Callable[..., str], post: Post, registrar: FlaskClient
) -> None:
    at = checked([*BUDI[:6], "9/3/26", "x"])
    page = registrar.get(f"{at}?tampil=salah").text
    assert "G, Tgl Terima:" in page
    assert "Tulis tahun dengan empat angka." in page

    row = registrar.get(f"{at}/baris/2").text
    assert 'name="isi-received_on"' in row
    post(f"{at}/baris/2", **{"isi-received_on": "9-3-2025", "isi-name": "Budi Santoso"})
    assert "1 klien siap didaftarkan" in registrar.get(at).text


def test_a_short_year_is_read_where_the_office_says_so(
    checked: Callable[..., str], registrar: FlaskClient
) -> None:
    at = checked([*BUDI[:6], "9/3/25", "x"], short_years="1")

    assert "1 klien siap didaftarkan" in registrar.get(at).text


def test_twins_stand_side_by_side_and_are_decided_with_a_reason(
    checked: Callable[..., str], post: Post, registrar: FlaskClient
) -> None:
    at = checked(BUDI, [*BUDI[:5], "1/PB/2025", *BUDI[6:]])
    page = registrar.get(f"{at}/baris/3").text
    assert "Mungkin orang yang sama: baris 2 lembar ini" in page

    refused = post(f"{at}/baris/3/putusan", decision="berkas-baru", reason="")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    post(f"{at}/baris/3/putusan", decision="berkas-baru", reason="Kakak beradik")
    assert "2 klien siap didaftarkan" in registrar.get(at).text
    post(f"{at}/baris/3/putusan", decision="lewati")
    assert "1 klien siap didaftarkan" in registrar.get(at).text


def test_a_row_can_still_be_decided_when_the_file_beside_it_has_closed(
    parts: Parts, checked: Callable[..., str], post: Post, registrar: FlaskClient
) -> None:
    first = checked(BUDI)
    post(f"{first}/jalankan")
    make_worker(parts).drain()
    at = checked(BUDI)
    assert "Jalan Melati" in registrar.get(f"{at}/baris/2").text

    with parts.database.transaction() as session:
        session.execute(update(Client).values(child=True))

    page = registrar.get(f"{at}/baris/2")
    assert page.status_code == HTTPStatus.OK
    answer = post(f"{at}/baris/2/putusan", decision="lewati")
    assert answer.status_code == HTTPStatus.SEE_OTHER


def test_a_row_of_an_endless_number_is_not_found(
    upload: Callable[..., str], registrar: FlaskClient
) -> None:
    at = upload(BUDI)
    for number in ("0", "9" * 40):
        page = registrar.get(f"{at}/baris/{number}")
        assert page.status_code == HTTPStatus.NOT_FOUND, number


def test_a_child_stands_in_the_list_by_initials(
    checked: Callable[..., str], registrar: FlaskClient
) -> None:
    at = checked(["Rizky Aditya", "Kota Contoh, 1 Mei 2012", "L", "Diversi", *BUDI[4:]])

    page = registrar.get(at).text
    assert "R.A." in page
    assert "Rizky" not in page


def test_the_faulty_rows_are_handed_out_with_their_reasons(
    checked: Callable[..., str], registrar: FlaskClient
) -> None:
    at = checked(BUDI, ["=cmd", *BUDI[1:2], "?", *BUDI[3:]])

    answer = registrar.get(f"{at}/salah.xlsx")

    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [*HEADS, "Perlu diperbaiki"]
    assert rows[1][0] == "'=cmd"
    assert rows[1][-1] == "C, JK: Bagian ini wajib diisi."


def test_the_sample_is_a_sheet(registrar: FlaskClient) -> None:
    sheet = load_workbook(io.BytesIO(registrar.get("/impor/contoh.xlsx").data)).active

    assert sheet is not None
    assert sheet["A1"].value == "Nama"


def test_a_sheet_that_cannot_be_read_is_refused_with_the_reason(post: Post) -> None:
    answer = post("/impor", file=(io.BytesIO(b"%PDF-1.7\n\x01"), "klien.xlsx"))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "bukan XLSX atau CSV" in answer.text
    assert post("/impor").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_mapping_without_a_required_column_is_refused(
    upload: Callable[..., str], post: Post
) -> None:
    answer = post(f"{upload(BUDI)}/kolom", **{"kolom-0": "name", "kolom-1": "name"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Dipilih untuk lebih dari satu kolom: Nama." in answer.text
    assert "Belum ada kolom untuk Tanggal Diterima." in answer.text


def test_another_row_can_be_the_head(
    upload: Callable[..., str], post: Post, registrar: FlaskClient
) -> None:
    at = upload(["Judul", "lain"], ["Nama", "L/P"], heads=["Daftar klien", ""])

    assert post(f"{at}/lembar", head="2", sheet="Data").status_code == HTTPStatus.SEE_OTHER
    assert "Judul" in registrar.get(f"{at}/kolom").text
    assert post(f"{at}/lembar", head="x", sheet="Data").status_code == 422


def test_a_list_is_let_go(upload: Callable[..., str], post: Post, registrar: FlaskClient) -> None:
    at = upload(BUDI)

    assert post(f"{at}/buang").status_code == HTTPStatus.SEE_OTHER
    assert "Belum ada impor." in registrar.get("/impor").text


def test_letting_a_list_go_is_asked_about_first(
    checked: Callable[..., str], registrar: FlaskClient
) -> None:
    at = checked(BUDI)
    for page in (at, f"{at}/kolom"):
        question = registrar.get(page).text.partition(">Buang lembar ini</summary>")[2]
        assert f'action="{at}/buang"' in question.partition("</details>")[0], page


def test_only_who_registers_may_import(make_client: MakeClient) -> None:
    assessor = make_client("andi", Role.ASESOR)

    assert assessor.get("/impor").status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


def test_every_reason_of_the_reader_has_its_sentence() -> None:
    folder = Path(rendering.work.__file__).parent
    text = "".join(
        (folder / f"{name}.py").read_text() for name in ("archive", "table", "separated")
    )
    reasons = set(re.findall(r'(?:Refused\(|_at\([^"\n]*)"([a-z-]+)"', text)) - {"not-a-document"}

    assert len(reasons) > 10
    assert [code for code in sorted(reasons) if f"table-{code}" not in FAULTS] == []
    assert [flag for flag in _FLAG_FAULTS | _FLAG_WARNINGS if not told(flag)] == []


def told(flag: str) -> bool:
    return f"cell-{flag.removeprefix('cell-')}" in FAULTS


def test_the_page_says_when_a_list_goes_by_itself(
    checked: Callable[..., str], post: Post, registrar: FlaskClient, parts: Parts
) -> None:
    at = checked(BUDI, ["Siti", *BUDI[1:2], "X", *BUDI[3:]])
    last = day(now() + timedelta(days=30))
    for page in (at, f"{at}/kolom", "/impor"):
        assert f"ibuang sendiri pada {last}" in registrar.get(page).text, page

    post(f"{at}/jalankan")
    make_worker(parts).drain()
    assert f"Isi 1 baris yang tidak ikut dihapus sendiri pada {last}" in registrar.get(at).text
    assert "Unduh 1 baris yang salah" in registrar.get(at).text
    with parts.database.transaction() as session:
        for one in session.scalars(select(ImportBatch)):
            one.uploaded_at, one.done_at = (now() - timedelta(days=31),) * 2
    make_worker(parts).run_periodic(now() + timedelta(days=1))

    page = registrar.get(at).text
    assert "Isi baris yang tidak ikut sudah dihapus." in page
    assert "Siti" not in page
    assert "Unduh 1 baris" not in page


def test_undoing_is_not_offered_once_a_file_of_the_import_was_changed(
    checked: Callable[..., str], post: Post, registrar: FlaskClient, parts: Parts
) -> None:
    at = checked(BUDI)
    post(f"{at}/jalankan")
    make_worker(parts).drain()
    assert "Batalkan seluruh impor" in registrar.get(at).text
    with parts.database.transaction() as session:
        client = session.scalars(select(Client)).one()
        physical.put(session, CLERK, client, "Lemari 1", at=now())

    page = registrar.get(at).text
    assert "Batalkan seluruh impor" not in page
    assert f"sudah ada catatan baru pada berkas {client.number}." in page
    refused = post(f"{at}/batalkan", reason="Lembar lama")
    assert refused.status_code == HTTPStatus.CONFLICT
