"""The instrument desk: read, compared, taken along and tried, with nothing of a trial kept."""

from http import HTTPStatus
from typing import cast

import pytest
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import func, select

from casework.actor import Role
from casework.assessments.model import Answer, Assessment
from casework.db.engine import Database
from casework.instruments import shipped
from casework.instruments.form import Edition
from tests.webapp.conftest import MakeClient, token_in

TRIAL = "/instrumen/rri/02-2021.2/coba"


@pytest.fixture
def assessor(make_client: MakeClient) -> FlaskClient:
    return make_client("rina", Role.ASESOR)


def result(page: str) -> str:
    found = cast("list[html.HtmlElement]", html.fromstring(page).xpath("//*[@data-trial-result]"))
    return " ".join(found[0].text_content().split())


def hidden(page: str) -> set[str]:
    return set(cast("list[str]", html.fromstring(page).xpath("//section[@hidden]/@id")))


def try_out(client: FlaskClient, **fields: str) -> str:
    token = token_in(client.get(TRIAL))
    answer = client.post(TRIAL, data={"csrf_token": token, **fields})
    assert answer.status_code == HTTPStatus.OK
    return answer.text


def test_who_assesses_reads_the_instruments_and_nobody_else(
    make_client: MakeClient, assessor: FlaskClient
) -> None:
    for path in ("/instrumen", "/instrumen/rri/02-2021", TRIAL):
        assert assessor.get(path).status_code == HTTPStatus.OK
    archivist = make_client("lestari", Role.ARSIPARIS)
    assert archivist.get("/instrumen").status_code == HTTPStatus.NOT_FOUND


def test_the_list_says_what_is_in_force_and_what_has_our_wording(assessor: FlaskClient) -> None:
    page = assessor.get("/instrumen").text

    assert page.count("Berlaku</span>") == 3
    assert page.count("Digantikan</span>") == 1
    assert page.count("Rumusan ringkas</span>") == 4


@pytest.mark.parametrize("edition", shipped.editions(), ids=lambda one: f"{one.code}-{one.version}")
def test_every_item_answer_and_band_of_an_edition_is_read(
    assessor: FlaskClient, edition: Edition
) -> None:
    page = html.fromstring(assessor.get(f"/instrumen/{edition.code}/{edition.version}").text)
    text = " ".join(page.text_content().split())

    for form in edition.forms:
        for item in form.items:
            assert item.text in text
            assert all(option.title in text for option in item.options)
        assert all(band.title in text for band in form.bands)
        assert all(setting.about in text for setting in form.settings.values())


def test_the_file_is_taken_along_as_it_was_published(assessor: FlaskClient) -> None:
    answer = assessor.get("/instrumen/rri/02-2021/berkas")

    assert answer.data == shipped.edition("rri", "02-2021").source
    assert "rri-02-2021.toml" in answer.headers["Content-Disposition"]


def test_an_edition_is_held_against_the_one_before(assessor: FlaskClient) -> None:
    page = assessor.get("/instrumen/rri/02-2021.2/beda").text

    assert "Butir A1" in page
    assert "Usia saat pertama kali ditahan" in page
    assert "tidak mengubah hitungan" in page
    assert "Ini versi pertama" in assessor.get("/instrumen/anak/01/beda").text


@pytest.mark.parametrize("path", ["/instrumen/rri/9", "/instrumen/x/1/coba", "/instrumen/x/1/beda"])
def test_an_edition_that_is_not_there_is_not_found(assessor: FlaskClient, path: str) -> None:
    assert assessor.get(path).status_code == HTTPStatus.NOT_FOUND


def test_a_trial_counts_and_keeps_nothing(assessor: FlaskClient, database: Database) -> None:
    page = try_out(assessor, **{"j-rri-A1": "ya", "j-rri-A5": "3-lebih", "j-rri-A9": "?"})

    assert "7/17 Sedang sementara" in result(page)
    assert "Formulir kebutuhan: wajib." in result(page)
    assert "12 butir kosong: A2" in result(page)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Answer)) == 0
        assert session.scalar(select(func.count()).select_from(Assessment)) == 0


def test_a_trial_shows_the_parts_that_apply(assessor: FlaskClient) -> None:
    woman = {"sex": "P", "offence": "narkotika"}

    assert hidden(try_out(assessor)) == {"bagian-rri-C", "bagian-rri-D"}
    assert hidden(try_out(assessor, **woman)) == set()
    assert 'value="P" checked' in try_out(assessor, **woman)
