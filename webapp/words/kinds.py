"""The kinds of record in the officer's words: a title, a line of detail, document or event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.assessments.record import risk_of
from casework.clients.model import GuidanceStatus
from casework.sources.rules import KINDS as KINDS_OF_SOURCE
from casework.sources.rules import OTHER
from webapp.words.formatting import day
from webapp.words.hearing import MEANS, OUTCOMES, PARTIES, lowered
from webapp.words.marks import BANDS
from webapp.words.people import client_type, standing

__all__ = ["KINDS", "PAPER_KINDS", "SOURCE_KINDS", "Kind", "kind_of", "source_kind"]

Content = Mapping[str, Any]

SOURCE_KINDS: Mapping[str, str] = {**KINDS_OF_SOURCE, OTHER: "Dokumen lainnya"}


def _nothing(content: Content) -> str:
    del content
    return ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a page says of a kind; an event happened, a document can be opened."""

    title: str
    event: bool = False
    name: Callable[[Content], str] | None = None
    detail: Callable[[Content], str] = _nothing

    def title_of(self, content: Content) -> str:
        """Return the title of one record of this kind."""
        return self.name(content) if self.name else self.title


def _pages(content: Content) -> str:
    return f"{content['halaman']} halaman"


def _result(content: Content) -> str:
    risk = risk_of(content)
    # a space that does not break: band and score stay on one line
    return f"{BANDS[risk['tingkat']].word}\u00a0{risk['nilai']}/{risk['maksimum']}"


def _opening(content: Content) -> str:
    pk = content["pk"]
    given = f", PK {pk['nama'].partition(',')[0]}" if pk else ""
    return f"{client_type(content['jenis_klien'])}{given}"


def source_kind(code: str) -> str:
    """Return the kind of a source in words; one that only a newer version knows, by its code."""
    return SOURCE_KINDS.get(code, code)


def _source(content: Content) -> str:
    """Say whence it came, unless its title says so, what stands on it, and how long it is."""
    origin = content["asal"] if content["asal"] not in content["judul"] else ""
    number = f"nomor {content['nomor']}" if content.get("nomor") else ""
    dated = content.get("tanggal")
    on = f"tertanggal {day(date.fromisoformat(dated))}" if dated else ""
    pages = _pages(content) if content["halaman"] else ""
    return ", ".join(part for part in (origin, number, on, pages) if part)


def _reading(content: Content) -> str:
    lost = f", {len(content['gagal'])} tidak terbaca" if content["gagal"] else ""
    return f"{len(content['dibaca'])} halaman dibaca dari gambarnya{lost}"


def _since(content: Content) -> str:
    text = f"berlaku {day(date.fromisoformat(content['berlaku']))}"
    return f"{text}, {content['alasan']}" if content.get("alasan") else text


def _assigned(content: Content) -> str:
    role = {"pk": "PK", "asesor": "Asesor"}[content["peran"]]
    return f"{role} {content['petugas']['nama'].partition(',')[0]} ditugaskan"


_STEPS = {
    "lanjutkan": "Pembimbingan dilanjutkan",
    "kembali": "Klien ditemukan kembali",
    "terima-lagi": "Klien diterima kembali",
    "masa": "Masa bimbingan diubah",
    "coret": "Perubahan status dicoret",
}


def _status(content: Content) -> str:
    state = standing(GuidanceStatus(content["status"])).capitalize()
    step = content.get("langkah", "")
    return f"Tahap pembimbingan: {content['tahap']}" if step == "tahap" else _STEPS.get(step, state)


def _other_file(content: Content) -> str:
    same = {"orang-sama": "orang yang sama", "anak": "klien ternyata anak"}
    relation = same.get(content["hubungan"], content["hubungan"])
    return f"{relation}, {content['alasan']}"


def _consent(content: Content) -> str:
    return f"{OUTCOMES[content['hasil']].title} {content['ke']}"


def _of_consent(content: Content) -> str:
    guardian = content["wali"] or {}
    by = f", oleh {guardian['nama']} ({guardian['hubungan']})" if guardian.get("nama") else ""
    return f"{day(date.fromisoformat(content['tanggal']))}{by}"


def _talk(content: Content) -> str:
    party = PARTIES.get(content["pihak"], content["pihak"])
    return f"Wawancara {lowered(party)}" + (f": {content['nama']}" if content["nama"] else "")


def _of_talk(content: Content) -> str:
    held = day(date.fromisoformat(content["tanggal"]))
    means = lowered(MEANS.get(content["cara"], content["cara"]))
    return f"asesmen {content['ke']}, diwawancarai {held}, {means}"


KINDS: Mapping[str, Kind] = {
    "pembukaan": Kind("Pembukaan berkas", detail=_opening),
    "perubahan-data": Kind("Perubahan data klien", event=True, detail=lambda c: c["alasan"]),
    "status": Kind("Perubahan status", event=True, name=_status, detail=_since),
    "penugasan": Kind("Penugasan", event=True, name=_assigned, detail=_since),
    "tunjuk-silang": Kind(
        "Tunjuk silang",
        event=True,
        name=lambda c: f"Tunjuk silang ke berkas {c['berkas_lain']}",
        detail=_other_file,
    ),
    "sumber": Kind("Bahan sumber", name=lambda c: str(c["judul"]), detail=_source),
    "persetujuan": Kind("Persetujuan asesmen", name=_consent, detail=_of_consent),
    "wawancara": Kind("Wawancara", name=_talk, detail=_of_talk),
    "teks-sumber": Kind("Pembacaan pindaian", event=True, detail=_reading),
    "hasil-asesmen": Kind("Hasil asesmen risiko dan kebutuhan", detail=_result),
    "salinan-bertanda-tangan": Kind("Salinan bertanda tangan", detail=_pages),
    "litmas": Kind(
        "Litmas Pembimbingan",
        name=lambda c: f"Litmas Pembimbingan {c['nomor']}",
        detail=_pages,
    ),
    "bundel": Kind("Bundel Litmas", name=lambda c: f"Bundel Litmas {c['nomor']}", detail=_pages),
    "batal": Kind("Dokumen dibatalkan", event=True, detail=lambda c: c["alasan"]),
}

# kinds that also exist on paper, so that their place in the cabinet can be written down
PAPER_KINDS = frozenset({"hasil-asesmen", "litmas", "bundel", "sumber"})


def kind_of(name: str) -> Kind:
    """Return the kind; one that this version does not know is shown under its own name."""
    return KINDS.get(name) or Kind(name.replace("-", " ").capitalize())
