"""Clients who may be the person that is typed in: shown while typing, and side by side before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients import nik
from casework.clients.draft import ClientDraft, RegisterEntry
from casework.clients.likeness import duplicates
from casework.clients.likeness.duplicates import Candidate
from casework.clients.likeness.evidence import register_keys
from casework.clients.likeness.spelling import plain
from casework.clients.likeness.weighing import Probe, Verdict
from casework.clients.model import Client, Sex
from casework.clients.sheet import Sheet
from webapp.words.doubles import reasons_in_words
from webapp.words.formatting import day
from webapp.words.people import STATUSES, client_type, listed_name

__all__ = ["MOST_BESIDE", "Line", "Twin", "beside", "probe_typed", "shown", "typed"]

MOST_BESIDE = 3  # columns to be compared; more likely ones stand in the list
_FEWEST_LETTERS = 3
_REGISTER = "Nomor register"  # one number in common is enough, however it is written
_CLOSED = {
    "nik-same": "NIK ini sudah ada di berkas yang tidak terbuka untuk Anda.",
    "register-same": "Nomor register ini sudah ada di berkas yang tidak terbuka untuk Anda.",
}
_SEXES = {Sex.MALE: "Laki-laki", Sex.FEMALE: "Perempuan"}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both, and how they stand: the same, different, or known of one only."""

    label: str
    typed: str
    known: str
    stand: str


@dataclass(frozen=True, slots=True)
class Twin:
    """A client who may be the same person; `lines` where the two must be compared.

    One that is not for the reader has no number and no name, only `closed`: what is taken.
    """

    number: str
    name: str
    born: str
    kind: str
    state: str
    same: str
    field: str
    likely: bool
    closed: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


def probe_typed(values: Mapping[str, str], today: date) -> Probe | None:
    """Return what can be read so far of a form that is being filled in; None if too little."""
    sheet = Sheet(values, today)
    number = nik.read(sheet.given("nik"), "nik")
    name = sheet.line("name", 300)
    registers = tuple(
        RegisterEntry(sheet.line(f"register_{n}_kind", 40), sheet.line(f"register_{n}_number", 80))
        for n in sheet.rows("register")
    )
    probe = Probe(
        name=name if len(name) >= _FEWEST_LETTERS else "",
        aliases=tuple(one.strip() for one in sheet.line("aliases", 600).split(",") if one.strip()),
        bin_binti=sheet.line("bin_binti", 300) or None,
        birth_date=sheet.day("birth_date"),
        birth_place=sheet.line("birth_place", 120) or None,
        nik=number if isinstance(number, str) else None,
        registers=registers,
        sex=next((sex for sex in Sex if sex == sheet.given("sex")), None),
    )
    return probe if probe.name or probe.nik or probe.registers else None


def typed(session: Session, actor: Actor, values: Mapping[str, str], today: date) -> list[Twin]:
    """Return whom the page of a form that came back tells of, as it would while typing."""
    probe = probe_typed(values, today)
    return [] if probe is None else shown(session, actor, probe)


def shown(session: Session, actor: Actor, probe: Probe) -> list[Twin]:
    """Return the clients to tell of while typing; of closed files nothing is told as yet."""
    found = duplicates.candidates(session, actor, probe, most=5)
    return [_twin(one) for one in found if one.client is not None]


def beside(found: Iterable[Candidate], draft: ClientDraft) -> list[Twin]:
    """Return the clients to look at before a file is opened, the likely ones line by line."""
    twins = []
    compared = 0
    for one in found:
        line_by_line = one.client and one.verdict >= Verdict.LIKELY and compared < MOST_BESIDE
        compared += bool(line_by_line)
        twins.append(_twin(one, draft if line_by_line else None))
    return twins


def _twin(one: Candidate, draft: ClientDraft | None = None) -> Twin:
    client, likely = one.client, one.verdict >= Verdict.LIKELY
    if client is None:
        closed = tuple(_CLOSED[code] for code in one.reasons)
        return Twin("", "", "", "", "", "", "", likely, closed)
    return Twin(
        number=client.number,
        name=listed_name(client),
        born="" if client.child else day(client.birth_date),
        kind=client_type(client.client_type),
        state=STATUSES[client.guidance_status].lower(),
        same=reasons_in_words(one.reasons),
        field=_field(one.reasons),
        likely=likely,
        lines=_lines(draft, client) if draft else (),
    )


def _field(reasons: Iterable[str]) -> str:
    known = {"nik-same": "nik", "register-same": "register"}
    return next((known[code] for code in reasons if code in known), "name")


def _lines(draft: ClientDraft, client: Client) -> tuple[Line, ...]:
    pairs = zip(_facts(draft), _facts(client), strict=True)
    registered = (RegisterEntry(one.kind, one.number) for one in client.registers)
    shared = register_keys(draft.registers) & register_keys(registered)
    return tuple(
        Line(label, typed, known, "sama" if label == _REGISTER and shared else _stand(typed, known))
        for (label, typed), (_, known) in pairs
        if typed or known
    )


def _facts(one: ClientDraft | Client) -> tuple[tuple[str, str], ...]:
    return (
        ("Nama lengkap", one.name),
        ("Bin atau binti", one.bin_binti or ""),
        ("Nama lain", ", ".join(one.aliases)),
        ("NIK", one.nik or ""),
        ("Tempat lahir", one.birth_place or ""),
        ("Tanggal lahir", day(one.birth_date)),
        ("Jenis kelamin", _SEXES[one.sex]),
        ("Alamat", one.address or ""),
        (_REGISTER, ", ".join(f"{entry.kind} {entry.number}" for entry in one.registers)),
        ("Jenis klien", client_type(one.client_type)),
        ("Diterima", day(one.received_on)),
    )


def _stand(typed: str, known: str) -> str:
    if not typed or not known:
        return "hanya satu yang terisi"
    return "sama" if plain(typed) == plain(known) else "berbeda"
