"""The index answers as SQLite's FTS5 does: the same ids, for the same terms."""

import datetime as dt
import sqlite3
from collections.abc import Iterator

import pytest

from indexer import analysis
from indexer.criteria import Criteria, Order
from indexer.entry import Entry
from indexer.index import Index
from indexer.parse import parse

QUESTIONS = {
    "a word": parse("rehabilitasi"),
    "a word in capitals": parse("REHABILITASI"),
    "two words": parse("rehabilitasi narkotika"),
    "words of two pages": parse("diversi korban"),
    "a negation": parse("tidak menyesali"),
    "belum": parse("belum"),
    "tinggi": parse("tinggi"),
    "a root": parse("bina"),
    "a word found by its root": parse("membina"),
    "another word of that root": parse("pembimbingan"),
    "a word of the trade": parse("diversi"),
    "a doubled word": parse("undang-undang"),
    "a phrase": parse('"rehabilitasi narkotika"'),
    "a phrase over a stop word": parse('"keluarga klien mendukung pembimbingan dan pelatihan"'),
    "a letter number between quotes": parse('"UM.01.01 - 81"'),
    "a phrase that is nowhere": parse('"narkotika rehabilitasi"'),
    "a phrase and a word": parse('"klien bekerja" keluarga'),
    "a word of the title": parse("litmas"),
    "a word of the recommendation": parse("konseling"),
    "a name": parse("budi santoso"),
    "half a name": parse("hidayat"),
    "a name in another spelling": parse("moh rizki"),
    "a name as written in 1950": parse("soeharto"),
    "a name and a word": parse("joko rehabilitasi"),
    "an officer": parse("wulandari"),
    "a word that nobody wrote": parse("astronot"),
    "only words too common": parse("yang dan di"),
    "a common word beside another": parse("di lembaga"),
    "a file number": parse("2025-00042"),
    "a file number without noughts": Criteria(number="2025-42"),
    "a whole letter number": parse("WP.10.PAS.PAS.8-UM.01.01 - 77"),
    "a part of a letter number": Criteria(words=("77",)),
    "a classification": parse("UM.01.01"),
    "a letter number that the text cites": Criteria(words=("WP.10.PAS.PAS.8-UM.01.01-892",)),
    "a client's name": Criteria(client="Ahmad Fauzi"),
    "a year": parse("2024"),
    "a period": Criteria(since=dt.date(2024, 3, 5), until=dt.date(2025, 2, 10)),
    "since a day": Criteria(since=dt.date(2025, 11, 30)),
    "until a day": Criteria(until=dt.date(2023, 2, 1)),
    "a band": Criteria(bands=("tinggi",)),
    "two kinds": Criteria(kinds=("litmas", "pembukaan")),
    "a recommendation": Criteria(recommendations=("rehabilitasi-napza",)),
    "any of two recommendations": Criteria(
        recommendations=("rehabilitasi-napza", "pelatihan-kerja")
    ),
    "an officer's documents": Criteria(officer="rina wulandari"),
    "a client's documents": Criteria(client_id="KLIEN7"),
    "any of three words": Criteria(words=("diversi", "korban", "buruh"), any_word=True),
    "words, period, band and recommendation": parse("klien 2024").replace(
        bands=("sedang", "tinggi"), recommendations=("konseling-keluarga", "bimbingan-standar")
    ),
    "name, kind and decision": Criteria(
        client="susilo", kinds=("litmas", "hasil-asesmen"), decision="disetujui"
    ),
    "phrase and place": Criteria(phrases=("orang tua",), place="lemari 2 > boks 9"),
    "everything": Criteria(),
}


@pytest.fixture(scope="module")
def oracle(entries: list[Entry]) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    database.execute(
        "CREATE VIRTUAL TABLE document USING fts5(id UNINDEXED, words, roots, keys, numbers,"
        " tokenize=\"unicode61 remove_diacritics 0 tokenchars '-.'\")"
    )
    database.execute(
        "CREATE TABLE fact (id, client, date, kind, band, officer, place, decision, codes)"
    )
    for entry in entries:
        words = _words(entry)
        roots = (analysis.stem(word) for word in words)
        keys = (key for name in entry.names for key in analysis.name_keys(name))
        numbers = {
            form
            for number in (entry.file_number, *entry.numbers)
            for form in analysis.number_terms(number)
        }
        database.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
            (entry.id, *map(" ".join, (words, roots, keys, numbers))),
        )
        database.execute(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.id, entry.client, entry.date.isoformat(), entry.kind, entry.band,
                entry.officer.casefold(), entry.place.casefold(), entry.decision,
                f" {' '.join(entry.recommendations)} ",
            ),
        )  # fmt: skip
    yield database
    database.close()


def _words(entry: Entry) -> list[str]:
    separate = (
        entry.title, entry.recommendation_words, entry.decision, entry.place, entry.officer,
        *entry.names,
    )  # fmt: skip
    parts = [" ".join(analysis.terms(text)) for text in (*separate, "\n".join(entry.pages))]
    return " zzz ".join(parts).split()


def _match(criteria: Criteria) -> str:
    words = [clause for word in criteria.words if (clause := _clause(word))]
    words += [_clause(phrase) for phrase in criteria.phrases]
    clauses = [f"({(' OR ' if criteria.any_word else ' AND ').join(words)})"]
    clauses += [f'keys:"{key}"' for key in analysis.name_keys(criteria.client)]
    if criteria.number:
        forms = analysis.number_forms(criteria.number)
        clauses.append("(" + " OR ".join(f'numbers:"{form}"' for form in forms) + ")")
    return " AND ".join(clause for clause in clauses if clause != "()")


def _clause(word: str) -> str:
    terms = analysis.terms(word)
    if not terms:
        return ""
    any_of = [f'words:"{" ".join(terms)}"']
    if len(terms) == 1:
        root = analysis.stem(terms[0])
        any_of += [f'roots:"{root}"', f'words:"{root}"', f'keys:"{analysis.name_key(word)}"']
    if any(map(str.isdecimal, word)):
        any_of += [f'numbers:"{form}"' for form in analysis.number_forms(word)]
    return f"({' OR '.join(any_of)})"


def _expected(oracle: sqlite3.Connection, criteria: Criteria) -> set[str]:
    match = _match(criteria)
    if criteria.has_words and not match:
        return set()
    matching = "SELECT * FROM fact WHERE id IN (SELECT id FROM document WHERE document MATCH ?)"
    rows = oracle.execute(matching, (match,)) if match else oracle.execute("SELECT * FROM fact")
    return {row["id"] for row in rows if _passes(row, criteria)}


def _passes(row: sqlite3.Row, criteria: Criteria) -> bool:
    since = criteria.since.isoformat() if criteria.since else ""
    until = criteria.until.isoformat() if criteria.until else "9999"
    codes = criteria.recommendations
    return (
        since <= row["date"] <= until
        and (not criteria.kinds or row["kind"] in criteria.kinds)
        and (not criteria.bands or row["band"] in criteria.bands)
        and (not codes or any(f" {code} " in row["codes"] for code in codes))
        and criteria.client_id in {"", row["client"]}
        and criteria.officer in {"", row["officer"]}
        and criteria.place in {"", row["place"]}
        and criteria.decision in {"", row["decision"]}
    )


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_question_has_the_answer_of_fts5(
    question: Criteria, filled: Index, oracle: sqlite3.Connection
) -> None:
    expected = _expected(oracle, question)

    assert filled.ids(question) == expected
    for order in Order:
        ordered = question.replace(order=order)
        assert set(filled.search(ordered, limit=1000).ids) == expected


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_pages_of_an_answer_make_up_the_whole(
    question: Criteria, order: Order, filled: Index
) -> None:
    question = question.replace(order=order)
    whole = filled.search(question, limit=1000).ids

    paged: list[str] = []
    more = True
    while more:
        page = filled.search(question, limit=17, offset=len(paged))
        paged += page.ids
        more = page.more

    assert len(paged) == len(set(paged)) == len(whole)
    assert set(paged) == set(whole)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_newest_first_is_by_date_and_then_by_id(
    question: Criteria, filled: Index, entries: list[Entry]
) -> None:
    dates = {entry.id: entry.date for entry in entries}

    ids = filled.search(question.replace(order=Order.NEWEST), limit=1000).ids

    assert list(ids) == sorted(ids, key=lambda one: (dates[one], one), reverse=True)


def test_the_questions_do_find_something(filled: Index) -> None:
    empty = {name for name, question in QUESTIONS.items() if not filled.ids(question)}

    assert empty == {
        "a phrase that is nowhere",
        "a word that nobody wrote",
        "only words too common",
    }
