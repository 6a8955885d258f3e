"""Giving a draft up on its page, and what a draft says whose client is not guided any more."""

from collections.abc import Callable
from datetime import date, datetime
from http import HTTPStatus

import pytest
from lxml import html

from casework.clients import service as clients
from casework.clients.model import Client, GuidanceStatus
from casework.db.engine import Database
from tests.conftest import MakeDraft, Staff
from tests.guidance import bring
from tests.webapp.views.berkas.conftest import Browser, BrowserOf, Post

End = Callable[[GuidanceStatus], None]


@pytest.fixture
def number(database: Database, make_draft: MakeDraft) -> str:
    """The file of a client with a draft."""
    draft = make_draft()
    with database.reading() as session:
        return session.get_one(Client, draft.client_id).number


@pytest.fixture
def end(database: Database, staff: Staff, number: str, at: datetime) -> End:
    def to(status: GuidanceStatus) -> None:
        with database.transaction() as session:
            client = clients.get(session, staff.pk, number)
            bring(session, staff.pk, client, status, on=date(2026, 3, 8), reason="uji", at=at)

    return to


def text(browser: Browser, url: str) -> str:
    page = browser.get(url)
    assert page.status_code == HTTPStatus.OK
    return " ".join(html.fromstring(page.text).text_content().split())


def test_a_draft_is_given_up_with_a_reason_and_another_can_be_opened(
    assessor: Browser, post: Post, number: str
) -> None:
    url = f"/berkas/{number}/asesmen/1"
    refused = post(assessor, f"{url}/batal", reason="")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert '<details class="confirm" data-confirm open>' in refused.text

    assert post(assessor, f"{url}/batal", reason="salah klien").status_code == HTTPStatus.SEE_OTHER

    said = text(assessor, url)
    assert "Rina Wulandari: salah klien. Tidak bernomor dan tidak disegel." in said
    assert "Batalkan asesmen ini" not in said
    assert "Lanjutkan mengisi" not in said
    assert "Isinya hanya dapat dibaca." in text(assessor, f"{url}/isi/rri-a")
    assert assessor.get(f"{url}/terbit").headers["Location"] == url
    file = text(assessor, f"/berkas/{number}")
    assert "Asesmen yang dibatalkan" in file
    assert "Buka asesmen" in file
    assert number not in text(assessor, "/asesmen")


def test_a_reader_who_did_not_open_the_draft_is_not_offered_to_give_it_up(
    browser_of: BrowserOf, staff: Staff, post: Post, number: str
) -> None:
    url = f"/berkas/{number}/asesmen/1"
    head, supervisor = browser_of(staff.head), browser_of(staff.supervisor)

    assert "Batalkan asesmen ini" not in text(head, url)
    assert post(head, f"{url}/batal", reason="x").status_code in {403, 404}
    assert "Batalkan asesmen ini" in text(supervisor, url)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (GuidanceStatus.DECEASED, "Klien meninggal dunia pada 8 Maret 2026, jadi draf ini tidak"),
        (GuidanceStatus.COMPLETED, "Pembimbingan selesai sejak 8 Maret 2026, jadi draf ini tidak"),
        (GuidanceStatus.TRANSFERRED, "Pembimbingan dilimpahkan sejak 8 Maret 2026, jadi draf ini"),
        (GuidanceStatus.SUSPENDED, "Pembimbingan ditangguhkan sejak 8 Maret 2026, jadi draf ini b"),
        (GuidanceStatus.ABSCONDED, "Klien melarikan diri sejak 8 Maret 2026, jadi draf ini belum"),
    ],
)
def test_a_draft_says_that_its_client_is_not_guided_any_more(
    assessor: Browser, number: str, end: End, status: GuidanceStatus, said: str
) -> None:
    end(status)
    url = f"/berkas/{number}/asesmen/1"

    for page in (url, f"{url}/isi/rri-a", f"{url}/terbit"):
        assert said in text(assessor, page)
    assert "Batalkan asesmen ini" in text(assessor, url)
    assert "Periksa & terbitkan" not in text(assessor, url)
    assert "tidak dapat diterbitkan" in text(assessor, f"/berkas/{number}")
    home = text(assessor, "/")
    assert "Draf asesmen" in home
    assert "Lanjutkan" not in home
