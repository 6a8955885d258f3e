"""The form that registers a client: its choices and rows, what is doubtful in it, its outcome."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.clients import choices, intake
from casework.clients import service as clients
from casework.clients.intake import Intake, IntakeLists
from casework.clients.likeness import duplicates
from casework.clients.likeness.duplicates import Candidate
from casework.clients.model import Client
from casework.clients.sheet import Sheet
from casework.clock import office_date
from casework.db.base import new_id
from casework.errors import Fault
from casework.instruments import own_lists
from casework.instruments.lists import ClientType, Offence
from casework.offices import service as offices
from webapp.clients.twins import Twin, beside
from webapp.pieces.forms import Slip
from webapp.words.refusals import fault_sentence

__all__ = [
    "CHOICES",
    "Doubt",
    "FormPage",
    "Options",
    "choices_with",
    "form_page",
    "known",
    "register",
    "start",
]

Choice = tuple[str, str]

# free text in the record; these are offered because an office writes little else
_OFFERED: Mapping[str, tuple[str, ...]] = {
    "religion": ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Khonghucu", "Kepercayaan"),
    "education": (
        "Tidak sekolah",
        "Tidak tamat SD",
        "SD atau sederajat",
        "SMP atau sederajat",
        "SMA atau sederajat",
        "Diploma",
        "Sarjana",
        "Pascasarjana",
    ),
    "marital_status": ("Belum kawin", "Kawin", "Cerai hidup", "Cerai mati"),
}
CHOICES: Mapping[str, list[Choice]] = {
    name: [(word, word) for word in words] for name, words in _OFFERED.items()
}
_KEY = 26


@dataclass(frozen=True, slots=True)
class Options:
    """The lists that the form offers."""

    client_types: list[Choice]
    offences: list[Choice]
    pks: list[Choice]
    posts: list[Choice]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of the form and the names of its fields for offences."""

    n: int
    offences: list[str]


@dataclass(frozen=True, slots=True)
class FormPage:
    """Everything the form needs beside what was typed."""

    options: Options
    cases: list[CaseRow]
    registers: list[int]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is asked before a file is opened; `mark` is sent back by who is sure of just this."""

    twins: list[Twin]
    warnings: list[Slip]
    mark: str
    faults: tuple[Fault, ...] = ()

    @property
    def likely(self) -> bool:
        """Whether one of them is so alike that a reason is due before a file is opened."""
        return any(one.likely for one in self.twins)

    @property
    def compared(self) -> tuple[str, ...]:
        """The files that stood beside what was typed."""
        return tuple(one.number for one in self.twins if one.lines)


def start(actor: Actor) -> dict[str, str]:
    """Return the values of a form not yet typed in: a PK registers her own clients."""
    return {"key": new_id()} | ({"pk_id": actor.id} if actor.holds(Role.PK) else {})


def form_page(session: Session, actor: Actor, values: Mapping[str, str]) -> FormPage:
    """Return the choices, and as many rows as are typed in or were asked for."""
    profile = offices.settings(session, actor.office)
    chosen = set(values.values())
    options = Options(
        _offered(own_lists.client_types(profile).values(), chosen),
        sorted(_offered(own_lists.offences(profile).values(), chosen), key=lambda one: one[1]),
        [(one.id, one.name) for one in offices.officials(session, actor.office, Role.PK)],
        [(post, post) for post in profile.posts],
    )
    more = values.get("more", "")
    cases = _rows(values, "case", one_more=more == "case")
    registers = _rows(values, "register", one_more=more == "register")
    return FormPage(options, [CaseRow(n, _offences(values, n)) for n in cases], registers)


def _offered(known: Iterable[Offence | ClientType], chosen: set[str]) -> list[Choice]:
    # what is no longer offered is still shown where it stands
    return [(one.code, one.title) for one in known if one.offered or one.code in chosen]


def choices_with(values: Mapping[str, str]) -> dict[str, list[Choice]]:
    """Return the offered words, and beside them what an older entry says otherwise."""
    return {
        name: offered
        if (own := values.get(name, "")) in {"", *dict(offered)}
        else [*offered, (own, own)]
        for name, offered in CHOICES.items()
    }


def _rows(values: Mapping[str, str], prefix: str, *, one_more: bool) -> list[int]:
    found = intake.rows(values, prefix) or [1]
    return [*found, found[-1] + 1] if one_more else found


def _offences(values: Mapping[str, str], n: int) -> list[str]:
    """Return the fields for the offences of a case: those chosen, and one more to choose in."""
    prefix = f"case_{n}_offence"
    chosen = [m for m in intake.rows(values, prefix) if values.get(f"{prefix}_{m}")]
    last = max(chosen, default=0)
    return [f"{prefix}_{m}" for m in sorted({1, 2, *chosen, last + 1})]


def register(
    session: Session, actor: Actor, values: Mapping[str, str], *, at: datetime
) -> Client | Doubt:
    """Open the client's file; or ask first, where someone like this is known or something is odd.

    Raises Invalid with every fault of what was typed.
    """
    taken = intake.read(values, known(session, actor, at))
    key = values.get("key", "")[:_KEY]
    doubt = _doubt(session, actor, taken)
    if doubt is None or _done(session, actor, key):
        return clients.register(session, actor, taken.draft, at=at, key=key)
    if values.get("sure") != doubt.mark:
        return doubt
    sheet = Sheet(values, at.date())
    reason = sheet.text("twin_reason", 1_000) if doubt.likely else ""
    if doubt.likely and not reason:
        sheet.fault("twin_reason", "twin-reason")
    if sheet.faults:
        return replace(doubt, faults=tuple(sheet.faults))
    draft = replace(taken.draft, twin_reason=reason or None, compared=doubt.compared)
    return clients.register(session, actor, draft, at=at, key=key)


def _done(session: Session, actor: Actor, key: str) -> bool:
    # the second of two clicks finds the client whom the first one registered: no twin of anyone
    return clients.registered(session, actor, key) is not None


def known(session: Session, actor: Actor, at: datetime) -> IntakeLists:
    """Return the lists that a form is held against."""
    today = office_date(at, offices.settings(session, actor.office).zone)
    return choices.known(session, actor.office, today=today)


def _doubt(session: Session, actor: Actor, taken: Intake) -> Doubt | None:
    found = duplicates.candidates(session, actor, duplicates.probe_of(taken.draft))
    if not found and not taken.warnings:
        return None
    slips = [Slip(one.field, fault_sentence(one)) for one in taken.warnings]
    return Doubt(beside(found, taken.draft), slips, _mark(found, taken.warnings))


def _mark(found: Iterable[Candidate], warnings: Iterable[Fault]) -> str:
    twins = (f"{one.client.number if one.client else ''} {one.verdict}" for one in found)
    asked = [*sorted(twins), *(f"{w.field} {w.code}" for w in warnings)]
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:16]
