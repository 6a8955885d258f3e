"""Strings that break programs, typed into every field of the register form."""

import json
import unicodedata
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.clients.model import Client
from casework.db.engine import Database
from tests.webapp.views.berkas.conftest import Browser, Post

CORPUS = Path(__file__).parents[4].parent / "shared" / "corpora" / "naughty-strings.json"
WHOLE = {
    "name": "Budi Santoso",
    "birth_date": "17 Juni 1991",
    "sex": "L",
    "client_type": "pembebasan-bersyarat",
    "received_on": "3-3-2026",
    "guidance_from": "3-3-2026",
    "case_1_offence_1": "pencurian",
}
TEXTS = (
    "name", "bin_binti", "aliases", "birth_place", "religion", "education", "occupation",
    "marital_status", "address", "marks", "origin", "case_1_articles", "case_1_verdict",
    "case_1_court", "case_1_sentence", "ethnicity", "nationality", "child_reason",
    "register_1_kind", "register_1_number", "guarantor_name", "guarantor_relation",
    "guarantor_phone",
)  # fmt: skip
CLOSED = (
    "nik", "birth_date", "sex", "client_type", "received_on", "guidance_from", "guidance_until",
    "pk_id", "case_1_offence_1", "case_1_verdict_on", "case_1_expires_on",
)  # fmt: skip


def naughty() -> list[str]:
    if not CORPUS.exists():
        pytest.skip("the corpus of naughty strings is not beside the project")
    strings: list[str] = json.loads(CORPUS.read_text("utf-8"))
    return strings


@pytest.mark.parametrize(
    "every", [pytest.param(24, id="sample"), pytest.param(1, id="all", marks=pytest.mark.full)]
)
def test_a_naughty_string_is_kept_as_typed_or_refused(
    assessor: Browser, post: Post, database: Database, every: int
) -> None:
    for n, text in enumerate(naughty()[::every]):
        # a name of its own for each: the same name again would be asked about
        typed = dict.fromkeys(TEXTS, text) | {"name": f"{text} {n}"}
        answer = post(assessor, "/berkas/baru", **WHOLE | typed)

        assert answer.status_code in {303, 422}, repr(text)
        if answer.status_code == 303:
            assert assessor.get(answer.headers["Location"]).status_code == 200, repr(text)
            with database.reading() as session:
                kept = session.scalars(select(Client).order_by(Client.number.desc())).first()
                assert kept is not None
                assert kept.name == unicodedata.normalize("NFC", " ".join(f"{text} {n}".split()))
    assert assessor.get("/berkas").status_code == 200


@pytest.mark.parametrize(
    "every", [pytest.param(24, id="sample"), pytest.param(1, id="all", marks=pytest.mark.full)]
)
def test_a_naughty_string_is_no_date_and_no_choice(
    assessor: Browser, post: Post, every: int
) -> None:
    for text in naughty()[::every]:
        if not text.strip():
            continue
        answer = post(assessor, "/berkas/baru", **WHOLE | dict.fromkeys(CLOSED, text))

        assert answer.status_code == 422, repr(text)
        assert "Kesalahan" in answer.text


@pytest.mark.parametrize(
    "every", [pytest.param(24, id="sample"), pytest.param(1, id="all", marks=pytest.mark.full)]
)
def test_a_naughty_string_can_be_looked_for(assessor: Browser, post: Post, every: int) -> None:
    for text in naughty()[::every]:
        assert post(assessor, "/berkas", q=text, hlm=text, status=text).status_code == 200
