"""A client about to be registered, as frozen values that have passed every check."""

from dataclasses import dataclass
from datetime import date

from casework.clients.model import Guarantor, Sex, Stage

__all__ = ["CaseDraft", "ClientDraft", "Guarantor", "RegisterEntry", "Takeover"]


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """One criminal case: offence codes of the 46-entry list, articles, verdict, sentence."""

    offences: tuple[str, ...]
    articles: str = ""
    verdict: str | None = None
    court: str | None = None
    sentence: str | None = None
    offence_on: date | None = None
    verdict_on: date | None = None
    third_on: date | None = None
    half_on: date | None = None
    two_thirds_on: date | None = None
    expires_on: date | None = None
    parole_expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A number under which a register (PB, CB, B.I …) knows the client."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Takeover:
    """What the office's old list says of a client that it had before Berkas.

    Without `assessed_on` it is not known when the client was last assessed.
    """

    number: str | None = None
    place: str | None = None
    assessed_on: date | None = None
    assessment_number: str | None = None
    score: int | None = None
    band: str | None = None


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
    ethnicity: str | None = None
    nationality: str | None = None
    religion: str | None = None
    education: str | None = None
    occupation: str | None = None
    address: str | None = None
    marital_status: str | None = None
    marks: str | None = None
    origin: str | None = None
    post: str | None = None
    stage: Stage = Stage.EARLY
    child_reason: str | None = None
    pk_id: str | None = None
    cases: tuple[CaseDraft, ...] = ()
    registers: tuple[RegisterEntry, ...] = ()
    guarantor: Guarantor | None = None
    takeover: Takeover | None = None
    batch: str | None = None
    compared: tuple[str, ...] = ()  # files that were held beside this one before it was opened
    twin_reason: str | None = None
