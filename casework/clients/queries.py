"""Lists of clients, trimmed to what the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients.content import name_key
from casework.clients.model import Client, ClientName, ClientRegister, GuidanceStatus
from casework.clients.registers import in_words
from casework.deposits.model import Deposit
from casework.users.permissions import Permission, permits

__all__ = [
    "ClientPage",
    "by_ids",
    "listed",
    "matches",
    "owner_id",
    "readable",
    "register_numbers",
]

PAGE = 50


@dataclass(frozen=True, slots=True)
class ClientPage:
    """One page of a list: the clients on it and how many there are in all."""

    clients: tuple[Client, ...]
    total: int
    number: int
    pages: int


def readable(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which the actor may read a client's file (`may_read` in SQL)."""
    own = and_(Client.office == actor.office, Client.void.is_(False))
    if not permits(actor, Permission.READ_FILES):
        return and_(own, ~true())
    if permits(actor, Permission.READ_CHILD_FILES):
        return own
    return and_(own, or_(Client.child.is_(False), Client.pk_id == actor.id))


def listed(
    session: Session,
    actor: Actor,
    *,
    text: str = "",
    mine: bool = False,
    status: GuidanceStatus | None = None,
    page: int = 1,
) -> ClientPage:
    """Return a page of the clients the actor may read, newest file first.

    `text` is found in names, file numbers, register numbers and as a whole NIK.
    """
    query = select(Client).where(readable(actor))
    if mine:
        query = query.where(Client.pk_id == actor.id)
    if status is not None:
        query = query.where(Client.guidance_status == status)
    if text.strip():
        query = query.where(matches(text))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = session.scalars(_paged(query.order_by(Client.number.desc()), page)).all()
    return ClientPage(tuple(rows), total, page, pages)


def _paged(query: Select[Client], page: int) -> Select[Client]:
    return query.limit(PAGE).offset((page - 1) * PAGE)


def matches(text: str) -> ColumnElement[bool]:
    """Return the condition that a client bears these words: in a name, a number, as a whole NIK."""
    key = name_key(text)
    by_register = select(ClientRegister.client_id).where(
        func.lower(ClientRegister.number).contains(key, autoescape=True)
    )
    by_name = select(ClientName.client_id).where(
        *(ClientName.name_key.contains(word, autoescape=True) for word in key.split())
    )
    return or_(
        Client.id.in_(by_name),
        Client.number.contains(key, autoescape=True),
        func.lower(Client.old_number).contains(key, autoescape=True),
        Client.nik == key,
        Client.id.in_(by_register),
    )


def by_ids(session: Session, actor: Actor, ids: Sequence[str]) -> dict[str, Client]:
    """Return those of the clients that the actor may read, by id."""
    rows = session.scalars(select(Client).where(readable(actor), Client.id.in_(ids)))
    return {client.id: client for client in rows}


def owner_id(session: Session, deposit: Deposit) -> str:
    """Return the id of the client in whose file a record was sealed; no right is asked here."""
    return session.scalars(
        select(Client.id).where(
            Client.office == deposit.office, Client.number == deposit.file_number
        )
    ).one()


def register_numbers(session: Session, ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the register numbers of clients whom the reader may see, by the client's id."""
    found: dict[str, list[str]] = {}
    rows = session.execute(
        select(ClientRegister.client_id, ClientRegister.kind, ClientRegister.number)
        .where(ClientRegister.client_id.in_(ids))
        .order_by(ClientRegister.client_id, ClientRegister.position)
    )
    for client_id, kind, number in rows:
        found.setdefault(client_id, []).append(in_words(kind, number))
    return found
