"""The sentence that a Litmas says of a result, for its chapter "Hasil/Rekomendasi Asesmen"."""

from collections.abc import Mapping
from typing import Any

from casework.assessments.criminogenic_words import reason
from casework.assessments.record import NEEDS, RISK
from casework.deposits.model import Deposit
from webapp.words.formatting import day
from webapp.words.marks import BANDS

__all__ = ["litmas_sentence"]


def litmas_sentence(document: Deposit) -> str:
    """Return it from the sealed result alone: its number and day, both values and categories."""
    sealed = {one["kode"]: one for one in document.isi["instrumen"]}
    return (
        "Berdasarkan Laporan Hasil Asesmen Risiko dan Kebutuhan nomor "
        f"{document.number} tanggal {day(document.date)}, nilai Risiko Residivisme Indonesia (RRI) "
        f"klien adalah {_value(sealed[RISK])}{_needs(sealed.get(NEEDS))}."
    )


def _needs(sealed: Mapping[str, Any] | None) -> str:
    if sealed is not None and sealed["dilaksanakan"]:
        return f", dan nilai kebutuhan kriminogenik adalah {_value(sealed)}"
    code = sealed["alasan_tidak"] if sealed is not None else None
    because = f" karena {reason(code)}" if code else ""
    return f"; asesmen kebutuhan kriminogenik tidak dilakukan{because}"


def _value(instrument: Mapping[str, Any]) -> str:
    band = BANDS[instrument["tingkat"]].word
    return f"{instrument['nilai']} dari {instrument['maksimum']}, kategori {band}"
