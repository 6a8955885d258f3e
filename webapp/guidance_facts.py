"""What is registered of a client, as pairs of a term and its value for the side of the page."""

from collections.abc import Iterator

from casework.clients.model import Client, ClientCase, GuidanceStatus, Sex
from webapp.formatting import day
from webapp.people import STATUSES, client_type, offence

__all__ = ["guidance_facts", "identity_facts"]

Fact = tuple[str, str]

_SEXES = {Sex.MALE: "Laki-laki", Sex.FEMALE: "Perempuan"}


def guidance_facts(client: Client) -> list[Fact]:
    """Return the case and the guidance; what is not known is left out."""
    rows = [*_cases(client), *_guidance(client)]
    if client.registers:
        numbers = (f"{one.kind} {one.number}" for one in client.registers)
        rows.append(("Register", ", ".join(numbers)))
    return [(term, value) for term, value in rows if value]


def _cases(client: Client) -> Iterator[Fact]:
    for n, case in enumerate(client.cases, 1):
        several = f" {n}" if len(client.cases) > 1 else ""
        named = ", ".join(offence(code) for code in case.offences)
        yield f"Perkara{several}", ", ".join(part for part in (named, case.articles) if part)
        yield "Pidana", case.sentence or ""
        yield "Putusan", _verdict(case)
        yield "Ekspirasi", day(case.expires_on)


def _verdict(case: ClientCase) -> str:
    parts = (case.verdict, case.court, day(case.verdict_on))
    return ", ".join(part for part in parts if part)


def _guidance(client: Client) -> Iterator[Fact]:
    yield "Jenis klien", client_type(client.client_type)
    yield "Diterima", day(client.received_on)
    until = f" s.d. {day(client.guidance_until)}" if client.guidance_until else ""
    yield "Masa bimbingan", f"{day(client.guidance_from)}{until}"
    if client.guidance_status is not GuidanceStatus.RUNNING:
        status = STATUSES[client.guidance_status]
        yield "Status", f"{status} sejak {day(client.guidance_status_on)}"
    yield "Kiriman dari", client.origin or ""
    guarantor = (client.guarantor_name, client.guarantor_relation, client.guarantor_phone)
    yield "Penjamin", ", ".join(part for part in guarantor if part)


def identity_facts(client: Client) -> list[Fact]:
    """Return who the client is; what is not known is left out."""
    rows = [
        ("Nama lengkap", " ".join(part for part in (client.name, client.bin_binti) if part)),
        ("Nama lain", ", ".join(client.aliases)),
        ("NIK", client.nik or ""),
        ("Lahir", ", ".join(p for p in (client.birth_place, day(client.birth_date)) if p)),
        ("Jenis kelamin", _SEXES[client.sex]),
        ("Agama", client.religion or ""),
        ("Pendidikan", client.education or ""),
        ("Pekerjaan", client.occupation or ""),
        ("Status kawin", client.marital_status or ""),
        ("Alamat", client.address or ""),
        ("Ciri khusus", client.marks or ""),
    ]
    return [(term, value) for term, value in rows if value]
