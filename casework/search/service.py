"""Asking: the index for words, the catalogue for all else, every line under the reader's rights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import history
from casework.clients import queries as clients
from casework.deposits.model import Deposit
from casework.physical.queries import folders
from casework.search import conditions
from casework.search.answer import Answer, FoundFile, Hit, Suggestion
from casework.search.conditions import Condition
from casework.search.finder import Finder
from casework.search.model import CatalogueEntry
from casework.search.ranking import Shelves, open_to
from indexer.criteria import Criteria, Order
from indexer.errors import IndexDamaged
from indexer.highlight import Highlight

__all__ = ["FILES", "ask"]

FILES = 10
_HITS = 3
_ALL_OF_FILE = 100  # where one file alone is looked into


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is searched: under the rights, by what is asked; `wide` leaves out what is ticked."""

    criteria: Criteria
    wide: tuple[Condition, ...]
    ticked: dict[str, Condition]
    shelves: Shelves | None = None
    degraded: bool = False

    @property
    def narrow(self) -> tuple[Condition, ...]:
        """The conditions of all that is asked."""
        return (*self.wide, *self.ticked.values())

    def without(self, name: str) -> tuple[Condition, ...]:
        """Return the conditions but for one ticked list, whose lines are to be counted."""
        others = (one for ticked, one in self.ticked.items() if ticked != name)
        return (*self.wide, *others)


def ask(
    session: Session,
    finder: Finder,
    actor: Actor,
    criteria: Criteria,
    *,
    page: int = 1,
    size: int = FILES,
) -> Answer:
    """Return a page of the files that hold what is asked for, `size` files a page.

    Never raises for a damaged index: the catalogue answers then, and the answer says so.
    """
    try:
        scope = _scope(session, finder, actor, criteria)
        answer = _answer(session, actor, scope, page, size)
    except IndexDamaged:
        return _answer(session, actor, _plain(actor, criteria, degraded=True), page, size)
    if answer.document_count:
        return answer
    return replace(answer, suggestions=_suggestions(session, finder, actor, criteria))


def _scope(session: Session, finder: Finder, actor: Actor, criteria: Criteria) -> _Scope:
    if criteria.has_words or criteria.place or criteria.decision:
        return _deep(session, finder, actor, criteria)
    return _plain(actor, criteria)


def _plain(actor: Actor, criteria: Criteria, *, degraded: bool = False) -> _Scope:
    return _Scope(
        criteria,
        (
            conditions.permitted(actor),
            *conditions.asked(criteria),
            *conditions.typed(criteria),
        ),
        conditions.chosen(criteria),
        degraded=degraded,
    )


def _deep(session: Session, finder: Finder, actor: Actor, criteria: Criteria) -> _Scope:
    shelves = open_to(session, finder, actor)
    ids = shelves.ids(criteria.replace(kinds=(), bands=()))
    return _Scope(
        criteria,
        (conditions.permitted(actor), conditions.among(ids)),
        conditions.chosen(criteria),
        shelves,
    )


def _answer(session: Session, actor: Actor, scope: _Scope, page: int, size: int) -> Answer:
    count = select(func.count(func.distinct(CatalogueEntry.client_id)), func.count())
    files, documents = session.execute(count.where(*scope.narrow)).one()
    pages = max(1, -(-files // size))
    page = min(max(page, 1), pages)
    order = _order(session, scope, (page - 1) * size, size) if files else _Order()
    return Answer(
        scope.criteria,
        _files(session, actor, scope, order),
        file_count=files,
        document_count=documents,
        page=page,
        first=(page - 1) * size + 1,
        pages=pages,
        degraded=scope.degraded,
        kinds=_counted(session, scope, "kinds"),
        bands=_counted(session, scope, "bands"),
    )


def _counted(session: Session, scope: _Scope, name: str) -> dict[str, int]:
    column = {"kinds": CatalogueEntry.kind, "bands": CatalogueEntry.band}[name]
    query = select(column, func.count()).where(*scope.without(name), column.is_not(None))
    return {str(value): count for value, count in session.execute(query.group_by(column))}


@dataclass(frozen=True, slots=True)
class _Order:
    """The clients whose files stand on the page, and the documents by how well they match."""

    owners: tuple[str, ...] = ()
    ranked: tuple[str, ...] = ()


def _order(session: Session, scope: _Scope, offset: int, size: int) -> _Order:
    if scope.shelves is not None and scope.criteria.sorting is Order.BEST:
        return _best(session, scope, scope.shelves, offset, size)
    newest = func.max(CatalogueEntry.date)
    query = (
        select(CatalogueEntry.client_id)
        .where(*scope.narrow)
        .group_by(CatalogueEntry.client_id)
        .order_by(newest.desc(), func.max(CatalogueEntry.deposit_id).desc())
    )
    return _Order(tuple(session.scalars(query.limit(size).offset(offset))))


def _best(session: Session, scope: _Scope, shelves: Shelves, offset: int, size: int) -> _Order:
    """Take documents off the ranking until it has brought enough files that may be seen."""
    owners: dict[str, None] = {}
    ranked: list[str] = []
    for ids in shelves.ranked(scope.criteria):
        columns = (CatalogueEntry.deposit_id, CatalogueEntry.client_id)
        rows = session.execute(select(*columns).where(*scope.narrow, conditions.among(ids)))
        seen = {row.deposit_id: row.client_id for row in rows}
        owners.update({seen[one]: None for one in ids if one in seen})
        ranked += ids
        if len(owners) >= offset + size:
            break
    return _Order(tuple(owners)[offset : offset + size], tuple(ranked))


def _files(session: Session, actor: Actor, scope: _Scope, order: _Order) -> tuple[FoundFile, ...]:
    if not order.owners:
        return ()
    read = clients.by_ids(session, actor, order.owners)
    shown = [read[one] for one in order.owners if one in read]
    results = history.latest(session, order.owners)
    places = folders(session, actor.office, [client.number for client in shown])
    documents = _documents(session, scope, order)
    most = _ALL_OF_FILE if scope.criteria.client_id else _HITS
    best = {client.id: documents.get(client.id, [])[:most] for client in shown}
    marks = _marks(scope, [row.deposit_id for rows in best.values() for row, _ in rows])
    return tuple(
        FoundFile(
            client,
            results.get(client.id),
            places.get(client.number),
            tuple(_hit(row, sequence, marks) for row, sequence in best[client.id]),
            len(documents.get(client.id, [])),
        )
        for client in shown
        if best[client.id]
    )


def _documents(
    session: Session, scope: _Scope, order: _Order
) -> dict[str, list[tuple[CatalogueEntry, int]]]:
    """Return all that fits in the files of the page: the best first, then the newest."""
    query = (
        select(CatalogueEntry, Deposit.sequence)
        .join(Deposit, Deposit.id == CatalogueEntry.deposit_id)
        .where(*scope.narrow, CatalogueEntry.client_id.in_(order.owners))
        .order_by(CatalogueEntry.date.desc(), CatalogueEntry.deposit_id.desc())
    )
    found: dict[str, list[tuple[CatalogueEntry, int]]] = {one: [] for one in order.owners}
    for row, sequence in session.execute(query):
        found[row.client_id].append((row, sequence or 0))
    place = {one: at for at, one in enumerate(order.ranked)}
    for rows in found.values():
        rows.sort(key=lambda pair: place.get(pair[0].deposit_id, len(place)))
    return found


def _marks(scope: _Scope, ids: Sequence[str]) -> dict[str, Highlight]:
    return scope.shelves.highlights(scope.criteria, ids) if scope.shelves is not None else {}


def _hit(row: CatalogueEntry, sequence: int, marks: dict[str, Highlight]) -> Hit:
    return Hit(
        id=row.deposit_id,
        file_number=row.file_number,
        sequence=sequence,
        kind=row.kind,
        title=row.title,
        number=row.number,
        date=row.date,
        band=row.band,
        officer=row.officer,
        highlight=marks.get(row.deposit_id, Highlight()),
    )


def _suggestions(
    session: Session, finder: Finder, actor: Actor, criteria: Criteria
) -> tuple[Suggestion, ...]:
    """Offer what is spelt like it: for the words, else for the name."""
    typed = " ".join(criteria.words) or criteria.client
    if not typed:
        return ()
    try:
        meant = open_to(session, finder, actor).meant(typed)
    except IndexDamaged:
        return ()
    return tuple(Suggestion(text, _instead(criteria, text)) for text in meant)


def _instead(criteria: Criteria, text: str) -> Criteria:
    if criteria.words:
        return criteria.replace(words=tuple(text.split()))
    return criteria.replace(client=text)
