"""Filling in: what one page saves never spoils what another one, or the same one, saved before."""

import json

import pytest
from lxml import html
from sqlalchemy import select

from casework.assessments import recommendations
from casework.assessments.model import Answer, Assessment
from casework.clients.model import Client
from casework.db.engine import Database
from tests.conftest import MakeDraft
from tests.webapp.views.berkas.conftest import Browser, Post

NO_PAGE = "9" * 25


@pytest.fixture
def address(database: Database, make_draft: MakeDraft) -> str:
    """The address of a draft in which nothing is filled in."""
    draft = make_draft(ready=False)
    with database.reading() as session:
        client = session.get_one(Client, draft.client_id)
    return f"/berkas/{client.number}/asesmen/{draft.ordinal}"


def rows(database: Database) -> list[tuple[int, str, str]]:
    with database.reading() as session:
        found = session.scalars(select(Assessment)).one().recommendations
        return [(row.position, row.code, row.text) for row in found]


def options(database: Database) -> dict[str, str]:
    with database.reading() as session:
        return {one.item: one.option for one in session.scalars(select(Answer))}


def test_a_programme_typed_bit_by_bit_stays_one_row_where_the_page_shows_it(
    assessor: Browser, post: Post, database: Database, address: str
) -> None:
    code = next(iter(recommendations.table()))

    for changes in ({"kode-2": code}, {"uraian-2": "Enam pertemuan"}):
        post(assessor, f"{address}/simpan/rekomendasi", changes=json.dumps(changes))

    assert rows(database) == [(2, code, "Enam pertemuan")]
    page = assessor.get(f"{address}/isi/rekomendasi")
    assert 'name="kode-3"' in page.text
    fields = {"kode-1": "", "kode-2": code, "uraian-2": "Enam pertemuan", "stay": "1"}
    assert post(assessor, f"{address}/isi/rekomendasi", **fields).status_code == 303
    assert rows(database) == [(1, code, "Enam pertemuan")]


def test_the_check_before_issuing_names_the_field_of_the_programme_that_is_empty(
    assessor: Browser, post: Post, address: str
) -> None:
    changes = json.dumps({"uraian-1": "Enam pertemuan"})
    post(assessor, f"{address}/simpan/rekomendasi", changes=changes)

    page = " ".join(html.fromstring(assessor.get(f"{address}/terbit").text).text_content().split())

    assert "Rekomendasi, program 1: jenis" in page
    assert "Rekomendasi, program 1: bentuk" in page


def test_each_saved_answer_counts_at_once_on_the_tab_of_its_part(
    assessor: Browser, post: Post, address: str
) -> None:
    item, other, _ = _two_items(assessor, address)

    counts = [
        post(assessor, f"{address}/simpan/rri-a", changes=json.dumps(one)).get_json()["live"]
        for one in (item, other)
    ]

    before, after = (int(one["count"].partition("/")[0]) for one in counts)
    assert after == before + 1


def test_the_button_of_a_page_that_missed_an_answer_does_not_take_it_back(
    assessor: Browser, post: Post, database: Database, address: str
) -> None:
    item, other, shown = _two_items(assessor, address)
    kept = [
        post(assessor, f"{address}/simpan/rri-a", version=shown, changes=json.dumps(changes))
        for changes in (item, other)
    ]
    stale = {**dict.fromkeys(item, ""), **other, "version": str(kept[1].get_json()["version"])}

    answer = post(assessor, f"{address}/isi/rri-a", **stale)

    assert stale["version"] == shown
    assert answer.status_code == 409
    assert sorted(options(database).values()) == sorted([*item.values(), *other.values()])


def _two_items(assessor: Browser, address: str) -> tuple[dict[str, str], dict[str, str], str]:
    page = assessor.get(f"{address}/isi/rri-a")
    tree = html.fromstring(page.text)
    first = {str(one.name): str(one.get("value")) for one in tree.xpath("//input[@type='radio']")}
    (one, its), (two, other) = list(first.items())[:2]
    version = tree.xpath("//input[@name='version']/@value")[0]
    return {one: its}, {two: other}, str(version)


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("simpan/rri-a", {"changes": "[" * 100_000}),
        ("isi/rri-zz", {}),
        ("isi/kriminogenik-b2", {}),
    ],
)
def test_a_page_that_is_not_asked_or_cannot_be_read_is_no_trouble(
    assessor: Browser, post: Post, address: str, page: str, fields: dict[str, str]
) -> None:
    assert post(assessor, f"{address}/{page}", **fields).status_code in {303, 404}


@pytest.mark.parametrize("page", ["", "/terbit", "/terbit/status", "/isi/pelaksanaan"])
def test_a_number_beyond_all_assessments_is_not_found(
    assessor: Browser, address: str, page: str
) -> None:
    beyond = address.rpartition("/")[0] + f"/{NO_PAGE}{page}"

    assert assessor.get(beyond).status_code == 404
