"""The lists of the office on their page: shown in groups, added to, no longer offered."""

from http import HTTPStatus

from flask.testing import FlaskClient

from casework.actor import Role
from casework.db.engine import Database
from casework.instruments import own_lists
from casework.offices import service as offices
from tests.webapp.conftest import PROFILE, MakeClient, token_in


def post(admin: FlaskClient, name: str, **fields: str) -> tuple[int, str]:
    token = token_in(admin.get("/aturan"))
    answer = admin.post(f"/aturan/{name}", data={"csrf_token": token, **fields})
    return answer.status_code, answer.text


def test_only_the_administrator_sees_the_lists(make_client: MakeClient) -> None:
    assert make_client("made", Role.ADMIN).get("/aturan").status_code == HTTPStatus.OK
    assert make_client("rina", Role.ASESOR).get("/aturan").status_code == HTTPStatus.NOT_FOUND


def test_a_line_is_added_and_offered_from_then_on(
    make_client: MakeClient, database: Database
) -> None:
    admin = make_client("made", Role.ADMIN)

    status, _ = post(
        admin, "jenis-klien", title="Pidana Kerja Sosial Uji", audience="dewasa", register="KS"
    )

    assert status == HTTPStatus.SEE_OTHER
    with database.reading() as session:
        profile = offices.settings(session, PROFILE.code)
    assert own_lists.client_types(profile)["pidana-kerja-sosial-uji"].register == "KS"
    assert profile.version == PROFILE.version + 1


def test_a_line_no_longer_offered_says_so(make_client: MakeClient, database: Database) -> None:
    admin = make_client("made", Role.ADMIN)

    post(admin, "tindak-pidana", code="politik", title="Politik", offered="0")

    assert "tidak ditawarkan lagi" in admin.get("/aturan?daftar=tindak-pidana").text
    with database.reading() as session:
        profile = offices.settings(session, PROFILE.code)
    assert not own_lists.offences(profile)["politik"].offered


def test_a_title_that_stands_in_the_list_already_is_refused_at_the_field(
    make_client: MakeClient,
) -> None:
    admin = make_client("made", Role.ADMIN)

    status, page = post(admin, "tindak-pidana", title="pencurian")

    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Sudah ada di daftar ini." in page
    assert 'value="pencurian"' in page


def test_a_type_without_an_audience_is_refused(make_client: MakeClient) -> None:
    status, _ = post(make_client("made", Role.ADMIN), "jenis-klien", title="Baru")

    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
