import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.criteria import Criteria, Order
from indexer.errors import InvalidCriteria
from indexer.query import cover

WHOLE = Criteria(
    words=("rehabilitasi", "narkotika"),
    phrases=("orang tua",),
    client="Budi Santoso",
    client_id="01J00000000000000000000001",
    number="2025-00123",
    since=dt.date(2025, 1, 1),
    until=dt.date(2026, 6, 30),
    kinds=("litmas",),
    bands=("tinggi", "sangat-tinggi"),
    recommendations=("rehabilitasi-napza",),
    decision="disetujui",
    officer="Rina",
    place="Lemari 2",
    child_too=True,
    any_word=True,
    prefix=True,
    near=True,
    order=Order.NEWEST,
)


def test_a_stored_search_is_read_back_as_it_was() -> None:
    assert Criteria.from_dict(json.loads(json.dumps(WHOLE.to_dict()))) == WHOLE


def test_what_is_not_asked_is_not_stored() -> None:
    assert Criteria(words=("diversi",)).to_dict() == {"words": ["diversi"]}


def test_the_same_question_is_the_same_value() -> None:
    one = Criteria(client="  Budi   Santoso ", bands=("tinggi", "rendah", "tinggi"))
    other = Criteria(client="Budi Santoso", bands=("rendah", "tinggi"))

    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"since": "2026-02-01", "until": "2026-01-31"}, "until", "before-since"),
        ({"since": "31 Januari"}, "since", "unreadable"),
        ({"until": "2026-02-30"}, "until", "unreadable"),
        ({"order": "oldest"}, "order", "unreadable"),
        ({"word": ["x"]}, "word", "unknown"),
        ({"words": "diversi"}, "words", "not-a-list"),
        ({"words": [1]}, "words", "not-a-text"),
        ({"words": [str(number) for number in range(40)]}, "words", "too-many"),
        ({"client": None}, "client", "not-a-text"),
        ({"client": "x" * 300}, "client", "too-long"),
        ({"prefix": "ya"}, "prefix", "not-a-switch"),
    ],
)
def test_nonsense_is_refused_with_the_field(
    values: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(InvalidCriteria) as refusal:
        Criteria.from_dict(values)

    assert (refusal.value.field, refusal.value.code) == (field, code)


def test_a_moment_is_not_a_date() -> None:
    with pytest.raises(InvalidCriteria, match="not-a-date"):
        Criteria(since=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def test_only_words_need_the_index() -> None:
    assert not Criteria().has_words
    assert Criteria().is_empty
    assert not Criteria(number="2025-00123").has_words
    assert not Criteria(number="2025-00123").is_empty
    assert Criteria(phrases=("orang tua",)).has_words
    assert Criteria(child_too=True, prefix=True).is_empty


def test_words_are_sorted_by_match_and_everything_else_by_date() -> None:
    assert Criteria(words=("diversi",)).sorting is Order.BEST
    assert Criteria(client="Budi").sorting is Order.NEWEST
    assert Criteria(words=("diversi",), order=Order.NEWEST).sorting is Order.NEWEST


@given(
    st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31)), st.integers(min_value=0, max_value=900)
)
def test_a_period_is_covered_by_exactly_its_days(first: dt.date, length: int) -> None:
    last = first + dt.timedelta(days=length)
    terms = set(cover(first, last))

    for day in (first + dt.timedelta(days=number) for number in range(-40, length + 40)):
        text = day.isoformat()
        covered = {text, text[:7], text[:4]} & terms
        assert len(covered) == (first <= day <= last)
    assert len(terms) <= 90
