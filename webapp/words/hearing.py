"""Consent and interviews in the officer's words: outcomes, parties, ways of talking."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.consents.workflow import Outcome
from casework.interviews.rules import Means, Party

__all__ = ["MEANS", "OUTCOMES", "PARTIES", "OutcomeWords", "lowered"]


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """An outcome: its title in the timeline, its choice on the form, its mark and what it means."""

    title: str
    choice: str
    state: str
    hint: str = ""


_ENDS = "asesmen ditutup sebagai tidak dilakukan, isinya tetap terbaca"

OUTCOMES: Mapping[str, OutcomeWords] = {
    Outcome.AGREED: OutcomeWords("Persetujuan asesmen", "Klien menyetujui", "Disetujui klien"),
    Outcome.GUARDIAN: OutcomeWords(
        "Persetujuan orang tua atau wali atas asesmen",
        "Orang tua atau wali menyetujui",
        "Disetujui orang tua atau wali",
    ),
    Outcome.REFUSED: OutcomeWords("Penolakan asesmen", "Menolak", "Ditolak", _ENDS),
    Outcome.WITHDRAWN: OutcomeWords(
        "Pencabutan persetujuan asesmen", "Persetujuan dicabut", "Dicabut", _ENDS
    ),
}

PARTIES: Mapping[str, str] = {
    Party.CLIENT: "Klien",
    Party.GUARDIAN: "Orang tua atau wali",
    Party.FAMILY: "Keluarga",
    Party.GUARANTOR: "Penjamin",
    Party.NEIGHBOUR: "Tetangga",
    Party.EMPLOYER: "Pemberi kerja",
    Party.OFFICER: "Petugas",
    Party.VICTIM: "Pihak korban",
    Party.OTHER: "Pihak lain",
}

MEANS: Mapping[str, str] = {
    Means.FACE: "Tatap muka",
    Means.PHONE: "Telepon",
    Means.VIDEO: "Panggilan video",
    Means.VISIT: "Kunjungan",
}


def lowered(words: str) -> str:
    """Return words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]
