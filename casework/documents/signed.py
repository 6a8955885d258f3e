"""The signed scan of an issued paper: sealed beside it, and the copy that counts from then on."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.chain import Chain
from casework.actor import Actor
from casework.audit import service as audit
from casework.clock import Zone
from casework.deposits import journal
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel
from casework.documents.model import SignedCopy
from casework.documents.record import read_signed_copy
from casework.errors import Fault, Invalid, Refusal
from rendering import upload

__all__ = [
    "KIND",
    "SCAN",
    "SIGNED_KINDS",
    "NotSignable",
    "Scan",
    "copies",
    "current_copy",
    "file",
    "read",
    "unsigned",
]

KIND = "salinan-bertanda-tangan"
SCAN = "salinan.pdf"
SIGNED_KINDS = frozenset({"hasil-asesmen"})  # papers that are printed, signed and scanned


class NotSignable(Refusal):
    """Only an issued paper has a signed copy; `kind` is what it was tried on."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"a {kind} is not signed on paper")
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan that was looked at and may be kept."""

    name: str
    content: bytes = field(repr=False)
    pages: int
    text: tuple[str, ...] = field(repr=False)

    @property
    def sha256(self) -> str:
        """The digest of the scan's bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read(content: bytes, name: str) -> Scan:
    """Look at an upload; Invalid with the reason where it is no PDF that can be kept.

    Slow: to be done before a writing session is begun.
    """
    try:
        found = upload.inspect(content, name)
    except upload.Unusable as unusable:
        raise Invalid(Fault("scan", f"upload-{unusable.reason}")) from unusable
    if found.kind != "pdf" or not found.pages:
        raise Invalid(Fault("scan", "upload-not-pdf"))
    return Scan(found.name, content, found.pages, found.text)


def file(
    session: Session, actor: Actor, document: Deposit, scan: Scan, *, at: datetime
) -> SignedCopy:
    """Enter the scan of a signed paper into the paper's own file, to be sealed.

    The same scan filed again for the same paper is the same act. NotSignable for anything but
    an issued paper.
    """
    if document.kind not in SIGNED_KINDS:
        raise NotSignable(document.kind)
    files = {SCAN: scan.content}
    if any(page.strip() for page in scan.text):
        files["teks.txt"] = "\f".join(scan.text).encode()
    parcel = Parcel(
        KIND,
        Chain.parse(document.chain),
        Zone(document.record["zona"]),
        {
            "dokumen": document.id,
            "nama_asli": scan.name,
            "media_type": "application/pdf",
            "halaman": scan.pages,
        },
        file_number=document.file_number,
        files=files,
        refers=(document.id,),
        child=document.child,
        key=f"salinan/{document.id}/{scan.sha256}",
    )
    deposit = journal.enter(session, actor, parcel, at=at)
    if (known := session.get(SignedCopy, deposit.id)) is not None:
        return known
    read_signed_copy(session, deposit)
    audit.record(session, actor, "dokumen.salinan", f"dokumen/{document.id}", at=at)
    return session.get_one(SignedCopy, deposit.id)


def current_copy(session: Session, document_id: str) -> SignedCopy | None:
    """Return the newest signed copy of a paper, None while none is filed."""
    return session.scalars(
        select(SignedCopy)
        .where(SignedCopy.document_id == document_id)
        .order_by(SignedCopy.at.desc(), SignedCopy.id.desc())
        .limit(1)
    ).one_or_none()


def copies(session: Session, document_ids: list[str]) -> dict[str, SignedCopy]:
    """Return the newest signed copy of each paper that has one, by the paper's id."""
    found = session.scalars(
        select(SignedCopy)
        .where(SignedCopy.document_id.in_(document_ids))
        .order_by(SignedCopy.at, SignedCopy.id)
    )
    return {copy.document_id: copy for copy in found}


def unsigned(session: Session, office: str, file_number: str) -> list[int | None]:
    """Return the numbers in the file of issued papers without a signed scan, the newest first.

    None stands for a paper that still waits for its seal.
    """
    signed_copy = select(SignedCopy.id).where(SignedCopy.document_id == Deposit.id)
    found = session.scalars(
        select(Deposit.sequence)
        .where(
            Deposit.office == office,
            Deposit.file_number == file_number,
            Deposit.kind.in_(SIGNED_KINDS),
            ~signed_copy.exists(),
        )
        .order_by(Deposit.date.desc(), Deposit.at.desc(), Deposit.id.desc())
    )
    return list(found)
