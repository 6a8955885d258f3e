"""Which slice reads which kind of record back: the one table that rebuilding goes by."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from casework.assessments import record as assessments
from casework.clients import life
from casework.clients import record as clients
from casework.consents import record as consents
from casework.deposits import segments
from casework.deposits.model import Deposit
from casework.documents import record as documents
from casework.imports import record as imports
from casework.interviews import record as interviews
from casework.litmas import record as litmas
from casework.offices import record as offices
from casework.physical import record as physical
from casework.sources import record as sources

__all__ = ["READERS", "FileOf", "Reader"]

FileOf = Callable[[str], bytes]
Reader = Callable[[Session, Deposit, FileOf], None]


def _from_record(read: Callable[[Session, Deposit], None]) -> Reader:
    """Fit in a reader that needs no file beside the record."""
    return lambda session, deposit, _: read(session, deposit)


def _audit(session: Session, deposit: Deposit, file: FileOf) -> None:
    segments.read_segment(session, file(deposit.isi["berkas"]))


def _source(session: Session, deposit: Deposit) -> None:
    sources.read_source(session, deposit)
    consents.keep_scan(session, deposit)


# in the order in which they must be read: what is named comes before what names it
READERS: dict[str, Reader] = {
    "aturan": offices.read_rule,
    "pejabat": offices.read_official,
    "audit": _audit,
    "pembukaan": _from_record(clients.read_opening),
    "perubahan-data": _from_record(clients.read_change),
    "status": _from_record(life.read_status),
    "penugasan": _from_record(life.read_pk),
    "tunjuk-silang": _from_record(life.read_reference),
    "sumber": _from_record(_source),
    "teks-sumber": _from_record(sources.read_text),
    "persetujuan": _from_record(consents.read_consent),
    "wawancara": _from_record(interviews.read_interview),
    "hasil-asesmen": _from_record(assessments.read_result),
    "salinan-bertanda-tangan": _from_record(documents.read_signed_copy),
    "litmas": _from_record(litmas.read_litmas),
    "bundel": _from_record(litmas.read_bundle),
    "register": _from_record(imports.read_register),
    "lokasi": _from_record(physical.read_place),
}
