"""Taking one sealed bag into the database: its deposit row, then its slice's own rows."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from archive.chain import Tree
from archive.deposit import Sealed
from archive.record import Record
from archive.shelf import Shelf
from casework.clock import now
from casework.deposits.journal import row_of
from casework.deposits.model import Deposit, DepositFile
from casework.deposits.sealing import note_sealed
from casework.rebuild.readers import READERS

__all__ = ["take_in"]


def take_in(session: Session, shelf: Shelf, sealed: Sealed) -> Deposit:
    """Make every row of one bag anew; a kind that no slice reads is kept as a deposit alone.

    A bag that the journal promised and a crash left unnoted is only noted.
    """
    if session.get(Deposit, sealed.id) is not None:
        # its writer may have died between the rename and the syncs: only now is it durable
        shelf.confirm(sealed.chain, sealed.id)
        return note_sealed(session, sealed, at=now())
    values: dict[str, Any] = shelf.record(sealed)
    chain = sealed.chain
    row = row_of(chain.path.as_posix(), Record.from_dict(values), child=chain.tree is Tree.CHILDREN)
    row.sequence = sealed.sequence
    row.tagmanifest = sealed.tagmanifest_sha256
    row.files = [
        DepositFile(name=file.name, size=file.size, sha256=file.sha256) for file in sealed.files
    ]
    session.add(row)
    session.flush()
    if (reader := READERS.get(row.kind)) is not None:
        reader(session, row, _file_of(shelf, sealed))
    return row


def _file_of(shelf: Shelf, sealed: Sealed) -> Callable[[str], bytes]:
    return lambda name: shelf.read(sealed, name)
