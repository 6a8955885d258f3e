"""The sentence that a Litmas says of a result, for its chapter "Hasil/Rekomendasi Asesmen"."""

from collections.abc import Mapping
from typing import Any

from casework.assessments.criminogenic_words import reason
from casework.assessments.record import needs_of, risk_of
from casework.deposits.model import Deposit
from webapp.words.formatting import day
from webapp.words.marks import BANDS

__all__ = ["litmas_sentence"]


_RISKS = {"rri": "Risiko Residivisme Indonesia (RRI)"}


def litmas_sentence(document: Deposit) -> str:
    """Return it from the sealed result alone: its number and day, both values and categories."""
    risk, needs = risk_of(document.isi), needs_of(document.isi)
    name = _RISKS.get(risk["kode"], "risiko")
    return (
        "Berdasarkan Laporan Hasil Asesmen Risiko dan Kebutuhan nomor "
        f"{document.number} tanggal {day(document.date)}, nilai {name} "
        f"klien adalah {_value(risk)}{_needs(risk, needs)}."
    )


def _needs(risk: Mapping[str, Any], sealed: Mapping[str, Any] | None) -> str:
    if sealed is not None and sealed["dilaksanakan"]:
        return f", dan nilai kebutuhan kriminogenik adalah {_value(sealed)}"
    code = sealed["alasan_tidak"] if sealed is not None else None
    because = f" karena {reason(code, risk.get('singkatan', 'RRI'), _band(risk))}" if code else ""
    return f"; asesmen kebutuhan kriminogenik tidak dilakukan{because}"


def _value(instrument: Mapping[str, Any]) -> str:
    return f"{instrument['nilai']} dari {instrument['maksimum']}, kategori {_band(instrument)}"


def _band(instrument: Mapping[str, Any]) -> str:
    return instrument.get("kategori") or BANDS[instrument["tingkat"]].word
