"""A client about to be registered, as frozen values that have passed every check."""

from dataclasses import dataclass
from datetime import date

from casework.clients.model import Sex

__all__ = ["CaseDraft", "ClientDraft", "Guarantor", "RegisterEntry"]


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """One criminal case: offence codes of the 46-entry list, articles, verdict, sentence."""

    offences: tuple[str, ...]
    articles: str = ""
    verdict: str | None = None
    court: str | None = None
    sentence: str | None = None
    verdict_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A number under which a register (PB, CB, B.I …) knows the client."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Guarantor:
    """Who stands surety for the client."""

    name: str
    relation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDraft:
    """Identity, cases, registers and guidance of a client, checked by `intake`."""

    name: str
    birth_date: date
    sex: Sex
    client_type: str
    child: bool
    received_on: date
    guidance_from: date
    guidance_until: date | None = None
    bin_binti: str | None = None
    aliases: tuple[str, ...] = ()
    nik: str | None = None
    birth_place: str | None = None
    religion: str | None = None
    education: str | None = None
    occupation: str | None = None
    address: str | None = None
    marital_status: str | None = None
    marks: str | None = None
    origin: str | None = None
    pk_id: str | None = None
    cases: tuple[CaseDraft, ...] = ()
    registers: tuple[RegisterEntry, ...] = ()
    guarantor: Guarantor | None = None
