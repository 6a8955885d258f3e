"""An invented office's own list of clients: credible, untidy, wrong only where it says so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from casework.clients.draft import ClientDraft
from casework.clients.model import Sex
from casework.demo.people import people
from casework.demo.source import fork
from casework.instruments import lists

__all__ = ["HEADS", "ClientList", "client_list"]

HEADS = (
    "No.", "Nama Klien", "TTL", "L/P", "NIK", "Agama", "Alamat", "Jenis Bimbingan", "No. Register",
    "Perkara", "Pasal", "No Putusan", "Tgl Terima", "Mulai Bimbingan", "Ekspirasi",
    "Tgl Selesai", "Nama PK", "Asal Lapas", "Penjamin", "Tgl Asesmen Terakhir", "Skor RRI",
    "Tingkat Risiko", "No Map", "Lemari",
)  # fmt: skip
_MONTHS = (
    "Januari", "Pebruari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "Nopember", "Desember",
)  # fmt: skip
_SEXES = {Sex.MALE: ("L", "Laki-laki", "LK", "Pria"), Sex.FEMALE: ("P", "Perempuan", "Wanita")}
_SHORT = {
    "pembebasan-bersyarat": ("PB", "Pembebasan Bersyarat", "PEMBEBASAN BERSYARAT"),
    "cuti-bersyarat": ("CB", "Cuti Bersyarat", "cuti  bersyarat"),
    "cuti-menjelang-bebas": ("CMB", "Cuti Menjelang Bebas"),
    "asimilasi": ("Asimilasi", "ASIMILASI"),
}
_EVERY = 25  # one row in so many is wrong

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class ClientList:
    """The list: its rows under `HEADS`, and by sheet row which field is wrong and how."""

    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    faults: Mapping[int, tuple[str, str]]


def client_list(seed: int, count: int, today: date, pks: Mapping[str, str]) -> ClientList:
    """Return a list of so many clients; `pks` are names by id, of whom two must share no name."""
    rows, faults = list[tuple[str, ...]](), dict[int, tuple[str, str]]()
    ids = tuple(pks)
    for n, person in enumerate(people(seed, count, today, ids), 1):
        dice = fork(seed, "list", n)
        cells = _cells(dice, n, person.draft, pks)
        if n % _EVERY == 0:
            spoil = _SPOILS[n // _EVERY % len(_SPOILS)]
            cells |= {
                head: text.format(today=f"{today:%d-%m-%Y}") for head, text in spoil.cells.items()
            }
            faults[n + 1] = (spoil.field, spoil.code)
        rows.append(tuple(cells.get(head, "") for head in HEADS))
    return ClientList(tuple(rows), faults)


def _cells(dice: Random, n: int, who: ClientDraft, pks: Mapping[str, str]) -> Cells:
    case = who.cases[0]
    offences = lists.offences()
    assessed = who.received_on if dice.random() < 0.6 else None  # noqa: PLR2004
    return {
        "No.": str(n),
        "Nama Klien": _name(dice, who),
        "TTL": f"{who.birth_place}{dice.choice([', ', ' / ', ' '])}{_day(dice, who.birth_date)}",
        "L/P": dice.choice(_SEXES[who.sex]),
        "NIK": who.nik or dice.choice(["", "-"]),
        "Agama": who.religion or "",
        "Alamat": who.address or "",
        "Jenis Bimbingan": dice.choice(
            _SHORT.get(who.client_type, (lists.client_types()[who.client_type].title,))
        ),
        "No. Register": who.registers[0].number if who.registers else "",
        "Perkara": _joined(dice, [offences[code].title for code in case.offences]),
        "Pasal": case.articles,
        "No Putusan": case.verdict or "",
        "Tgl Terima": _day(dice, who.received_on),
        "Mulai Bimbingan": _day(dice, who.guidance_from) if dice.random() < 0.8 else "",  # noqa: PLR2004
        "Tgl Selesai": _day(dice, who.guidance_until) if who.guidance_until else "-",
        "Nama PK": _official(dice, pks[who.pk_id]) if who.pk_id else "",
        "Asal Lapas": who.origin or "",
        "Penjamin": who.guarantor.name if who.guarantor else "",
        "Tgl Asesmen Terakhir": _day(dice, assessed) if assessed else "",
        "Skor RRI": str(dice.randrange(17)) if assessed else "",
        "Tingkat Risiko": dice.choice(["Rendah", "SEDANG", "tinggi"]) if assessed else "",
        "No Map": f"B-{n:04}",
        "Lemari": f"Lemari {n % 7 + 1}",
    }


def _name(dice: Random, who: ClientDraft) -> str:
    name = f"{who.name} {who.bin_binti}" if who.bin_binti and dice.random() < 0.7 else who.name  # noqa: PLR2004
    if who.aliases:
        name += f" {dice.choice(['alias', 'als', 'als.'])} {who.aliases[0]}"
    return name.upper() if dice.random() < 0.3 else name  # noqa: PLR2004


def _day(dice: Random, day: date) -> str:
    month = _MONTHS[day.month - 1]
    return dice.choice(
        [
            f"{day.day} {month} {day.year}",
            f"{day:%d-%m-%Y}",
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%d.%m.%Y}",
            day.isoformat(),
        ]
    )


def _joined(dice: Random, titles: Sequence[str]) -> str:
    text = dice.choice([", ", "; ", " dan "]).join(titles)
    return text.upper() if dice.random() < 0.2 else text  # noqa: PLR2004


def _official(dice: Random, name: str) -> str:
    writings: list[Callable[[str], str]] = [
        str,
        lambda one: one.partition(",")[0],
        lambda one: one.partition(",")[0].upper(),
    ]
    return dice.choice(writings)(name)


@dataclass(frozen=True, slots=True)
class _Spoil:
    """What is written over a row, and the fault that must be found in it."""

    cells: Cells
    field: str
    code: str


_SPOILS = (
    _Spoil({"TTL": "Kota Contoh, 31 Februari 1990"}, "birth", "date-impossible"),
    _Spoil({"Tgl Terima": "9/3/26"}, "received_on", "date-short-year"),
    _Spoil({"Nama Klien": ""}, "name", "required"),
    _Spoil({"L/P": "X"}, "sex", "not-sex"),
    _Spoil({"Jenis Bimbingan": "Titipan Kejaksaan"}, "client_type", "not-in-list"),
    _Spoil({"Perkara": "Perbuatan tercela"}, "offence", "not-in-list"),
    _Spoil({"Perkara": ""}, "offence", "required"),
    _Spoil({"Nama PK": "Joko Tingkir"}, "pk_id", "pk-unknown"),
    _Spoil({"NIK": "9,99901E+15"}, "nik", "cell-number-damaged"),
    _Spoil({"NIK": "99990117069100"}, "nik", "nik-length"),
    _Spoil({"TTL": "Kota Contoh"}, "birth", "birth-form"),
    _Spoil({"Tgl Terima": ""}, "received_on", "required"),
    _Spoil({"Tgl Terima": "sesudah Lebaran"}, "received_on", "date-form"),
    _Spoil({"Nama Klien": "Budi \u202eosotnaS"}, "name", "turning-character"),
    _Spoil({"Nama Klien": "Panjang " * 40}, "name", "too-long"),
    _Spoil({"Tgl Asesmen Terakhir": "1 Januari 2099"}, "old_assessed_on", "date-future"),
    _Spoil(
        {"Tgl Asesmen Terakhir": "2 Mei 2025", "Skor RRI": "300"}, "old_assessment_score", "between"
    ),
    _Spoil({"Alamat": "#REF!"}, "address", "cell-error"),
    _Spoil({"Asal Lapas": "Lapas Ren\u00c3\u00a9"}, "origin", "cell-letters-lost"),
    _Spoil({"TTL": "Kota Contoh, {today}"}, "birth", "born-too-late"),
)
