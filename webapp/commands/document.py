"""`berkas document`: whether a file was issued by this office."""

import hashlib
import re
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.assessments.model import Result
from casework.deposits import reading
from casework.deposits.model import Deposit, DepositFile
from casework.errors import Refusal
from casework.litmas.model import Bundle
from rendering import limited, text
from webapp.commands.console import emit, json_option
from webapp.commands.files import read_bytes
from webapp.commands.home import opened
from webapp.parts import Parts

__all__ = ["document"]

# papers that the office gives out; a file of any other record says nothing to a stranger
_ISSUED = {
    "hasil-asesmen": "Laporan Hasil Asesmen",
    "bundel": "Litmas dengan lampiran",
    "salinan-bertanda-tangan": "Salinan bertanda tangan",
}
_CODE = re.compile(r"\b[2-9A-HJ-KMNP-Z]{4}-[2-9A-HJ-KMNP-Z]{4}-[2-9A-HJ-KMNP-Z]{4}\b")


@click.group()
def document() -> None:
    """Verify documents."""


@document.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def verify(file: Path, *, as_json: bool) -> None:
    """Say whether this very FILE was issued, with number, date and kind; status 1 where not.

    Where it was not, its printed code tells which document it claims to be.
    """
    content = read_bytes(file)
    sha256 = hashlib.sha256(content).hexdigest()
    with opened() as parts:
        facts = _judged(parts, content, sha256)
    emit(facts | {"sha256": sha256}, as_json=as_json)
    if not facts["issued"]:
        raise click.exceptions.Exit(1)


def _judged(parts: Parts, content: bytes, sha256: str) -> dict[str, object]:
    with parts.database.reading() as session:
        if (known := _by_digest(session, sha256)) is not None:
            row, name = known
            if _whole(parts, row, name):
                return {"issued": True, "why": "this very file was issued", **_open_facts(row)}
            return {
                "issued": False,
                "why": "the file is known, but its copy in the archive is missing or damaged",
                **_open_facts(row),
            }
        for code in _codes(content):
            if (claimed := _by_code(session, code)) is not None:
                return {
                    "issued": False,
                    "why": "it bears the code of an issued document but is not that file",
                    **_open_facts(claimed),
                }
    return {"issued": False, "why": "no document with this content or code was issued"}


def _by_digest(session: Session, sha256: str) -> tuple[Deposit, str] | None:
    query = (
        select(Deposit, DepositFile.name)
        .join(DepositFile, DepositFile.deposit_id == Deposit.id)
        .where(
            DepositFile.sha256 == sha256,
            Deposit.kind.in_(_ISSUED),
            DepositFile.name.not_in(("rekaman.json", reading.TEXT)),
        )
        .order_by(Deposit.id)
        .limit(1)
    )
    found = session.execute(query).one_or_none()
    return None if found is None else (found[0], found[1])


def _whole(parts: Parts, row: Deposit, name: str) -> bool:
    """Tell whether the archive holds the file; one not sealed yet was not given out."""
    try:
        reading.content(parts.shelf, row, name)
    except Refusal:
        return False
    return True


def _codes(content: bytes) -> list[str]:
    try:
        pages = text.of_pdf(content)
    except (limited.Overrun, limited.WorkFailed):
        return []
    return list(dict.fromkeys(code for page in pages for code in _CODE.findall(page)))


def _by_code(session: Session, code: str) -> Deposit | None:
    for kind in (Result, Bundle):
        found = session.scalar(select(kind.id).where(kind.code == code))
        if found is not None:
            return session.get(Deposit, found)
    return None


def _open_facts(row: Deposit) -> dict[str, object]:
    """Return what anyone may know of a document: nothing of the person it is about."""
    code = row.isi.get("kode_dokumen") or row.isi.get("kode_bundel")
    return {
        "nomor": row.number,
        "tanggal": row.date.isoformat(),
        "jenis": _ISSUED[row.kind],
        "kode": code,
    }
