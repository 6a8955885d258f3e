"""What a `sumber` seals of a file from elsewhere, and how it is read back."""

from datetime import date

from sqlalchemy.orm import Session

from casework import typed
from casework.clients.queries import owner_id
from casework.deposits.model import Deposit, DepositFile
from casework.deposits.reading import TEXT
from casework.sources.description import Description
from casework.sources.intake import FIELD, Received
from casework.sources.model import Source, SourceText
from casework.sources.rules import ORIGINAL, OTHER, title_of

__all__ = ["content", "keep", "keep_text", "read_source", "read_text"]


def content(received: Received, description: Description) -> dict[str, object]:
    """Return the `isi` of a source; the number on the paper is left out where it has none."""
    dated = description.dated
    found: dict[str, object] = {
        "jenis_sumber": description.kind,
        "judul": title_of(description.kind, description.origin, description.title),
        "asal": description.origin,
        "tanggal": None if dated is None else dated.isoformat(),
        "nama_asli": typed.line(received.name, field=FIELD, most=200),
        "media_type": received.media_type,
        "halaman": received.pages,
        "sha256": received.sha256,
    }
    if received.originals:
        found["asli"] = [
            {"berkas": one.file, "nama": one.name, "sha256": one.sha256}
            for one in received.originals
        ]
    return {**found, "nomor": description.number} if description.number else found


def keep(session: Session, deposit: Deposit) -> Source:
    """Make the row of a source from its record."""
    values = deposit.isi
    row = Source(
        id=deposit.id,
        office=deposit.office,
        client_id=owner_id(session, deposit),
        kind=values.get("jenis_sumber", OTHER),
        title=values["judul"],
        origin=values["asal"],
        number=deposit.number,
        dated=date.fromisoformat(values["tanggal"]) if values.get("tanggal") else None,
        original_name=values["nama_asli"],
        media_type=values["media_type"],
        pages=values["halaman"] or None,
        has_text=deposit.file(TEXT) is not None,
        sha256=values["sha256"] if values.get("asli") else _original(deposit).sha256,
        at=deposit.at,
    )
    session.add(row)
    session.flush()
    return row


def _original(deposit: Deposit) -> DepositFile:
    for one in deposit.files:
        if one.name.partition(".")[0] == ORIGINAL:
            return one
    raise KeyError(ORIGINAL)


def read_source(session: Session, deposit: Deposit) -> None:
    """Take a sealed source back."""
    keep(session, deposit)


def keep_text(session: Session, deposit: Deposit) -> SourceText:
    """Make the row of what was read of a source from its record."""
    values = deposit.isi
    row = SourceText(
        id=deposit.id,
        source_id=values["sumber"],
        engine=values["mesin"],
        read=len(values["dibaca"]),
        failed=len(values["gagal"]),
        at=deposit.at,
    )
    session.add(row)
    session.flush()
    return row


def read_text(session: Session, deposit: Deposit) -> None:
    """Take the sealed words of a source back."""
    keep_text(session, deposit)
