"""What the search finds: by name, number, date, recommendation and words, alone and together."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete

from casework.actor import Actor
from casework.clients.model import Client
from casework.db.engine import Database
from casework.physical import service as physical
from casework.search import service
from casework.search.finder import Finder
from casework.search.model import CatalogueEntry
from indexer.criteria import Criteria, Order
from tests.casework.search.conftest import Ask, Issue, found
from tests.conftest import MakeClient, Staff

RESULT = "hasil-asesmen"

# one line a way to ask that must find Budi's result, and no result of Yohana
ASKED: tuple[dict[str, object], ...] = (
    {"client": "budi"},
    {"client": "Santosa Budi", "words": ("rehabilitasi",), "expect": False},
    {"client": "SANTOSO"},
    {"client": "Boedi Santoso"},
    {"client": "bud", "prefix": True},
    {"number": "2026-00001"},
    {"number": "117/PB/2026"},
    {"number": "117/pb"},
    {"number": "9999011706910001"},
    {"number": "WP.10.PAS.PAS.8-UM.01.01 - 892"},
    {"number": "892"},
    {"number": "UM.01.01-892"},
    {"since": date(2026, 3, 9), "until": date(2026, 3, 9), "bands": ("tinggi",)},
    {"recommendations": ("konseling-keluarga",)},
    {"bands": ("tinggi",)},
    {"words": ("rehabilitasi", "narkotika")},
    {"words": ("direhabilitasi",)},
    {"phrases": ("rehabilitasi narkotika",)},
    {"words": ("892",)},
    {"words": ("Budi", "puskesmas")},
    {"words": ("konseling",)},
    {"client": "budi", "number": "892", "recommendations": ("konseling-keluarga",)},
    {
        "client": "budi",
        "number": "117/PB/2026",
        "since": date(2026, 1, 1),
        "until": date(2026, 12, 31),
        "recommendations": ("konseling-keluarga", "lain"),
        "kinds": (RESULT,),
        "bands": ("tinggi", "sedang"),
        "words": ("narkotika",),
    },
    {"client": "budi", "since": date(2026, 3, 10), "expect": False},
    {"words": ("narkotika",), "until": date(2026, 3, 8), "expect": False},
    {"words": ("narkotika",), "recommendations": ("lain",), "expect": False},
    {"phrases": ("narkotika rehabilitasi",), "expect": False},
    {"words": ("narkotika",), "bands": ("rendah",), "expect": False},
    {"words": ("yang", "dan"), "expect": False},
    {"client": "---", "expect": False},
)


@pytest.fixture
def yohana(make_client: MakeClient, issue: Issue, at: datetime) -> Client:
    client = make_client(name="Yohana Kurnia", bin_binti=None, nik=None, registers=())
    issue(
        client,
        at=at + timedelta(days=5),
        risk="sedang",
        number="WP.10.PAS.PAS.8-UM.01.01 - 901",
        pages=("Laporan", "Klien rajin beribadah."),
    )
    return client


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_result_is_found_by_each_key_and_by_all_together(
    ask: Ask, budi: Client, yohana: Client, asked: dict[str, object]
) -> None:
    expected = asked.get("expect", True)

    answer = ask(**{name: value for name, value in asked.items() if name != "expect"})

    assert ((budi.number, RESULT) in found(answer)) is expected
    assert (yohana.number, RESULT) not in found(answer)
    assert not answer.degraded


def test_documents_stand_together_in_their_file_with_where_they_match(
    ask: Ask, budi: Client, database: Database, staff: Staff, at: datetime
) -> None:
    with database.transaction() as session:
        physical.put(session, staff.archivist, budi, "Lemari 2 > Boks 14", at=at)

    (file,) = ask(words=("narkotika",)).files

    assert file.client.number == budi.number
    assert (file.result and file.result.risk_score, file.place) == (13, "Lemari 2 > Boks 14")
    assert file.count == 1
    (hit,) = file.hits
    (fragment,) = hit.highlight.fragments
    assert (hit.sequence, hit.number, hit.band) == (2, "WP.10.PAS.PAS.8-UM.01.01 - 892", "tinggi")
    assert fragment.page == 2
    assert [part.text for part in fragment.segments if part.hit] == ["narkotika"]
    assert hit.highlight.where == ("text",)


def test_counts_are_of_all_pages_and_of_what_is_not_ticked(
    ask: Ask, budi: Client, yohana: Client
) -> None:
    del budi, yohana
    answer = ask(words=("laporan",), bands=("tinggi",))

    assert (answer.file_count, answer.document_count) == (1, 1)
    assert dict(answer.bands) == {"tinggi": 1, "sedang": 1}
    assert dict(answer.kinds) == {RESULT: 1}
    everything = ask(since=date(2026, 1, 1))
    assert dict(everything.kinds) == {RESULT: 2, "pembukaan": 2}


def test_pages_follow_each_other_without_a_file_twice(
    ask: Ask, make_client: MakeClient, issue: Issue
) -> None:
    numbers = []
    for n in range(5):
        client = make_client(name=f"Klien {'ABCDE'[n]}", nik=None)
        issue(client, number=f"- {n}", pages=("narkotika " * (n + 1),))
        numbers.append(client.number)

    for asked in ({"words": ("narkotika",)}, {"words": ("narkotika",), "order": Order.NEWEST},
                  {"kinds": (RESULT,)}):  # fmt: skip
        pages = [ask(page=page, size=2, **asked) for page in (1, 2, 3)]

        seen = [file.client.number for page in pages for file in page.files]
        assert sorted(seen) == numbers
        assert [(page.first, page.last, page.pages, page.file_count) for page in pages] == [
            (1, 2, 3, 5), (3, 4, 3, 5), (5, 5, 3, 5),
        ]  # fmt: skip
    assert ask(page=99, size=2, words=("narkotika",)).page == 3


def test_a_word_typed_wrongly_is_met_with_the_right_one(ask: Ask, budi: Client) -> None:
    del budi
    answer = ask(words=("rehabilitsi",), bands=("tinggi",))

    (suggestion,) = answer.suggestions
    assert suggestion.text == "rehabilitasi"
    assert suggestion.criteria == Criteria(words=("rehabilitasi",), bands=("tinggi",))
    assert ask(client="Santosp").suggestions[0].criteria.client == "santoso"


def test_the_place_of_paper_is_found_as_soon_as_it_is_written_down(
    ask: Ask,
    budi: Client,
    database: Database,
    staff: Staff,
    index_all: Callable[[], None],
    at: datetime,
) -> None:
    assert not found(ask(words=("lemari", "empat")))
    with database.transaction() as session:
        physical.put(session, staff.archivist, budi, "Lemari empat", at=at)

    index_all()

    assert found(ask(words=("lemari", "empat")))


def test_a_deleted_document_is_gone_though_the_index_still_has_it(
    ask: Ask, budi: Client, database: Database, finder: Finder
) -> None:
    del budi
    with database.transaction() as session:
        session.execute(delete(CatalogueEntry).where(CatalogueEntry.kind == RESULT))

    answer = ask(words=("narkotika",))

    assert len(finder.adults.ids(Criteria(words=("narkotika",)))) == 1
    assert (answer.files, answer.file_count, answer.document_count) == ((), 0, 0)
    assert not answer.kinds


NAUGHTY = (
    "\x00", "'", '"', "%", "_", "\\", "*", "?", "a*", "AND OR NOT", "title:x", "[a TO z]", "((",
    "~2", "\ud800", "\u202e", "\ufdfa", "\U0001f469\u200d\U0001f467", "\U0001d56d\U0001d58e",
    "Z\u0334\u031b", "-1", "1e309", "NaN", "9" * 400, "a" * 5000, "'; DROP TABLE client;--",
    "<script>", "{{7*7}}", "../../etc/passwd", "\t\n", "%00", "\u00b2", "\u0663",
)  # fmt: skip


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_whatever_is_typed_gets_an_answer(ask: Ask, budi: Client, text: str) -> None:
    del budi
    short = text[:200]
    for asked in (
        {"words": (short,)}, {"phrases": (short,)}, {"client": short}, {"number": short},
        {"words": (short,), "prefix": True}, {"officer": short}, {"kinds": (short,)},
        {"recommendations": (short,), "words": ("a",)}, {"place": short},
    ):  # fmt: skip
        answer = ask(**asked)

        assert not answer.degraded
        assert answer.document_count <= 2


def test_the_console_may_ask_too(
    database: Database, finder: Finder, budi: Client, staff: Staff
) -> None:
    console = Actor("konsol", staff.pk.office, "Operator konsol", via="konsol")
    with database.reading() as session:
        answer = service.ask(session, finder, console, Criteria(words=("narkotika",)))

    assert found(answer) == {(budi.number, RESULT)}
