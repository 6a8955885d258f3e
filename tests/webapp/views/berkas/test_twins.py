"""Who may be known already: told while typing, and compared before a second file is made."""

from datetime import date

import pytest
from lxml import html
from sqlalchemy import select

from casework.db.engine import Database
from casework.deposits.model import Deposit
from tests.conftest import MakeClient, Staff
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post
from tests.webapp.views.berkas.test_register import TYPED, mark_in, number_of_clients

NIK = "9999011706910001"
REASON = "Sudah ditanya: keduanya saudara sepupu."


def openings(database: Database) -> list[Deposit]:
    with database.reading() as session:
        rows = session.scalars(select(Deposit).where(Deposit.kind == "pembukaan"))
        return sorted(rows, key=lambda one: one.id)


@pytest.mark.parametrize(
    ("typed", "panel", "said"),
    [
        ({"name": "Boedi Santosa"}, "name", "nama hampir sama"),
        ({"name": "Bud\u0456 Santoso"}, "name", "nama tampak sama (huruf berbeda)"),
        ({"name": "B", "nik": "9999 0117 0691 0001"}, "nik", "NIK sama"),
        (
            {"register_1_kind": "pb", "register_1_number": "0117-PB-2026"},
            "register",
            "nomor register sama",
        ),
        ({"name": "Santoso, Budi", "birth_date": "17-6-1991"}, "name", "tanggal lahir sama"),
    ],
)
def test_a_known_client_is_told_while_another_is_typed(
    assessor: Browser,
    post: Post,
    make_client: MakeClient,
    typed: dict[str, str],
    panel: str,
    said: str,
) -> None:
    known = make_client()

    told = post(assessor, "/berkas/baru/mirip", **typed)

    assert told.status_code == 200
    assert f'data-for="{panel}"' in told.text
    assert known.number in told.text
    assert said in told.text


def test_a_form_that_comes_back_still_tells_who_is_known(
    assessor: Browser, post: Post, make_client: MakeClient
) -> None:
    known = make_client()

    page = post(assessor, "/berkas/baru", **TYPED | {"birth_date": "31 Februari 1991"})

    panel = html.fromstring(page.text).xpath("//*[@data-likeness-panel='name']")[0]
    assert page.status_code == 422
    assert known.number in panel.text_content()
    assert "Mirip dengan" in panel.text_content()


@pytest.mark.parametrize(
    "typed",
    [{}, {"name": "Bu"}, {"nik": "12"}, {"birth_date": "17-6-1991"}, {"name": "Bu\x00\u202e"}],
)
def test_too_little_is_not_asked_about(
    assessor: Browser, post: Post, make_client: MakeClient, typed: dict[str, str]
) -> None:
    make_client()

    assert post(assessor, "/berkas/baru/mirip", **typed).status_code == 204


def test_nothing_of_a_closed_file_is_told_while_typing(
    assessor: Browser, post: Post, make_client: MakeClient
) -> None:
    make_client(child=True)

    told = post(assessor, "/berkas/baru/mirip", name="Budi Santoso", nik=NIK)

    assert told.text.strip() == ""


def test_who_registers_nobody_is_told_nothing(
    browser_of: BrowserOf, staff: Staff, post: Post, make_client: MakeClient
) -> None:
    make_client()

    assert (
        post(browser_of(staff.head), "/berkas/baru/mirip", name="Budi Santoso").status_code == 404
    )


def test_a_likely_double_stands_beside_what_was_typed(
    assessor: Browser, post: Post, make_client: MakeClient
) -> None:
    known = make_client()

    page = post(assessor, "/berkas/baru", **TYPED | {"name": "Boedi Santoso", "address": "Jl. A"})

    assert page.status_code == 422
    assert f"Bandingkan dengan berkas {known.number}" in page.text
    assert "Alasan tetap membuat berkas baru" in page.text
    row = page.text.partition(">Nama lengkap<span")[2].partition("</tr>")[0]
    assert "Boedi Santoso" in row
    assert "Budi Santoso" in row
    assert "berbeda" in row
    assert "sama" in page.text.partition(">Tanggal lahir<span")[2].partition("</tr>")[0]
    assert "Jl. A</textarea>" in page.text


def test_without_a_reason_no_second_file_is_made_and_nothing_typed_is_lost(
    assessor: Browser, post: Post, make_client: MakeClient, database: Database
) -> None:
    make_client()
    sure = mark_in(post(assessor, "/berkas/baru", **TYPED))

    page = post(assessor, "/berkas/baru", **TYPED, sure=sure, twin_reason="  ")

    assert page.status_code == 422
    assert 'href="#f-twin_reason"' in page.text
    assert "Bandingkan dengan berkas" in page.text
    assert 'value="Budi Santoso"' in page.text
    assert mark_in(page) == sure
    assert number_of_clients(database) == 1


def test_the_reason_and_the_compared_file_are_sealed(
    assessor: Browser, post: Post, make_client: MakeClient, database: Database
) -> None:
    known = make_client()
    sure = mark_in(post(assessor, "/berkas/baru", **TYPED))

    done = post(assessor, "/berkas/baru", **TYPED, sure=sure, twin_reason=REASON)

    assert done.status_code == 303
    first, second = openings(database)
    assert "kembar" not in first.isi
    assert second.isi["kembar"] == {"dibandingkan": [known.number], "alasan": REASON}


def test_a_register_number_is_the_same_however_it_is_written(
    assessor: Browser, post: Post, make_client: MakeClient
) -> None:
    make_client()

    fields = {"register_1_kind": "pb", "register_1_number": "0117-PB-2026"}
    page = post(assessor, "/berkas/baru", **TYPED | fields)

    row = page.text.partition(">Nomor register<span")[2].partition("</tr>")[0]
    assert "0117-PB-2026" in row
    assert "berbeda" not in row


def test_a_namesake_needs_no_reason(
    assessor: Browser, post: Post, make_client: MakeClient, database: Database
) -> None:
    make_client(birth_date=date(1970, 1, 2))

    asked = post(assessor, "/berkas/baru", **TYPED)
    done = post(assessor, "/berkas/baru", **TYPED, sure=mark_in(asked))

    assert "Alasan tetap" not in asked.text
    assert done.status_code == 303
    assert "kembar" not in openings(database)[1].isi


def test_a_number_taken_in_a_closed_file_is_told_without_number_and_name(
    assessor: Browser, post: Post, make_client: MakeClient, database: Database
) -> None:
    child = make_client(name="Anak Rahasia", child=True)
    typed = TYPED | {"nik": NIK}

    asked = post(assessor, "/berkas/baru", **typed)

    assert asked.status_code == 422
    assert "NIK ini sudah ada di berkas yang tidak terbuka untuk Anda." in asked.text
    assert child.number not in asked.text
    assert "Rahasia" not in asked.text

    done = post(assessor, "/berkas/baru", **typed, sure=mark_in(asked), twin_reason=REASON)
    assert done.status_code == 303
    assert openings(database)[1].isi["kembar"] == {"dibandingkan": [], "alasan": REASON}
