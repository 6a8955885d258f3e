"""The QR of a document: a short address, readable from a photograph of a folded paper."""

import io

import segno

__all__ = ["png"]

_QUIET = 4  # modules of white around the code, which the standard asks for
_SCALE = 10


def png(address: str) -> bytes:
    """Return the QR as a picture, its quiet zone included; the paper shows it 3 cm wide."""
    picture = io.BytesIO()
    code = segno.make(address, error="m", micro=False, boost_error=False)
    code.save(picture, kind="png", scale=_SCALE, border=_QUIET)
    return picture.getvalue()
