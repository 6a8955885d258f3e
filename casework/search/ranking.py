"""Asking the indexes that a reader may look into: which documents, in which order, why."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients.model import Client
from casework.clients.queries import readable
from casework.search.finder import Finder
from casework.search.model import CatalogueEntry
from casework.users.permissions import Permission, permits
from indexer.criteria import Criteria
from indexer.errors import IndexMissing
from indexer.highlight import Highlight
from indexer.index import Index

__all__ = ["Shelves", "open_to"]

_WINDOW = 100


@dataclass(frozen=True, slots=True)
class Shelves:
    """The indexes open to one reader; `children` also where only some children are the reader's."""

    adults: Index | None
    children: Index | None
    vocabulary: tuple[Index, ...]

    def ids(self, criteria: Criteria) -> frozenset[str]:
        """Return every document that fits, also those of children that the reader may not see."""
        return frozenset().union(*(index.ids(criteria) for index in self._all()))

    def ranked(self, criteria: Criteria) -> Iterator[list[str]]:
        """Yield the documents that fit, the best first, a handful at a time.

        Two indexes weigh by different words, so their orders are dealt out in turn.
        """
        offset, left = 0, self._all()
        while left:
            pages = [
                index.search(criteria, limit=_WINDOW, offset=offset, marked=False) for index in left
            ]
            columns = [list(page.ids) for page in pages]
            longest = max(map(len, columns))
            yield [ids[at] for at in range(longest) for ids in columns if at < len(ids)]
            left = [index for index, page in zip(left, pages, strict=True) if page.more]
            offset += _WINDOW

    def highlights(self, criteria: Criteria, ids: Collection[str]) -> dict[str, Highlight]:
        """Return where the words stand in these documents."""
        found = dict[str, Highlight]()
        for index in self._all():
            found.update(index.highlights(criteria, ids))
        return found

    def meant(self, text: str) -> list[str]:
        """Return what may have been meant instead of a text, by words this reader may know of."""
        found = (index.suggest(text).did_you_mean for index in self.vocabulary)
        return list(dict.fromkeys(filter(None, found)))

    def _all(self) -> list[Index]:
        return [index for index in (self.adults, self.children) if index is not None]


def open_to(session: Session, finder: Finder, actor: Actor) -> Shelves:
    """Return the indexes that hold something for this reader."""
    every_child = permits(actor, Permission.READ_CHILD_FILES)
    own_child = exists().where(readable(actor), Client.child.is_(True))
    children = session.scalar(select(own_child))
    shown = {
        False: _standing(session, finder.adults, child=False),
        True: _standing(session, finder.children, child=True) if children else None,
    }
    words = [shown[False], shown[True] if every_child else None]
    return Shelves(shown[False], shown[True], tuple(one for one in words if one is not None))


def _standing(session: Session, index: Index, *, child: bool) -> Index | None:
    """Return the index, None where nothing was ever to be put into it; else damage is raised."""
    try:
        index.stamp()
    except IndexMissing:
        if session.scalar(select(exists().where(CatalogueEntry.child.is_(child)))):
            raise
        return None
    return index
