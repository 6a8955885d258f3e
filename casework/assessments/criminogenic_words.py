"""Why the form for needs was not filled in, in the words of the report."""

__all__ = ["ALONE", "reason"]

ALONE = "alone"  # no instrument for needs belongs to the one for risk

_REASONS = {
    "low-risk": "nilai {short} berada pada kategori {band} dan tidak ada jawaban Ya pada "
    "bagian lain {short}",
    ALONE: "instrumen risiko yang dipakai tidak melanjutkan ke kebutuhan kriminogenik",
}


def reason(code: str, short: str, band: str) -> str:
    """Return how the sentence "tidak dilakukan karena …" goes on, for a risk form and its band."""
    return _REASONS[code].format(short=short, band=band)
