"""Writing a record: the envelope filled in, held against the JSON Schema of its kind."""

from datetime import datetime
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker

from archive import schemas
from archive.record import Maker, Record
from archive.record import Rule as SealedRule
from casework.actor import Actor
from casework.clock import office_date
from casework.deposits.parcel import Parcel

__all__ = ["UnfitRecord", "check", "write"]


class UnfitRecord(Exception):
    """The record does not fit the schema of its kind: a bug, never the officer's fault."""


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schemas.schema(kind, 1), format_checker=FormatChecker())


def check(record: Record) -> None:
    """Refuse a record that does not fit the schema of its kind, naming where it does not."""
    for error in _validator(record.jenis).iter_errors(record.as_dict()):
        raise UnfitRecord(f"{record.jenis} at {error.json_path}: {error.validator}")


def write(parcel: Parcel, actor: Actor, *, at: datetime) -> Record:
    """Return the parcel's record as made by `actor` at that moment; always fits its schema."""
    record = Record(
        id=parcel.id,
        jenis=parcel.kind,
        berkas=parcel.file_number or "",
        waktu=at,
        tanggal=office_date(at, parcel.zone),
        zona=str(parcel.zone),
        pelaku=Maker(
            actor.id, actor.name, actor.nip, tuple(sorted(str(role) for role in actor.roles))
        ),
        isi=dict(parcel.content),
        nomor=parcel.number,
        mengganti=parcel.supersedes,
        rujukan=parcel.refers,
        aturan=tuple(SealedRule(rule.kind, rule.version, rule.sha256) for rule in parcel.rules),
    )
    check(record)
    return record
