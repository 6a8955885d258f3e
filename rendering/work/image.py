"""Drawing one page of a PDF."""

import io
from typing import cast

import pypdfium2 as pdfium

__all__ = ["task"]

_LARGEST = 20_000_000  # pixels


def task(facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return the page as PNG, smaller than asked where it would be beyond all measure."""
    order = cast("dict[str, int]", facts)  # grey is for who reads the page, not looks at it
    document = pdfium.PdfDocument(blobs[0])
    if not 1 <= order["number"] <= len(document):
        raise IndexError(order["number"])
    page = document[order["number"] - 1]
    scale = order["dpi"] / 72
    wide, high = page.get_size()
    scale = min(scale, (_LARGEST / max(1.0, wide * high)) ** 0.5)
    picture = io.BytesIO()
    page.render(scale=scale, may_draw_forms=False, grayscale=bool(order.get("grey"))).to_pil().save(
        picture, "PNG"
    )
    return None, [picture.getvalue()]
