"""Why the criminogenic form was not filled in, in the words of the report."""

__all__ = ["ALONE", "reason"]

ALONE = "alone"  # no instrument for needs belongs to the one for risk

_REASONS = {
    "low-risk": "nilai RRI berada pada kategori Rendah dan tidak ada jawaban Ya pada "
    "bagian lain RRI",
    ALONE: "instrumen risiko yang dipakai tidak melanjutkan ke kebutuhan kriminogenik",
}


def reason(code: str) -> str:
    """Return how the sentence "tidak dilakukan karena …" goes on."""
    return _REASONS[code]
