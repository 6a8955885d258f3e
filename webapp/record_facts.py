"""A record without a paper, shown as pairs of a term and its value: nothing sealed stays unseen."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from casework.clients.model import GuidanceStatus, Sex
from webapp.formatting import day
from webapp.people import STATUSES, client_type, offence

__all__ = ["record_facts"]

Fact = tuple[str, str]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# what only the program needs
_HIDDEN = frozenset({"id", "sha256", "media_type", "dokumen", "hasil", "litmas", "asesmen"})
_TERMS = {
    "anak": "Berkas anak",
    "bin_binti": "Bin atau binti",
    "ciri": "Ciri khusus",
    "ekspirasi": "Ekspirasi",
    "halaman": "Jumlah halaman",
    "jenis_kelamin": "Jenis kelamin",
    "jenis_klien": "Jenis klien",
    "nik": "NIK",
    "nip": "NIP",
    "pk": "PK",
    "nama_asli": "Nama dokumen asal",
    "status_kawin": "Status kawin",
    "tindak_pidana": "Tindak pidana",
}
_SEXES = {Sex.MALE: "Laki-laki", Sex.FEMALE: "Perempuan"}
_WORDS: Mapping[str, Callable[[str], str]] = {
    "tindak_pidana": offence,
    "jenis_klien": client_type,
    "jenis_kelamin": lambda code: _SEXES[Sex(code)],
    "status": lambda code: STATUSES[GuidanceStatus(code)],
}


def record_facts(content: Mapping[str, Any]) -> list[Fact]:
    """Return what a record says, in its own order of sections."""
    return list(_facts(content, ""))


def _facts(content: Mapping[str, Any], section: str) -> Iterator[Fact]:
    for key, value in content.items():
        if key in _HIDDEN or value is None or value in ("", [], {}):
            continue
        yield from _fact(key, value, section)


def _fact(key: str, value: object, section: str) -> Iterator[Fact]:
    term = _TERMS.get(key) or key.replace("_", " ").capitalize()
    if isinstance(value, Mapping):
        yield from _facts(value, term)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(one, Mapping) for one in value):
            for n, one in enumerate(value, 1):
                yield from _facts(one, f"{term} {n}" if len(value) > 1 else term)
        else:
            yield _termed(section, term), ", ".join(_said(key, one) for one in value)
    else:
        yield _termed(section, term), _said(key, value)


def _termed(section: str, term: str) -> str:
    plain = section in {"", "Identitas", "Pembimbingan"}
    return term if plain else f"{section}: {term[0].lower()}{term[1:]}"


def _said(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    text = str(value)
    if _DAY.fullmatch(text):
        return day(date.fromisoformat(text))
    return _WORDS[key](text) if key in _WORDS else text
