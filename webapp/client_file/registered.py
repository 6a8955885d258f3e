"""What is registered of a client, as pairs of a term and its value."""

from collections.abc import Iterable, Iterator

from casework.clients.model import Client, ClientCase, GuidanceStatus, Sex
from casework.clients.registers import in_words
from webapp.words.formatting import day
from webapp.words.people import STATUSES, client_type, offence

__all__ = ["case_facts", "guidance_facts", "identity_facts", "registered_facts"]

Fact = tuple[str, str]

_SEXES = {Sex.MALE: "Laki-laki", Sex.FEMALE: "Perempuan"}


def guidance_facts(client: Client) -> list[Fact]:
    """Return case and guidance in short, for the side of the page."""
    numbers = ", ".join(in_words(one.kind, one.number) for one in client.registers)
    surety = (client.guarantor_name, client.guarantor_relation, client.guarantor_phone)
    guarantor = ", ".join(part for part in surety if part)
    return _known(
        (*_cases(client), *_guidance(client), ("Penjamin", guarantor), ("Register", numbers))
    )


def _known(rows: Iterable[Fact]) -> list[Fact]:
    return [(term, value) for term, value in rows if value]


def _cases(client: Client) -> Iterator[Fact]:
    for n, case in enumerate(client.cases, 1):
        several = f" {n}" if len(client.cases) > 1 else ""
        yield (
            f"Perkara{several}",
            ", ".join(part for part in (_offences(case), case.articles) if part),
        )
        yield "Pidana", case.sentence or ""
        yield "Putusan", _verdict(case)
        yield "Ekspirasi", day(case.expires_on)


def _offences(case: ClientCase) -> str:
    return ", ".join(offence(code) for code in case.offences)


def _verdict(case: ClientCase) -> str:
    parts = (case.verdict, case.court, day(case.verdict_on))
    return ", ".join(part for part in parts if part)


def case_facts(case: ClientCase) -> list[Fact]:
    """Return everything of one case; what is not known is left out."""
    return _known(
        (
            ("Tindak pidana", _offences(case)),
            ("Pasal", case.articles),
            ("Tanggal kejadian", day(case.offence_on)),
            ("Putusan", case.verdict or ""),
            ("Pengadilan", case.court or ""),
            ("Tanggal putusan", day(case.verdict_on)),
            ("Pidana", case.sentence or ""),
            ("1/3 masa pidana", day(case.third_on)),
            ("1/2 masa pidana", day(case.half_on)),
            ("2/3 masa pidana", day(case.two_thirds_on)),
            ("Ekspirasi", day(case.expires_on)),
            ("Ekspirasi PB", day(case.parole_expires_on)),
        )
    )


def _guidance(client: Client) -> Iterator[Fact]:
    yield "Jenis klien", client_type(client.client_type)
    yield "Diterima", day(client.received_on)
    until = f" s.d. {day(client.guidance_until)}" if client.guidance_until else ""
    yield "Masa bimbingan", f"{day(client.guidance_from)}{until}"
    yield "Tahap", str(client.stage).capitalize()
    if client.guidance_status is not GuidanceStatus.RUNNING:
        status = STATUSES[client.guidance_status]
        yield "Status", f"{status} sejak {day(client.guidance_status_on)}"
    yield "Kiriman dari", client.origin or ""
    yield "Pos Bapas", client.post or ""


def registered_facts(client: Client) -> list[Fact]:
    """Return the guidance, the registers and the guarantor; the cases stand apart."""
    numbers = ((f"Register {one.kind}", one.number) for one in client.registers)
    group = "Anak" if client.child else "Dewasa"
    if client.child_reason:
        group += f", ditetapkan petugas: {client.child_reason}"
    return _known((*_guidance(client), ("Golongan", group), *numbers))


def identity_facts(client: Client) -> list[Fact]:
    """Return who the client is; what is not known is left out."""
    rows = [
        ("Nama lengkap", " ".join(part for part in (client.name, client.bin_binti) if part)),
        ("Nama lain", ", ".join(client.aliases)),
        ("NIK", client.nik or ""),
        ("Lahir", ", ".join(p for p in (client.birth_place, day(client.birth_date)) if p)),
        ("Jenis kelamin", _SEXES[client.sex]),
        ("Suku", client.ethnicity or ""),
        ("Kewarganegaraan", client.nationality or ""),
        ("Agama", client.religion or ""),
        ("Pendidikan", client.education or ""),
        ("Pekerjaan", client.occupation or ""),
        ("Status kawin", client.marital_status or ""),
        ("Alamat", client.address or ""),
        ("Ciri khusus", client.marks or ""),
    ]
    return _known(rows)
