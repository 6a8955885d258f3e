"""From `Criteria` to a Whoosh query: words and filters in one, answered by the index alone."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh import query

from indexer.analysis import name_keys, number_forms
from indexer.criteria import Criteria
from indexer.schema import code
from indexer.wanted import Wanted, Word, wanted

__all__ = ["build", "cover"]

# A document with the word itself stands before every document with only its root: the weight
# of a word in BM25F saturates at 2.2, so no number of roots makes up for six times the word.
_EXACT = 6.0
_NAME = 3.0
_NUMBER = 8.0
_SHORTEST_NEAR = 4

Query = Any  # Whoosh has no types


def build(criteria: Criteria) -> Query:
    """Return the query of all that is asked for."""
    asked = wanted(criteria)
    if asked.impossible:
        return query.NullQuery
    parts = [*_words(asked), *_filters(criteria)]
    if not parts:
        return query.Every()
    return parts[0] if len(parts) == 1 else query.And(parts)


def _words(asked: Wanted) -> Iterator[Query]:
    alternatives = [_either(list(_word(word))) for word in asked.words]
    if asked.any_word and alternatives:
        yield _either(alternatives)
    else:
        yield from alternatives


def _word(word: Word) -> Iterator[Query]:
    if len(word.terms) > 1:
        yield query.Phrase("words", list(word.terms), boost=_EXACT)
    else:
        yield query.Term("words", word.terms[0], boost=_EXACT)
    if word.root:
        yield query.Term("roots", word.root)
        if word.root != word.terms[0]:
            yield query.Term("words", word.root)
    if word.key:
        yield query.Term("keys", word.key, boost=_NAME)
    for number in word.numbers:
        yield query.Term("numbers", number, boost=_NUMBER)
    if word.prefix:
        yield from _beginnings(word)


def _beginnings(word: Word) -> Iterator[Query]:
    if len(word.terms) == 1:
        yield query.Prefix("words", word.terms[0])
        yield query.Prefix("keys", word.key)
    for number in word.numbers[:1]:
        yield query.Prefix("numbers", number)


def _filters(criteria: Criteria) -> Iterator[Query]:
    if criteria.client:
        yield from _names(criteria)
    if criteria.number:
        yield _one_of("numbers", number_forms(criteria.number))
    if criteria.since or criteria.until:
        first, last = criteria.since or dt.date.min, criteria.until or dt.date.max
        yield _one_of("period", cover(first, last))
    for field, codes in (
        ("kind", criteria.kinds),
        ("band", criteria.bands),
        ("recommendation", criteria.recommendations),
    ):
        if codes:
            yield _one_of(field, codes)
    for field, text in (
        ("client", criteria.client_id),
        ("decision", code(criteria.decision)),
        ("officer", code(criteria.officer)),
        ("place", code(criteria.place)),
    ):
        if text:
            yield query.Term(field, text)


def _names(criteria: Criteria) -> Iterator[Query]:
    keys = name_keys(criteria.client)
    if not keys:
        yield query.NullQuery
    for at, key in enumerate(keys):
        initial = len(key) == 1
        forms = [query.Term("keys", key, boost=_NAME)]
        if initial or (criteria.prefix and at == len(keys) - 1):
            forms.append(query.Prefix("keys", key, boost=0.5))
        if criteria.near and len(key) >= _SHORTEST_NEAR:
            forms.append(query.FuzzyTerm("keys", key, maxdist=1, prefixlength=1, boost=0.5))
        yield _either(forms)


def _either(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else query.Or(queries)


def _one_of(field: str, codes: Iterable[str]) -> Query:
    # A filter narrows and must not rank: it adds the same to every document. (A weight of
    # nought would lose documents: Whoosh takes a score of nought for "not there".)
    terms = [query.Term(field, one) for one in codes]
    if not terms:
        return query.NullQuery
    return terms[0] if len(terms) == 1 else query.ConstantScoreQuery(query.Or(terms))


_DECEMBER = 12
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def cover(first: dt.date, last: dt.date) -> list[str]:
    """Return the fewest years, months and days that together are exactly the period."""
    day = max(first, dt.date(_FIRST_YEAR, 1, 1))
    last = min(last, dt.date(_LAST_YEAR, _DECEMBER, 31))
    terms: list[str] = []
    while day <= last:
        term, end = _widest(day, last)
        terms.append(term)
        day = end + dt.timedelta(days=1)
    return terms


def _widest(day: dt.date, last: dt.date) -> tuple[str, dt.date]:
    text = day.isoformat()
    year_end = dt.date(day.year, _DECEMBER, 31)
    if (day.month, day.day) == (1, 1) and year_end <= last:
        return text[:4], year_end
    month_end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if day.day == 1 and month_end <= last:
        return text[:7], month_end
    return text, day
