"""What changed of a client, field by field, in the officer's words: before and after."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.words.formatting import day
from webapp.words.people import client_type, offence

__all__ = ["Alteration", "alterations"]

_EMPTY = "(kosong)"
_LABELS: Mapping[str, str] = {
    "identitas.nama": "Nama lengkap",
    "identitas.bin_binti": "Bin atau binti",
    "identitas.alias": "Nama lain",
    "identitas.nik": "NIK",
    "identitas.tempat_lahir": "Tempat lahir",
    "identitas.tanggal_lahir": "Tanggal lahir",
    "identitas.jenis_kelamin": "Jenis kelamin",
    "identitas.suku": "Suku",
    "identitas.kewarganegaraan": "Kewarganegaraan",
    "identitas.agama": "Agama",
    "identitas.pendidikan": "Pendidikan",
    "identitas.pekerjaan": "Pekerjaan",
    "identitas.alamat": "Alamat",
    "identitas.status_kawin": "Status kawin",
    "identitas.ciri": "Ciri khusus",
    "perkara": "Perkara",
    "register": "Nomor register",
    "jenis_klien": "Jenis klien",
    "anak": "Berkas anak",
    "anak_alasan": "Alasan anak atau dewasa",
    "asal": "Kiriman dari",
    "pos": "Pos Bapas",
    "penjamin": "Penjamin",
}
_CASE_DAYS: Mapping[str, str] = {
    "tanggal_kejadian": "kejadian",
    "tanggal_putusan": "diputus",
    "sepertiga": "1/3",
    "separuh": "1/2",
    "dua_pertiga": "2/3",
    "ekspirasi": "ekspirasi",
    "ekspirasi_pb": "ekspirasi PB",
}
_CASE_TEXTS = ("pasal", "pidana", "putusan", "pengadilan")
_SEXES = {"L": "Laki-laki", "P": "Perempuan"}


@dataclass(frozen=True, slots=True)
class Alteration:
    """One field that was changed."""

    label: str
    before: str
    after: str


def alterations(changes: Iterable[Mapping[str, Any]]) -> list[Alteration]:
    """Return the changes of a sealed `perubahan-data` in words."""
    return [
        Alteration(
            _LABELS.get(one["bidang"], one["bidang"]),
            _said(one["bidang"], one["sebelum"]),
            _said(one["bidang"], one["sesudah"]),
        )
        for one in changes
    ]


def _said(field: str, value: Any) -> str:  # noqa: ANN401  (any JSON)
    if value in (None, "", [], {}):
        return _EMPTY
    return _WORDS.get(field, str)(value)


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))


def _case(case: Mapping[str, Any]) -> str:
    named = ", ".join(offence(code) for code in case["tindak_pidana"])
    texts = [str(case[key]) for key in _CASE_TEXTS if case.get(key)]
    days = [f"{word} {_day(case[key])}" for key, word in _CASE_DAYS.items() if key in case]
    return ", ".join([named, *texts, *days])


def _surety(one: Mapping[str, str]) -> str:
    return ", ".join(one[key] for key in ("nama", "hubungan", "telepon") if one.get(key))


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "identitas.alias": ", ".join,
    "identitas.tanggal_lahir": _day,
    "identitas.jenis_kelamin": lambda code: _SEXES.get(code, code),
    "jenis_klien": client_type,
    "anak": lambda yes: "Ya" if yes else "Tidak",
    "perkara": lambda cases: "; ".join(_case(case) for case in cases),
    "register": lambda rows: ", ".join(f"{one['jenis']} {one['nomor']}" for one in rows),
    "penjamin": _surety,
}
