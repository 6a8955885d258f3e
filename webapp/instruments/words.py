"""What the instrument desk calls the things of a form."""

from collections.abc import Mapping

from casework.instruments.comparing import Aspect, Change, What
from casework.instruments.form import Alternate, Audience, Gate, Offer

__all__ = [
    "ALTERNATES",
    "ASPECTS",
    "AUDIENCES",
    "CHANGES",
    "OFFERS",
    "SOURCES",
    "STATES",
    "THINGS",
    "aspect_value",
    "gate_words",
]

AUDIENCES: Mapping[str, str] = {Audience.ADULT: "Dewasa", Audience.CHILD: "Anak"}
OFFERS: Mapping[str, str] = {
    Offer.ALWAYS: "selalu diisi",
    Offer.WOMEN: "hanya perempuan",
    Offer.NARCOTICS: "hanya perkara narkotika",
    Offer.BELOW_GATE: "hanya bila nilai di bawah batas",
}
ALTERNATES: Mapping[str, str] = {
    Alternate.FIRST: "bergantian: asesmen awal",
    Alternate.AGAIN: "bergantian: asesmen ulang",
}
SOURCES: Mapping[str, str] = {
    "S": "ditemukan dalam sumber umum",
    "I": "disimpulkan",
    "K": "pengetahuan umum, belum diperiksa",
}
# of an edition that new assessments do not use today: the mark, and its word
STATES: Mapping[str, tuple[str, str]] = {
    "unused": ("void", "Belum diberlakukan"),
    "coming": ("scheduled", "Terjadwal"),
    "retired": ("void", "Dihentikan"),
    "replaced": ("void", "Digantikan"),
}
CHANGES: Mapping[str, str] = {
    Change.ADDED: "Baru",
    Change.REMOVED: "Dihapus",
    Change.CHANGED: "Berubah",
    Change.WORDED: "Bunyi saja",
}
THINGS: Mapping[str, str] = {
    What.HEAD: "Instrumen",
    What.FORM: "Formulir",
    What.BAND: "Tingkat",
    What.SETTING: "Setelan",
    What.GATE: "Syarat lanjutan",
    What.PART: "Bagian",
    What.FACTOR: "Faktor",
    What.ITEM: "Butir",
}
ASPECTS: Mapping[str, str] = {
    "title": "Nama",
    "short": "Sebutan singkat",
    "edition": "Edisi",
    "decree": "Dasar",
    "valid_from": "Tersedia sejak",
    "audience": "Untuk",
    "wording": "Rumusan",
    "measures": "Yang diukur",
    "span": "Rentang nilai",
    "value": "Pilihan",
    "choices": "Pilihan yang ada",
    "about": "Keterangan",
    "least": "Batas nilai",
    "parts": "Bagian yang diperhatikan",
    "narcotics": "Narkotika selalu lanjut",
    "offered": "Diisi",
    "maximum": "Nilai tertinggi",
    "sign": "Tanda",
    "bands": "Tingkat",
    "text": "Pertanyaan",
    "answers": "Jawaban",
    "values": "Nilai jawaban",
    "part": "Bagian",
    "factor": "Faktor",
    "alternate": "Bergantian",
    "any_of": "Ditanyakan bila",
    "number": "Angka",
    "note": "Catatan",
    "source": "Sumber",
}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "audience": AUDIENCES,
    "offered": OFFERS,
    "alternate": ALTERNATES,
    "measures": {"risk": "risiko", "needs": "kebutuhan"},
    "wording": {"ringkas": "ringkas, bukan bunyi resmi"},
}


def aspect_value(aspect: Aspect, value: str) -> str:
    """Return one side of a difference in the office's words."""
    return _VALUES.get(aspect.name, {}).get(value, value)


def gate_words(gate: Gate, opened: str) -> str:
    """Say when the form that a gate opens has to follow."""
    if gate.least == 0:
        return f"{opened} selalu dinilai."
    ways = [f"nilai {gate.least} atau lebih"]
    if gate.parts:
        ways.append(f"ada jawaban Ya pada Bagian {', '.join(gate.parts)}")
    if gate.narcotics:
        ways.append("perkara narkotika")
    return f"{opened} wajib bila {', atau '.join(ways)}."
