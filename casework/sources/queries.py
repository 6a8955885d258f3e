"""Which sources lie in a client's file."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.sources.model import Source

__all__ = ["of_client", "same"]


def same(session: Session, client_id: str, sha256: str) -> Source | None:
    """Return the source of the client that has these very bytes."""
    return session.scalars(
        select(Source).where(Source.client_id == client_id, Source.sha256 == sha256)
    ).one_or_none()


def of_client(session: Session, client_id: str) -> tuple[Source, ...]:
    """Return the sources of a client, the newest first; the file was opened before."""
    query = select(Source).where(Source.client_id == client_id)
    return tuple(session.scalars(query.order_by(Source.at.desc(), Source.id.desc())))
