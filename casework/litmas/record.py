"""Reading a Litmas and its bundles back from the archive."""

from datetime import date

from sqlalchemy.orm import Session

from casework.clients.queries import owner_id
from casework.deposits.model import Deposit
from casework.documents.model import Register
from casework.documents.record import read_number
from casework.litmas.model import Bundle, Litmas

__all__ = ["keep_bundle", "keep_litmas", "read_bundle", "read_litmas"]


def keep_litmas(session: Session, deposit: Deposit) -> Litmas:
    """Make the row of an uploaded Litmas from its record."""
    content = deposit.isi
    row = Litmas(
        id=deposit.id,
        office=deposit.office,
        client_id=owner_id(session, deposit),
        slug=content["nomor"],
        number=deposit.number,
        date=date.fromisoformat(content["tanggal"]),
        pk_id=content["pk"]["id"],
        pages=content["halaman"],
        signed=content["bertanda_tangan_elektronik"],
    )
    session.add(row)
    session.flush()
    return row


def read_litmas(session: Session, deposit: Deposit) -> None:
    """Take a sealed Litmas and its number back."""
    keep_litmas(session, deposit)
    read_number(session, deposit, Register.LITMAS)


def keep_bundle(session: Session, deposit: Deposit) -> Bundle:
    """Make the row of a bundle from its record."""
    content = deposit.isi
    annex = next(part for part in content["bagian"] if part["peran"] == "lampiran")
    row = Bundle(
        id=deposit.id,
        office=deposit.office,
        litmas_id=content["litmas"],
        result_id=content["hasil"],
        annex_id=annex["dokumen"],
        code=content["kode_bundel"],
        pages=content["halaman"],
        at=deposit.at,
    )
    session.add(row)
    session.flush()
    return row


def read_bundle(session: Session, deposit: Deposit) -> None:
    """Take a sealed bundle back."""
    keep_bundle(session, deposit)
