"""The statement of consent as PDF: the blank to be signed, and what was recorded."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

import doc_templates
from casework.actor import Actor
from casework.assessments.model import Assessment
from casework.clients.model import Client
from casework.clients.rules import ADULT, age
from casework.clock import office_date
from casework.consents.model import Consent
from casework.consents.workflow import OPENING, Outcome
from casework.documents import letterhead
from casework.documents.letterhead import SECRET
from casework.offices import service as offices
from casework.offices.profile import Profile
from webapp.parts import parts
from webapp.words.people import client_type

__all__ = ["TEMPLATE", "paper"]

TEMPLATE = "persetujuan-asesmen"
_LINE = "." * 40
_SEX = {"L": "Laki-laki", "P": "Perempuan"}


def paper(
    session: Session,
    actor: Actor,
    client: Client,
    assessment: Assessment,
    consent: Consent | None,
    *,
    at: datetime,
) -> bytes:
    """Return the statement as PDF; without a consent the blank that is filled in by hand.

    Raises Later while LibreOffice is away, UnprintableText for a letter that no paper can show.
    """
    profile = offices.settings(session, client.office)
    on = consent.given_on if consent else office_date(at, profile.zone)
    child = age(client.birth_date, on) < ADULT
    assessor = offices.official(session, client.office, assessment.assessor_id)
    officer = _officer(consent, assessor.name, assessor.nip)
    values = {
        "kop": letterhead.letterhead(profile),
        "sifat": SECRET,
        "nomor": client.number,
        "dicetak": f"{letterhead.day(office_date(at, profile.zone))} oleh {actor.name}",
        "perihal": _subject(assessment),
        "setuju": consent is None or consent.outcome in OPENING,
        "menolak": consent is not None and consent.outcome is Outcome.REFUSED,
        "dicabut": consent is not None and consent.outcome is Outcome.WITHDRAWN,
        "anak": child,
        "wali": _rows(_guardian(consent)) if child else [],
        "identitas": _rows(_person(client)),
        "catatan": consent.remark.replace("\n", " ") if consent else "",
        "tempat_tanggal": _place_and_day(profile, consent.given_on if consent else None),
        "petugas": officer,
        "yang_menyatakan": _who(client, consent, child=child),
        "nama_klien": client.name,
    }
    return parts().press.print(doc_templates.find(TEMPLATE), values).pdf


def _officer(consent: Consent | None, name: str, nip: str) -> dict[str, str]:
    """Return who explained; the number belongs to the assessor alone."""
    told = consent.explained_by if consent else name
    return {"nama": told or _LINE, "nip": nip if told == name else ""}


def _subject(assessment: Assessment) -> str:
    reason = "asesmen ulang" if assessment.reassessment else "asesmen awal"
    return f"Asesmen {assessment.ordinal}, {reason} risiko dan kebutuhan"


def _rows(facts: Iterable[tuple[str, str]]) -> list[Mapping[str, str]]:
    return [{"label": term, "isi": value} for term, value in facts if value]


def _person(client: Client) -> Iterable[tuple[str, str]]:
    yield "Nama", f"{client.name} {client.bin_binti or ''}".strip()
    yield "Tanggal lahir", letterhead.day(client.birth_date)
    yield "Jenis kelamin", _SEX[str(client.sex)]
    yield "Status", client_type(client.client_type)
    yield "Nomor berkas", client.number


def _guardian(consent: Consent | None) -> Iterable[tuple[str, str]]:
    yield "Nama", (consent.guardian if consent else "") or _LINE
    yield "Hubungan", (consent.relation if consent else "") or _LINE


def _who(client: Client, consent: Consent | None, *, child: bool) -> str:
    if not child:
        return client.name
    return (consent.guardian if consent else "") or _LINE


def _place_and_day(profile: Profile, on: date | None) -> str:
    written = letterhead.day(on) if on else _LINE
    return f"{profile.city}, {written}" if profile.city else written
