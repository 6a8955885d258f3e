"""Making an ordered bundle: contents sheet, Litmas, divider, Lampiran I; sealed as one PDF."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

import doc_templates
from archive.shelf import Shelf
from casework.clients.model import Client
from casework.clock import now
from casework.db.engine import Database
from casework.deposits import journal, reading, sealing
from casework.deposits.model import Deposit
from casework.deposits.parcel import Parcel, Rule, client_chain
from casework.documents.letterhead import link
from casework.documents.press import Press
from casework.jobs.worker import Later
from casework.litmas import sheets
from casework.litmas.model import Bundle, BundleOrder, Litmas
from casework.litmas.record import keep_bundle
from casework.litmas.sheets import Case
from casework.offices import service as offices
from casework.offices.model import Official
from casework.offices.service import RuleSource
from casework.users.service import actor_of
from rendering import check, text
from rendering.bundle import Part, PartUnusable, Range, Stamp, assemble, contents, ranges

__all__ = ["CONTENTS", "DIVIDER", "PART_DAMAGED", "PART_UNUSABLE", "UNSEALED", "carry_out"]

CONTENTS, DIVIDER = "daftar-isi-bundel", "pemisah-lampiran"

# why a bundle waits: codes that a page turns into words; after a colon, the part that is meant
UNSEALED = "parts-not-sealed"
PART_DAMAGED = "part-damaged"
PART_UNUSABLE = "part-unusable"
_NAMES = ("daftar isi", "Litmas", "pemisah", "Lampiran I")


@dataclass(frozen=True, slots=True)
class _Made:
    """A finished bundle: the PDF, the text of its pages, where its parts lie and their bytes."""

    pdf: bytes = field(repr=False)
    pages: tuple[str, ...] = field(repr=False)
    placed: tuple[Range, ...]
    parts: tuple[bytes, ...] = field(repr=False)


def carry_out(database: Database, shelf: Shelf, press: Press, order_id: str) -> None:
    """Make and seal the bundle of an order; repeat until it is sealed.

    A part that is missing, damaged or unreadable refuses the bundle: none is ever left out.
    """
    with database.reading() as session:
        case = _read(session, order_id)
        if case.order.sealed_at is not None:
            return
        entered = session.get(Deposit, order_id) is not None
        if case.paper.sequence is None or case.annex.sequence is None:
            raise Later(UNSEALED)
    if not entered:
        made = _make(shelf, press, case, lambda step: _note(database, order_id, step))
        with database.transaction() as session:
            _enter(session, case, made)
    sealing.seal(database, shelf, order_id)
    with database.transaction() as session:
        order = session.get_one(BundleOrder, order_id)
        if session.get(Bundle, order_id) is None:
            keep_bundle(session, session.get_one(Deposit, order_id))
        if order.sealed_at is None:
            order.sealed_at = now()


def _read(session: Session, order_id: str) -> Case:
    order = session.get_one(BundleOrder, order_id)
    litmas = session.get_one(Litmas, order.litmas_id)
    return Case(
        order,
        litmas,
        session.get_one(Client, litmas.client_id),
        session.get_one(Deposit, litmas.id),
        session.get_one(Deposit, order.result_id),
        session.get_one(Deposit, order.annex_id),
        offices.settings(session, litmas.office),
        actor_of(session.get_one(Official, order.ordered_by), via="sistem"),
    )


def _make(shelf: Shelf, press: Press, case: Case, note: Callable[[str], None]) -> _Made:
    litmas = _sealed(shelf, case.paper, sheets.LITMAS_PDF, _NAMES[1])
    annex = _sealed(shelf, case.annex, sheets.annex_file(case.annex), _NAMES[3])
    address = link(case.profile, case.order.code)

    def divider(place: Range) -> bytes:
        return press.print(doc_templates.find(DIVIDER), sheets.divider(case, place)).pdf

    def sheet(placed: tuple[Range, ...]) -> bytes:
        values = sheets.contents(case, placed)
        return press.print(doc_templates.find(CONTENTS), values, link=address).pdf

    try:
        expected = ranges([1, _count(litmas, 1), 1, _count(annex, 3)])
        parts = _parts(case, litmas, divider(expected[3]), annex)
        base, placed = contents(sheet, parts)
        if placed[3] != expected[3]:
            parts = _parts(case, litmas, divider(placed[3]), annex)
        note("contents_at")
        bundle = assemble(base, parts, Stamp(case.order.code))
    except PartUnusable as unusable:
        raise Later(f"{PART_UNUSABLE}:{_NAMES[unusable.number]}") from unusable
    note("merged_at")
    pdfs = (base, *(part.pdf for part in parts))
    return _Made(bundle.pdf, text.of_pdf(bundle.pdf), bundle.ranges, pdfs)


def _parts(case: Case, litmas: bytes, divider: bytes, annex: bytes) -> tuple[Part, ...]:
    return (
        Part(litmas, "Litmas Pembimbingan"),
        Part(divider, "Lampiran I", own=True),
        Part(annex, own=case.annex.kind != sheets.SIGNED),
    )


def _count(pdf: bytes, number: int) -> int:
    if not (pages := check.look(pdf).pages):
        raise PartUnusable(number)
    return pages


def _sealed(shelf: Shelf, deposit: Deposit, name: str, part: str) -> bytes:
    try:
        return reading.content(shelf, deposit, name)
    except reading.DocumentDamaged as damaged:
        raise Later(f"{PART_DAMAGED}:{part}") from damaged


def _enter(session: Session, case: Case, made: _Made) -> None:
    at = now()
    parcel = Parcel(
        "bundel",
        client_chain(case.maker, case.client.number, child=case.client.child_root),
        case.profile.zone,
        sheets.record(case, made.placed, made.parts),
        file_number=case.client.number,
        files={"bundel.pdf": made.pdf, "teks.txt": "\f".join(made.pages).encode()},
        number=case.litmas.number,
        refers=(case.litmas.id, case.annex.id),
        rules=tuple(_rule(session, case, name) for name in (CONTENTS, DIVIDER)),
        child=case.client.child_root,
        id=case.order.id,
        key=f"bundle/{case.order.id}",
    )
    journal.enter(session, case.maker, parcel, at=at)


def _rule(session: Session, case: Case, name: str) -> Rule:
    template = doc_templates.find(name)
    source = RuleSource("templat", name, str(template.version), template.docx, "docx")
    return offices.publish(session, case.maker, source, at=now())


def _note(database: Database, order_id: str, step: str) -> None:
    with database.transaction() as session:
        setattr(session.get_one(BundleOrder, order_id), step, now())
