"""A record without a paper, shown in sections of terms and values: nothing sealed stays unseen."""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.clients.model import Sex
from webapp.clients.fields import alterations
from webapp.words.formatting import day, role_name
from webapp.words.hearing import MEANS, PARTIES
from webapp.words.kinds import source_kind
from webapp.words.people import STATUSES, client_type, offence

__all__ = ["Section", "sections"]

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a record under its heading; the record's own facts have none."""

    heading: str
    facts: list[Fact]


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# what only the program needs
_HIDDEN = frozenset(
    {"id", "sha256", "media_type", "dokumen", "hasil", "litmas", "asesmen", "perubahan", "impor"}
)
# a record's keys are sorted; people read a name first
_ORDER = (
    *("judul", "pihak", "jenis_sumber", "jenis_klien", "anak", "asal"),
    *("identitas", "perkara", "pembimbingan", "register", "pk", "penjamin"),
    *("nama", "bin_binti", "alias", "nik", "tempat_lahir", "tanggal_lahir", "jenis_kelamin"),
    *("agama", "pendidikan", "pekerjaan", "status_kawin", "alamat", "ciri"),
    *("tindak_pidana", "pasal", "putusan", "pengadilan", "tanggal_putusan", "pidana", "ekspirasi"),
    *("diterima", "mulai", "sampai", "status", "peran", "petugas", "berlaku", "alasan"),
    *("jenis", "nomor", "hubungan", "telepon", "nip", "tanggal"),
    *("cara", "tempat", "dasar", "keterangan", "penjelas", "catatan", "ke"),
)
_TERMS = {
    "alias": "Nama lain",
    "anak": "Berkas anak",
    "asal": "Kiriman dari",
    "bin_binti": "Bin atau binti",
    "cara": "Cara",
    "ciri": "Ciri khusus",
    "dasar": "Dasar menghubungi",
    "halaman": "Jumlah halaman",
    "jenis_sumber": "Jenis",
    "ke": "Asesmen ke",
    "kembar": "Dibuat meski mirip berkas lain",
    "nik": "NIK",
    "nip": "NIP",
    "pk": "Pembimbing Kemasyarakatan",
    "penjelas": "Dijelaskan oleh",
    "pihak": "Yang diwawancarai",
    "pindahan": "Dari daftar lama",
    "nama_asli": "Nama dokumen asal",
    "wali": "Orang tua atau wali",
}
_SEXES = {str(Sex.MALE): "Laki-laki", str(Sex.FEMALE): "Perempuan"}
_STATES = {str(status): words for status, words in STATUSES.items()}
# a code that no list has any more, or of a kind that only a newer version knows, stands as it is
_WORDS: Mapping[str, Callable[[str], str]] = {
    "tindak_pidana": offence,
    "jenis_klien": client_type,
    "jenis_sumber": source_kind,
    "jenis_kelamin": lambda code: _SEXES.get(code, code),
    "status": lambda code: _STATES.get(code, code),
    "peran": role_name,
    "pihak": lambda code: PARTIES.get(code, code),
    "cara": lambda code: MEANS.get(code, code),
}


def sections(content: Mapping[str, Any]) -> list[Section]:
    """Return what a record says: its own facts first, then each part under its name."""
    own = [fact for key, value in _items(content) for fact in _plain(key, value)]
    changed = alterations(content.get("perubahan") or ())
    changes = Section("Perubahan", [(one.label, f"{one.before} → {one.after}") for one in changed])
    parts = [part for key, value in _items(content) for part in _parts(key, value)]
    return [one for one in (Section("", own), changes, *parts) if one.facts]


def _items(content: Mapping[str, Any]) -> list[tuple[str, Any]]:
    known = {key: n for n, key in enumerate(_ORDER)}
    shown = (
        (key, value)
        for key, value in content.items()
        if (key not in _HIDDEN or isinstance(value, Mapping)) and value not in (None, "", [], {})
    )
    return sorted(shown, key=lambda item: (known.get(item[0], len(known)), item[0]))


def _term(key: str) -> str:
    return _TERMS.get(key) or key.replace("_", " ").capitalize()


def _plain(key: str, value: object) -> Iterator[Fact]:
    if isinstance(value, str | int):
        yield _term(key), _said(key, value)
    elif isinstance(value, Sequence) and not any(isinstance(one, Mapping) for one in value):
        yield _term(key), ", ".join(_said(key, one) for one in value)


def _parts(key: str, value: object) -> Iterator[Section]:
    if isinstance(value, Mapping):
        yield from _section(_term(key), value)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        rows = [one for one in value if isinstance(one, Mapping)]
        for n, one in enumerate(rows, 1):
            yield from _section(f"{_term(key)} {n}" if len(rows) > 1 else _term(key), one)


def _section(heading: str, content: Mapping[str, Any]) -> Iterator[Section]:
    yield Section(heading, [fact for key, value in _items(content) for fact in _plain(key, value)])
    for key, value in _items(content):
        for part in _parts(key, value):
            yield Section(f"{heading}, {part.heading.lower()}", part.facts)


def _said(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    text = str(value)
    if _DAY.fullmatch(text):
        with contextlib.suppress(ValueError):  # an office's own number may look like a day
            return day(date.fromisoformat(text))
    return _WORDS[key](text) if key in _WORDS else text
