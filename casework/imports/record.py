"""What the undoing of an import seals, and how it is read back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from casework.clients.model import Client
from casework.deposits.model import Deposit
from casework.documents import record as documents

__all__ = ["UNDO", "read_register", "read_undo", "undoing"]

UNDO = "batal-impor"
_REGISTER = "berkas"


def undoing(batch_id: str, year: int, numbers: Sequence[str], reason: str) -> dict[str, Any]:
    """Return the `isi` of the `register` bag that voids every file of an import."""
    return {
        "tindakan": UNDO,
        "register": _REGISTER,
        "tahun": year,
        "nomor": batch_id,
        "urut": None,
        "dokumen": batch_id,
        "berkas": list(numbers),
        "alasan": reason,
    }


def read_undo(session: Session, deposit: Deposit) -> None:
    """Mark the clients of the undone import void; their numbers stay used."""
    numbers = deposit.isi["berkas"]
    session.execute(
        update(Client)
        .where(Client.office == deposit.office, Client.number.in_(numbers))
        .values(void=True)
    )
    session.flush()


def read_register(session: Session, deposit: Deposit) -> None:
    """Read a `register` bag back: what it does decides whose it is."""
    if deposit.isi["tindakan"] == UNDO:
        read_undo(session, deposit)
        return
    documents.read_register(session, deposit)
