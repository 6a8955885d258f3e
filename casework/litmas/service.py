"""Taking a Litmas in and attaching an issued result to it (SP-5)."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor
from casework.assessments.model import Result
from casework.audit import service as audit
from casework.clients.model import Client
from casework.clients.queries import readable
from casework.clock import office_date
from casework.db.base import new_id
from casework.deposits import journal
from casework.deposits.model import Deposit, DepositFile
from casework.deposits.parcel import Parcel, client_chain
from casework.documents import numbers
from casework.documents.codes import new_code
from casework.documents.model import Register
from casework.documents.signed import current_copy
from casework.errors import Fault, Invalid, NotFound, Refusal
from casework.jobs import service as jobs
from casework.litmas.model import Bundle, BundleOrder, Litmas
from casework.litmas.record import keep_litmas
from casework.offices import service as offices

__all__ = [
    "BUNDLE",
    "KIND",
    "AlreadyFiled",
    "LitmasFile",
    "annex_of",
    "attach",
    "document",
    "file_litmas",
    "get",
]

BUNDLE = "bundle"
KIND = "litmas"
_PDF, _DOCX = "litmas.pdf", "litmas.docx"


class AlreadyFiled(Refusal):
    """The very same file is a Litmas of this client already; `slug` and `number` are its own."""

    def __init__(self, slug: str, number: str) -> None:
        super().__init__(f"filed as {slug}")
        self.slug = slug
        self.number = number


@dataclass(frozen=True, slots=True)
class LitmasFile:
    """An inspected Litmas: the bytes as received, its PDF, and the text of each page.

    For a PDF `source` and `pdf` are the same bytes; a DOCX was converted once, here.
    """

    name: str
    kind: str
    media_type: str
    source: bytes = field(repr=False)
    pdf: bytes = field(repr=False)
    pages: tuple[str, ...] = field(repr=False)
    signed: bool

    @property
    def sha256(self) -> str:
        """The digest of the bytes as received."""
        return hashlib.sha256(self.source).hexdigest()


def file_litmas(  # noqa: PLR0913  (the number may be typed)
    session: Session,
    actor: Actor,
    client: Client,
    upload: LitmasFile,
    *,
    dated: date,
    number: str = "",
    at: datetime,
) -> Litmas:
    """Take the PK's Litmas into the client's file with a register number of its own.

    What was received is kept unchanged; where it was a DOCX its PDF lies beside it. Raises
    AlreadyFiled for a file that was taken in before, so that no second number is spent on it.
    """
    _refuse_second(session, client, upload)
    profile = offices.settings(session, actor.office)
    today = office_date(at, profile.zone)
    if dated > today:
        raise Invalid(Fault("dated", "in-the-future"))
    litmas_id = new_id()
    taken = numbers.take(session, profile, Register.LITMAS, litmas_id, on=today, typed=number)
    files = {_PDF: upload.pdf, "teks.txt": "\f".join(upload.pages).encode()}
    if upload.kind == "docx":
        files[_DOCX] = upload.source
    content: dict[str, object] = {
        "jenis": "pembimbingan",
        "nomor": _next_slug(session, actor.office, today.year),
        "urut": taken.n,
        "tanggal": dated.isoformat(),
        "pk": {"id": actor.id, "nama": actor.name, "nip": actor.nip},
        "nama_asli": typed.line(upload.name, field="file", most=200) or "tanpa nama",
        "media_type": upload.media_type,
        "halaman": len(upload.pages),
        "bertanda_tangan_elektronik": upload.signed,
        "asesmen": [],
    }
    parcel = Parcel(
        KIND,
        client_chain(actor, client.number, child=client.child_root),
        profile.zone,
        content,
        file_number=client.number,
        files=files,
        number=taken.text,
        child=client.child_root,
        id=litmas_id,
    )
    row = keep_litmas(session, journal.enter(session, actor, parcel, at=at))
    audit.record(session, actor, "litmas.unggah", f"litmas/{row.slug}", at=at)
    return row


def _refuse_second(session: Session, client: Client, upload: LitmasFile) -> None:
    known = session.scalars(
        select(Litmas)
        .join(DepositFile, DepositFile.deposit_id == Litmas.id)
        .where(
            Litmas.client_id == client.id,
            DepositFile.name == (_DOCX if upload.kind == "docx" else _PDF),
            DepositFile.sha256 == upload.sha256,
        )
        .limit(1)
    ).one_or_none()
    if known is not None:
        raise AlreadyFiled(known.slug, known.number)


def _next_slug(session: Session, office: str, year: int) -> str:
    highest = session.scalar(
        select(func.max(cast(func.substr(Litmas.slug, 6), Integer))).where(
            Litmas.office == office, Litmas.slug.like(f"{year:04}-%")
        )
    )
    return f"{year:04}-{(highest or 0) + 1:04}"


def attach(
    session: Session, actor: Actor, litmas: Litmas, result_id: str, *, at: datetime
) -> BundleOrder:
    """Order the bundle of a Litmas and a result of the same client; the worker makes it.

    Lampiran I is the signed copy once it is filed, else the issued PDF. Ordered again with
    the same annex, the same order comes back, also when its bundle was read from the archive.
    """
    result = session.get(Result, result_id)
    if result is None or result.client_id != litmas.client_id:
        raise NotFound(f"result {result_id}")
    annex = annex_of(session, result)
    if (known := _ordered(session, litmas, annex)) is not None:
        return known
    order = BundleOrder(
        id=new_id(),
        litmas_id=litmas.id,
        result_id=result_id,
        annex_id=annex,
        ordered_by=actor.id,
        ordered_at=at,
        code=new_code(),
    )
    session.add(order)
    session.flush()
    jobs.add(session, BUNDLE, order.id, at=at)
    audit.record(session, actor, "litmas.lampirkan", f"litmas/{litmas.slug}", at=at)
    return order


def annex_of(session: Session, result: Result) -> str:
    """Return the document that Lampiran I is made of today: the signed scan, else the result."""
    copy = current_copy(session, result.id)
    return copy.id if copy is not None else result.id


def _ordered(session: Session, litmas: Litmas, annex: str) -> BundleOrder | None:
    known = session.scalars(
        select(BundleOrder).where(BundleOrder.litmas_id == litmas.id, BundleOrder.annex_id == annex)
    ).one_or_none()
    if known is not None:
        return known
    made = session.scalars(
        select(Bundle)
        .where(Bundle.litmas_id == litmas.id, Bundle.annex_id == annex)
        .order_by(Bundle.at.desc())
        .limit(1)
    ).one_or_none()
    if made is None:
        return None
    order = BundleOrder(
        id=made.id,
        litmas_id=litmas.id,
        result_id=made.result_id,
        annex_id=annex,
        ordered_by=litmas.pk_id,
        ordered_at=made.at,
        code=made.code,
        contents_at=made.at,
        merged_at=made.at,
        sealed_at=made.at,
    )
    session.add(order)
    session.flush()
    return order


def get(session: Session, actor: Actor, slug: str) -> tuple[Litmas, Client]:
    """Return a Litmas and its client; NotFound where the client's file is not for the actor."""
    found = session.execute(
        select(Litmas, Client)
        .join(Client, Client.id == Litmas.client_id)
        .where(Litmas.office == actor.office, Litmas.slug == slug, readable(actor))
    ).one_or_none()
    if found is None:
        raise NotFound(f"Litmas {slug}")
    return found[0], found[1]


def document(session: Session, litmas: Litmas) -> Deposit:
    """Return the deposit in which the Litmas lies."""
    return session.get_one(Deposit, litmas.id)
