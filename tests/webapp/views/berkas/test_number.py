"""The number beside an item: typed into a small field, kept by itself, checked before the issue."""

import json
from http import HTTPStatus

import pytest
from lxml import html
from sqlalchemy import select

from casework.assessments.model import Answer
from casework.clients.model import Client
from casework.db.engine import Database
from casework.instruments import shipped
from tests.conftest import MakeDraft
from tests.webapp.views.berkas.conftest import Browser, Post


@pytest.fixture
def address(database: Database, make_draft: MakeDraft) -> str:
    draft = make_draft(ready=False)
    with database.transaction() as session:
        session.merge(draft).instruments = {
            form.code: {"versi": form.version, "sha256": form.sha256}
            for form in (shipped.find("rri"), shipped.find("kriminogenik"))
        }
        client = session.get_one(Client, draft.client_id)
    return f"/berkas/{client.number}/asesmen/{draft.ordinal}"


def kept(database: Database) -> tuple[str, str, int | None]:
    with database.reading() as session:
        one = session.scalars(select(Answer).where(Answer.item == "A1")).one()
        return one.option, one.evidence, one.number


def test_the_number_is_kept_beside_answer_and_evidence_whichever_comes_first(
    assessor: Browser, post: Post, database: Database, address: str
) -> None:
    for changes in ({"angka-A1": "14"}, {"j-A1": "ya"}, {"bukti-A1": "BAP"}):
        post(assessor, f"{address}/simpan/rri-a", changes=json.dumps(changes))

    assert kept(database) == ("ya", "BAP", 14)
    page = html.fromstring(assessor.get(f"{address}/isi/rri-a").text)
    field = page.xpath('//input[@name="angka-A1"]')[0]
    assert field.get("value") == "14"
    assert "Usia saat pertama kali ditahan" in page.xpath('//label[@for="f-angka-A1"]')[0].text
    assert page.xpath('count(//input[starts-with(@name, "angka-")])') == 1

    post(assessor, f"{address}/simpan/rri-a", changes=json.dumps({"angka-A1": " "}))
    assert kept(database) == ("ya", "BAP", None)


@pytest.mark.parametrize("typed", ["enam belas", "16,5", "-3", "12345", "١٦"])
def test_what_is_no_whole_number_is_refused_at_its_field_and_stays_typed(
    assessor: Browser, post: Post, database: Database, address: str, typed: str
) -> None:
    post(assessor, f"{address}/isi/rri-a", **{"j-A1": "ya", "angka-A1": "16", "stay": "1"})

    refused = post(assessor, f"{address}/isi/rri-a", **{"j-A1": "tidak", "angka-A1": typed})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Angka butir A1:" in " ".join(html.fromstring(refused.text).text_content().split())
    field = html.fromstring(refused.text).xpath('//input[@name="angka-A1"]')[0]
    assert (field.get("value"), field.get("aria-invalid")) == (typed, "true")
    assert kept(database) == ("ya", "", 16)


def test_the_check_before_the_issue_names_both_ages_and_leads_to_the_item(
    assessor: Browser, post: Post, address: str
) -> None:
    changes = json.dumps({"j-A1": "tidak", "angka-A1": "99"})
    post(assessor, f"{address}/simpan/rri-a", changes=changes)

    page = html.fromstring(assessor.get(f"{address}/terbit").text)

    text = " ".join(page.text_content().split())
    assert "Usia saat pertama kali ditahan (99) lebih dari umur klien (3" in text
    assert page.xpath('//a[contains(@href, "/isi/rri-a#butir-A1")][text()="Isi"]')


def test_an_age_that_does_not_agree_with_the_answer_is_told_and_may_be_issued(
    assessor: Browser, post: Post, address: str
) -> None:
    changes = json.dumps({"j-A1": "tidak", "angka-A1": "15"})
    post(assessor, f"{address}/simpan/rri-a", changes=changes)

    text = html.fromstring(assessor.get(f"{address}/terbit").text).text_content()

    told = "Usia saat pertama kali ditahan 15 tahun tidak sejalan dengan jawaban A1, Tidak."
    assert told in " ".join(text.split())


def test_the_first_page_leads_to_the_editions_that_the_draft_is_made_with(
    assessor: Browser, address: str
) -> None:
    page = html.fromstring(assessor.get(f"{address}/isi/pelaksanaan").text)

    found = [str(one) for one in page.xpath('//a[starts-with(@href, "/instrumen/")]/@href')]
    assert found == ["/instrumen/rri/02-2021.2", "/instrumen/kriminogenik/02-2021"]
