"""From `Criteria` to SQL over the catalogue: the same answers that the index gives, but words."""

import json
from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from casework.actor import Actor
from casework.clients.model import Client
from casework.clients.queries import readable
from casework.search.model import CatalogueEntry, CatalogueNumber, CatalogueRecommendation
from indexer.analysis import name_keys, number_forms
from indexer.criteria import Criteria

__all__ = ["Condition", "among", "asked", "chosen", "permitted", "typed"]

Condition = ColumnElement[bool]


def permitted(actor: Actor) -> Condition:
    """Return the condition that the reader may see the client in whose file a document lies."""
    return CatalogueEntry.client_id.in_(select(Client.id).where(readable(actor)))


def among(ids: Collection[str]) -> Condition:
    """Return the condition that a document is one of these; any number of them."""
    listed = func.json_each(json.dumps(sorted(ids))).table_valued("value")
    return CatalogueEntry.deposit_id.in_(select(listed.c.value))


def chosen(criteria: Criteria) -> dict[str, Condition]:
    """Return the conditions of what is ticked beside the results, by the name of the list."""
    lists = {"kinds": CatalogueEntry.kind, "bands": CatalogueEntry.band}
    return {
        name: column.in_(values)
        for name, column in lists.items()
        if (values := getattr(criteria, name))
    }


def asked(criteria: Criteria) -> Iterator[Condition]:
    """Yield a condition for all else that is asked, as far as the catalogue knows of it."""
    if criteria.client:
        yield _name(criteria.client, prefix=criteria.prefix)
    if criteria.client_id:
        yield CatalogueEntry.client_id == criteria.client_id
    if criteria.number:
        yield _number(criteria.number)
    if criteria.since:
        yield CatalogueEntry.date >= criteria.since
    if criteria.until:
        yield CatalogueEntry.date <= criteria.until
    if criteria.recommendations:
        yield CatalogueEntry.deposit_id.in_(
            select(CatalogueRecommendation.deposit_id).where(
                CatalogueRecommendation.code.in_(criteria.recommendations)
            )
        )
    if criteria.officer:
        yield func.lower(CatalogueEntry.officer) == criteria.officer.lower()


def typed(criteria: Criteria) -> Iterator[Condition]:
    """Yield, for each word typed, that it is a name or a number: all there is without the index."""
    words = [word for phrase in criteria.phrases for word in phrase.split()]
    for word in (*criteria.words, *words):
        conditions = [_name(word, prefix=True)] if name_keys(word) else []
        if any(letter.isdecimal() for letter in word):
            conditions.append(_number(word))
        yield or_(*conditions) if conditions else false()


def _name(name: str, *, prefix: bool) -> Condition:
    keys = name_keys(name)
    if not keys:
        return false()
    last = len(keys) - 1
    return and_(
        *(
            CatalogueEntry.names.contains(
                f" {key}" if len(key) == 1 or (prefix and at == last) else f" {key} ",
                autoescape=True,
            )
            for at, key in enumerate(keys)
        )
    )


def _number(number: str) -> Condition:
    return CatalogueEntry.deposit_id.in_(
        select(CatalogueNumber.deposit_id).where(CatalogueNumber.folded.in_(number_forms(number)))
    )
