"""The printed sheets of a client's folder, made on demand: neither sealed nor numbered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

import doc_templates
from casework.actor import Actor
from casework.clients import rules
from casework.clients.model import Client
from casework.clients.registers import in_words
from casework.clock import office_date
from casework.deposits.model import Deposit
from casework.documents import letterhead
from casework.documents.letterhead import SECRET
from casework.offices import service as offices
from casework.offices.model import Official
from casework.offices.profile import Profile
from casework.physical import service as physical
from webapp.client_file.registered import case_facts, identity_facts, registered_facts
from webapp.parts import parts
from webapp.words.people import client_type

__all__ = ["COVER", "IDENTITY", "sheet"]

COVER, IDENTITY = "sampul-berkas", "lembar-identitas"
_GUIDANCE, _SURETY = "Pembimbingan", "Penjamin"
_LAST = {_GUIDANCE, _SURETY}  # on one page with the signature, which would be alone there
_TWO_LINES = 60  # letters of a name on the cover: a longer one is set smaller
_ADULT = (
    "Map ini hanya dibuka oleh petugas yang berhak. Setiap peminjaman dicatat. Kertas yang "
    "ditambahkan dicatat di berkas elektronik dengan nomor yang sama."
)
_CHILD = (
    "BERKAS ANAK. Identitas anak dirahasiakan (Undang-Undang Nomor 11 Tahun 2012 Pasal 19): "
    f"jangan tulis nama lengkap di luar map. {_ADULT}"
)

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Case:
    """What a sheet rests on, read once."""

    client: Client
    profile: Profile
    pk: str
    opening: Deposit
    place: str
    printed: str


def sheet(session: Session, actor: Actor, client: Client, name: str, *, at: datetime) -> bytes:
    """Return the sheet as a PDF.

    Raises Later while LibreOffice is away, UnprintableText for a letter that no paper can show.
    """
    profile = offices.settings(session, client.office)
    pk = session.get(Official, client.pk_id) if client.pk_id else None
    day = letterhead.day(office_date(at, profile.zone))
    case = _Case(
        client,
        profile,
        pk.name if pk else "belum ditugaskan",
        session.get_one(Deposit, client.id),
        physical.places(session, client).folder or client.old_place or "",
        f"{day} oleh {actor.name}",
    )
    values = {COVER: _cover, IDENTITY: _identity}[name](case)
    link = f"{profile.public_url}/berkas/{client.number}" if profile.public_url else ""
    given = link if name == COVER else ""
    return parts().press.print(doc_templates.find(name), values, link=given).pdf


def _edges(case: _Case) -> dict[str, object]:
    return {
        "kop": letterhead.letterhead(case.profile),
        "sifat": SECRET,
        "nomor": case.client.number,
        "dicetak": case.printed,
    }


def _lines(facts: Iterable[Fact]) -> list[Mapping[str, str]]:
    return [{"label": term, "isi": value} for term, value in facts if value]


def _cover(case: _Case) -> Mapping[str, object]:
    client = case.client
    name = rules.initials(client.name) if client.child else _whole_name(client)
    facts = dict(registered_facts(client))
    rows = (
        ("Nomor register", _registers(client)),
        ("Pembimbing", case.pk),
        *((term, facts.get(term, "")) for term in ("Diterima", "Masa bimbingan", "Pos Bapas")),
        ("Nomor lama", client.old_number or ""),
        ("Tempat map", case.place),
    )
    return {
        **_edges(case),
        "jenis": client_type(client.client_type),
        "nama": name,
        "nama_panjang": len(name) > _TWO_LINES,
        "keterangan_nama": _beside_the_name(client),
        "keterangan": _lines(rows),
        "penanganan": _CHILD if client.child else _ADULT,
    }


def _whole_name(client: Client) -> str:
    return " ".join(part for part in (client.name, client.bin_binti) if part)


def _beside_the_name(client: Client) -> str:
    if client.child:
        return "inisial; nama lengkap ada di dalam map"
    return f"alias {', '.join(client.aliases)}" if client.aliases else ""


def _registers(client: Client) -> str:
    return ", ".join(in_words(one.kind, one.number) for one in client.registers)


def _identity(case: _Case) -> Mapping[str, object]:
    client = case.client
    who = case.opening.record["pelaku"]
    opened = letterhead.day(case.opening.date)
    sections = [(head, _lines(facts)) for head, facts in _sections(case)]
    known = [(head, rows) for head, rows in sections if rows]
    return {
        **_edges(case),
        "identitas": _lines(identity_facts(client)),
        "bagian_lain": [
            {"judul": head, "baris": rows, "terakhir": head in _LAST} for head, rows in known
        ],
        "tempat_tanggal": f"{case.profile.city}, {opened}" if case.profile.city else opened,
        "petugas": {"nama": who["nama"], "nip": who["nip"]},
    }


def _sections(case: _Case) -> Iterable[tuple[str, list[Fact]]]:
    client, several = case.client, len(case.client.cases) > 1
    for n, one in enumerate(client.cases, 1):
        yield f"Perkara {n}" if several else "Perkara", case_facts(one)
    rows = [fact for fact in registered_facts(client) if not fact[0].startswith("Register ")]
    rows.append(("Nomor register", _registers(client)))
    yield _GUIDANCE, [*rows, ("Pembimbing Kemasyarakatan", case.pk)]
    if (surety := client.guarantor) is not None:
        words = (surety.name, surety.relation, surety.phone)
        yield _SURETY, list(zip(("Nama", "Hubungan", "Telepon"), words, strict=True))
