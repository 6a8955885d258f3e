"""The list's filters with true counts, its order and columns, the sheet and the printed list."""

import html
import io
import re
from datetime import date, datetime

import openpyxl
import pytest
from sqlalchemy import select

from casework.audit.model import AuditEvent
from casework.clients.draft import RegisterEntry, Takeover
from casework.clients.workflow import GuidanceStatus, Stage
from casework.db.engine import Database
from tests.conftest import MakeClient, Staff
from tests.guidance import bring
from tests.papers import issue_result
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post

_OPTION = re.compile(
    r'<li><a href="([^"]+)"[^>]*><span>([^<]+)</span> <span class="meta">([0-9.]+)</span>'
)


@pytest.fixture
def office_list(database: Database, staff: Staff, make_client: MakeClient, at: datetime) -> None:
    """Seven clients who differ in everything that can be filtered."""
    first = make_client(name="Agus Wibowo")
    make_client(name="Budi Hartono", pk_id=None, stage=Stage.FURTHER)
    make_client(name="Citra Lestari", post="Pos Bapas Sukamaju", client_type="cuti-bersyarat")
    make_client(
        name="Dedi", takeover=Takeover("PB/1", "Lemari 9", date(2026, 1, 5), None, 12, "Tinggi")
    )
    make_client(name="Gani", takeover=Takeover("PB/2"))
    make_client(name="Eko Nugroho", received_on=date(2025, 1, 6), guidance_from=date(2025, 1, 6))
    ended = make_client(name="Fajar")
    with database.transaction() as session:
        issue_result(session, staff.assessor, first, at=at)
        bring(
            session, staff.pk, ended, GuidanceStatus.COMPLETED, on=date(2026, 3, 9),
            reason="habis", at=at,
        )  # fmt: skip


def _names(page: str) -> list[str]:
    return re.findall(r'class="list-name">([^<]+)<', page)


@pytest.mark.usefixtures("office_list")
def test_every_filter_of_the_list_leads_to_as_many_clients_as_it_says(assessor: Browser) -> None:
    start = assessor.get("/berkas").text
    narrowed = assessor.get("/berkas?status=berjalan&risiko=belum").text

    for page in (start, narrowed):
        found = _OPTION.findall(page)
        assert len(found) > 8
        for url, label, count in found:
            behind = assessor.get(html.unescape(url)).text
            assert len(_names(behind)) == int(count), (label, url)


@pytest.mark.usefixtures("office_list")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("status=selesai", ["Fajar"]),
        ("pk=-", ["Budi Hartono"]),
        ("jenis=cuti-bersyarat", ["Citra Lestari"]),
        ("tahap=lanjutan", ["Budi Hartono"]),
        ("golongan=anak", []),
        ("pos=Pos+Bapas+Sukamaju", ["Citra Lestari"]),
        ("risiko=tinggi", ["Agus Wibowo"]),
        ("risiko=daftar-lama", ["Dedi"]),
        ("tenggat=belum-diketahui", ["Gani"]),
        ("tenggat=tanpa", ["Fajar"]),
        ("risiko=omong-kosong", []),  # bands are open: an office has instruments of its own
        ("tahap=omong-kosong&status=x&urut=nik&kolom=nik", None),
    ],
)
def test_a_filter_leaves_those_whom_it_names(
    assessor: Browser, query: str, names: list[str] | None
) -> None:
    page = assessor.get(f"/berkas?{query}").text

    found = _names(page)
    assert found == names if names is not None else len(found) == 7


@pytest.mark.usefixtures("office_list")
def test_the_list_is_sorted_by_its_heads_and_back_again(assessor: Browser) -> None:
    up = assessor.get("/berkas?urut=nama").text
    down = assessor.get("/berkas?urut=-nama").text
    due = assessor.get("/berkas?urut=tenggat").text

    assert _names(up) == sorted(_names(up))
    assert _names(down) == sorted(_names(up), reverse=True)
    assert 'aria-sort="ascending"' in up
    assert _names(due)[0] == "Eko Nugroho"
    assert set(_names(due)[-2:]) == {"Gani", "Fajar"}


@pytest.mark.usefixtures("office_list")
def test_the_columns_are_chosen_and_stay_chosen(assessor: Browser) -> None:
    page = assessor.get("/berkas?kolom=register&kolom=tahap").text

    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', page)
    assert [head.strip() for head in heads] == ["Nomor", "Nama", "Tahap", "Nomor register"]
    assert "kolom=tahap%2Cregister" in page
    assert "PB 117/PB/2026" in page


@pytest.mark.usefixtures("office_list")
def test_words_go_along_with_every_step_and_never_into_an_address(
    assessor: Browser, post: Post
) -> None:
    page = post(assessor, "/berkas?status=berjalan", q="hartono").text
    assert _names(page) == ["Budi Hartono"]
    urls = re.findall(r'(?:href|formaction|action)="([^"]*)"', page)
    assert not [url for url in urls if "hartono" in url.lower()]
    buttons = re.findall(r'form="lagi" formaction="([^"]+)"', page)
    assert len(buttons) > 10

    for url in buttons:
        again = post(assessor, html.unescape(url), q="hartono")
        assert again.status_code == 200, url


def test_an_alias_and_a_former_number_find_the_client(
    assessor: Browser, post: Post, make_client: MakeClient
) -> None:
    make_client(aliases=("Budi Kancil",), takeover=Takeover("LAMA/77/2019"))
    make_client(name="Siti Rahma")

    assert _names(post(assessor, "/berkas", q="kancil").text) == ["Budi Santoso"]
    assert _names(post(assessor, "/berkas", q="lama/77").text) == ["Budi Santoso"]


def _sheet(data: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


@pytest.mark.usefixtures("office_list")
def test_the_sheet_holds_exactly_the_list_and_the_log_says_how_much(
    assessor: Browser, post: Post, database: Database, make_client: MakeClient
) -> None:
    make_client(name='=HYPERLINK("http://x")', registers=(RegisterEntry("PB", "+1/PB"),))

    answer = post(assessor, "/berkas/ekspor?status=berjalan&urut=nama")
    one = post(assessor, "/berkas/ekspor?punya=semua", q="hartono")

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="klien-')
    rows = _sheet(answer.data)
    listed = _names(assessor.get("/berkas?status=berjalan&urut=nama").text)
    assert len(rows) == 1 + 7
    assert {str(row[1]).lstrip("'") for row in rows[1:]} == {html.unescape(one) for one in listed}
    assert all(cell is None or not str(cell).startswith(("=", "+")) for row in rows for cell in row)
    assert len(_sheet(one.data)) == 2
    with database.reading() as session:
        events = session.scalars(
            select(AuditEvent.object).where(AuditEvent.what == "klien.ekspor")
        ).all()
    assert events[0] == "daftar-klien/7?punya=semua&status=berjalan&urut=nama"
    assert events[1] == "daftar-klien/1?punya=semua&kata"


def test_a_child_leaves_the_office_by_initials_only(
    browser_of: BrowserOf, staff: Staff, post: Post, make_client: MakeClient
) -> None:
    make_client(name="Nur Fadilah", child=True)
    supervisor = browser_of(staff.supervisor)

    rows = _sheet(post(supervisor, "/berkas/ekspor").data)
    printed = supervisor.get("/berkas/cetak").text

    assert rows[1][1] == "N.F."
    assert "Fadilah" not in printed
    assert "Fadilah" not in str(rows)


def test_who_may_not_read_files_takes_no_list_along(
    browser_of: BrowserOf, staff: Staff, post: Post, make_client: MakeClient
) -> None:
    make_client()
    admin = browser_of(staff.admin)

    assert post(admin, "/berkas/ekspor").status_code == 404
    assert admin.get("/berkas/cetak").status_code == 404


def test_the_printed_list_holds_everybody_on_one_page(
    assessor: Browser, post: Post, make_client: MakeClient
) -> None:
    for n in range(53):
        make_client(name=f"Klien {n:02}")

    printed = assessor.get("/berkas/cetak?urut=nama").text
    words = post(assessor, "/berkas/cetak", q="klien 07").text

    assert printed.count('<th scope="row">Klien') == 53
    assert "53 klien: seluruh kantor" in printed
    assert words.count('<th scope="row">Klien') == 1
