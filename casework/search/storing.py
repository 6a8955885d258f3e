"""Searches under a code: what was asked stands in the database, never in an address."""

import hashlib
import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.db.base import new_id
from casework.errors import NotFound
from casework.search.model import StoredSearch
from indexer.criteria import Criteria
from indexer.errors import InvalidCriteria

__all__ = ["load", "store"]


def store(session: Session, actor: Actor, criteria: Criteria, *, at: datetime) -> str:
    """Keep what is asked and return its code; the same question of one person keeps its code."""
    asked = criteria.to_dict()
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    known = session.scalars(
        select(StoredSearch).where(
            StoredSearch.owner_id == actor.id,
            StoredSearch.office == actor.office,
            StoredSearch.sha256 == digest,
        )
    ).first()
    if known is not None:
        known.asked_at = at
        return known.code
    row = StoredSearch(
        code=new_id(),
        office=actor.office,
        owner_id=actor.id,
        criteria=asked,
        sha256=digest,
        asked_at=at,
    )
    session.add(row)
    session.flush()
    return row.code


def load(session: Session, actor: Actor, code: str) -> Criteria:
    """Return what stands under a code; a colleague who was sent it asks under her own rights."""
    row = session.get(StoredSearch, code)
    if row is None or row.office != actor.office:
        raise NotFound(f"search {code}")
    try:
        return Criteria.from_dict(row.criteria)
    except InvalidCriteria as stale:  # of a version that asked otherwise
        raise NotFound(f"search {code}") from stale
