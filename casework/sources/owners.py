"""Whose a file is: the client that an office calls by one of the numbers it knows."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from casework.actor import Actor
from casework.clients.model import Client
from casework.clients.queries import readable

__all__ = ["Owners", "owners"]


@dataclass(frozen=True, slots=True)
class Owners:
    """Clients by file number, and by old file number, register number and NIK: ids and numbers."""

    by_file: dict[str, str]
    by_other: dict[str, dict[str, str]]

    def of(self, typed: str) -> dict[str, str]:
        """Return the clients that are known under it, id by file number; the file's own wins."""
        key = _key(typed)
        if key in self.by_file:
            return {key: self.by_file[key]}
        return self.by_other.get(key, {})


def owners(session: Session, actor: Actor) -> Owners:
    """Read the numbers of every client whose file the actor may read."""
    by_file, by_other = dict[str, str](), defaultdict[str, dict[str, str]](dict)
    bare = (lazyload(Client.cases), lazyload(Client.names))
    for client in session.scalars(select(Client).where(readable(actor)).options(*bare)):
        by_file[_key(client.number)] = client.id
        registers = (one.number for one in client.registers)
        for number in (client.old_number, client.nik, *registers):
            if number:
                by_other[_key(number)][client.number] = client.id
    return Owners(by_file, dict(by_other))


def _key(number: str) -> str:
    return "".join(number.split()).casefold()
