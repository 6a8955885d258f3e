"""Changing what is registered of a client: checked, explained, sealed with before and after."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.actor import Role
from casework.clients import joining
from casework.clients.model import Client, ClientName, NameKind
from casework.db.engine import Database
from casework.deposits.model import Deposit
from casework.offices import service as offices
from casework.offices.service import OfficialDraft
from casework.users.service import actor_of
from tests.conftest import AT, MakeClient, Staff
from tests.webapp.views.berkas.conftest import BrowserOf, Post
from webapp.clients.change import values_of


@pytest.fixture
def registrar(browser_of: BrowserOf, database: Database, staff: Staff) -> FlaskClient:
    with database.transaction() as session:
        draft = OfficialDraft(
            "Wulan Sari", "", "Registrasi", frozenset({Role.REGISTRASI}), date(2024, 1, 1)
        )
        actor = actor_of(offices.appoint(session, staff.admin, draft, at=AT))
    return browser_of(actor)


@pytest.fixture
def values(database: Database) -> Callable[[Client], dict[str, str]]:
    def read(client: Client) -> dict[str, str]:
        with database.reading() as session:
            return values_of(session.get_one(Client, client.id))

    return read


def changes(database: Database) -> list[Deposit]:
    with database.reading() as session:
        return list(session.scalars(select(Deposit).where(Deposit.kind == "perubahan-data")))


def test_the_form_shows_what_is_registered(registrar: FlaskClient, make_client: MakeClient) -> None:
    client = make_client()

    page = registrar.get(f"/berkas/{client.number}/ubah")

    assert page.status_code == HTTPStatus.OK
    for text in ("Budi Santoso", "17 Juni 1991", "318/Pid.B/2022/PN Cth", "117/PB/2026"):
        assert text in page.text


def test_a_form_sent_as_it_came_changes_nothing(
    registrar: FlaskClient, make_client: MakeClient, values: Callable[..., dict[str, str]],
    post: Post, database: Database,
) -> None:  # fmt: skip
    client = make_client()

    post(registrar, f"/berkas/{client.number}/ubah", **values(client))

    assert changes(database) == []


def test_a_corrected_name_is_sealed_with_before_after_and_why(
    registrar: FlaskClient, make_client: MakeClient, values: Callable[..., dict[str, str]],
    post: Post, database: Database,
) -> None:  # fmt: skip
    client = make_client()
    new = {"name": "Budi Susanto", "address": "Jalan Melati 3", "reason": "menurut putusan"}

    answer = post(registrar, f"/berkas/{client.number}/ubah", **{**values(client), **new})

    assert answer.status_code == HTTPStatus.SEE_OTHER
    (sealed,) = changes(database)
    assert sealed.isi["alasan"] == "menurut putusan"
    assert sealed.record["pelaku"]["nama"] == "Wulan Sari"
    assert {one["bidang"]: (one["sebelum"], one["sesudah"]) for one in sealed.isi["perubahan"]} == {
        "identitas.nama": ("Budi Santoso", "Budi Susanto"),
        "identitas.alamat": (None, "Jalan Melati 3"),
    }
    with database.reading() as session:
        names = session.scalars(select(ClientName).where(ClientName.client_id == client.id))
        assert {(one.kind, one.name) for one in names} == {
            (NameKind.NAME, "Budi Susanto"),
            (NameKind.FORMER, "Budi Santoso"),
        }


def test_a_change_without_a_reason_is_refused_and_nothing_typed_is_lost(
    registrar: FlaskClient, make_client: MakeClient, values: Callable[..., dict[str, str]],
    post: Post, database: Database,
) -> None:  # fmt: skip
    client = make_client()

    answer = post(
        registrar, f"/berkas/{client.number}/ubah", **{**values(client), "name": "Budi Susanto"}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Alasan perubahan" in answer.text
    assert "Budi Susanto" in answer.text
    assert changes(database) == []


def test_who_was_overtaken_sees_the_other_change_and_decides(
    registrar: FlaskClient, make_client: MakeClient, values: Callable[..., dict[str, str]],
    post: Post, database: Database,
) -> None:  # fmt: skip
    client = make_client()
    old = values(client)
    address = f"/berkas/{client.number}/ubah"
    post(registrar, address, **{**old, "occupation": "Petani", "reason": "pindah kerja"})

    late = post(registrar, address, **{**old, "address": "Jalan Melati 3", "reason": "pindah"})

    assert late.status_code == HTTPStatus.CONFLICT
    assert "Wulan Sari mengubah data ini" in late.text
    assert "Petani" in late.text
    assert "Jalan Melati 3" in late.text
    assert len(changes(database)) == 1


def test_a_pk_changes_only_own_clients(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient,
    values: Callable[..., dict[str, str]], post: Post,
) -> None:  # fmt: skip
    pk = browser_of(staff.pk)
    own, other = make_client(), make_client(name="Dimas Prakoso", pk_id=None)
    new = {"name": "Nama Baru", "reason": "uji"}

    mine = post(pk, f"/berkas/{own.number}/ubah", **{**values(own), **new})
    theirs = post(pk, f"/berkas/{other.number}/ubah", **{**values(other), **new})

    assert mine.status_code == HTTPStatus.SEE_OTHER
    assert theirs.status_code == HTTPStatus.CONFLICT
    assert "Bukan klien Anda" in theirs.text


def test_a_word_that_no_list_offers_stays_when_something_else_changes(
    registrar: FlaskClient, make_client: MakeClient
) -> None:
    client = make_client(education="STM Negeri 2")

    page = registrar.get(f"/berkas/{client.number}/ubah")

    assert 'value="STM Negeri 2" selected' in page.text


def test_of_a_file_whose_guidance_goes_on_in_a_child_s_the_form_says_so(
    browser_of: BrowserOf, staff: Staff, make_client: MakeClient, post: Post, database: Database,
    values: Callable[..., dict[str, str]],
) -> None:  # fmt: skip
    client, pk = make_client(), browser_of(staff.pk)
    with database.transaction() as session:
        here = session.get_one(Client, client.id)
        fresh = joining.found_child(session, staff.pk, here, reason="akta kelahiran", at=AT)
    said = f"diteruskan pada berkas anak {fresh.number}"
    url = f"/berkas/{client.number}/ubah"

    assert said in pk.get(url).text
    changed = {**values(client), "occupation": "Pedagang", "reason": "surat"}
    assert post(pk, url, **changed).status_code == HTTPStatus.SEE_OTHER

    told = pk.get(f"/berkas/{client.number}").text
    assert said in told
    assert "Bila benar" not in told
    assert "Bila klien ternyata anak" not in told


@pytest.mark.parametrize(
    ("born", "said"),
    [("17 Juni 2012", "catat &#34;Ternyata anak&#34;"), ("17 Juni 1991", "")],
)
def test_data_by_which_a_grown_up_would_be_a_child_lead_to_the_page_of_the_status(
    registrar: FlaskClient, make_client: MakeClient, values: Callable[..., dict[str, str]],
    post: Post, born: str, said: str,
) -> None:  # fmt: skip
    client = make_client(nik=None)
    changed = {**values(client), "birth_date": born, "marks": "-", "reason": "akta"}

    post(registrar, f"/berkas/{client.number}/ubah", **changed)

    told = registrar.get(f"/berkas/{client.number}").text
    assert ("Menurut data baru" in told) is bool(said)
    assert said in told
