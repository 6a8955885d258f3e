"""A stranger's picture: a scan in JPEG, PNG or TIFF, looked at whole and drawn page by page."""

import io
import zipfile
from typing import cast

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from rendering.work.archive import Refused

__all__ = ["draw_task", "join_task", "look_task"]

_STARTS = {
    b"\xff\xd8\xff": ("JPEG", "jpg"),
    b"\x89PNG\r\n\x1a\n": ("PNG", "png"),
    b"II*\x00": ("TIFF", "tiff"),
    b"MM\x00*": ("TIFF", "tiff"),
}
_LARGEST = 80_000_000  # pixels of one page: A3 at 600 dots an inch
_MOST_PAGES = 500
_WIDEST, _HIGHEST = 1200, 3000  # pixels of a page on the screen
_SHORT, _LONG = 595.28, 841.89  # points of A4
_FINE = 3508  # pixels of its long side at 300 dots an inch: what was finer is in the photo itself
_QUALITY = 88


def look_task(_facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return what the picture is and how many pages it has, or refuse it."""
    (data,) = blobs
    image, kind = _opened(data)
    pages = _pages(image, kind)
    if pages > _MOST_PAGES:
        raise Refused("too-many-pages")
    for number in range(pages):
        _page(image, number)
    if _is_zip(data):
        raise Refused("disguised")
    return {"kind": kind, "pages": pages}, []


def draw_task(facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return one page, counted from one, as a PNG that fits the screen."""
    order = cast("dict[str, int]", facts)
    number = order["number"]
    size = order.get("wide", _WIDEST), order.get("high", _HIGHEST)
    image, kind = _opened(blobs[0])
    if not 1 <= number <= _pages(image, kind):
        raise IndexError(number)
    if kind == "jpg":
        image.draft("RGB", size)
    page = _shown(_page(image, number - 1), size)
    picture = io.BytesIO()
    page.save(picture, "PNG")
    return None, [picture.getvalue()]


def join_task(_facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return a PDF with every page of every picture, each upright on A4; one page in memory."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=0)
    count = 0
    for data in blobs:
        image, kind = _opened(data)
        for number in range(_pages(image, kind)):
            count += 1
            if count > _MOST_PAGES:
                raise Refused("too-many-pages")
            _put_on_paper(canvas, _shown(_page(image, number), (_FINE, _FINE)))
    canvas.save()
    return None, [target.getvalue()]


def _put_on_paper(canvas: Canvas, page: Image.Image) -> None:
    """Fill a sheet of A4, turned as the picture is; the picture keeps its shape."""
    wide, high = page.size
    paper = (_LONG, _SHORT) if wide > high else (_SHORT, _LONG)
    scale = min(paper[0] / wide, paper[1] / high)
    size = wide * scale, high * scale
    packed = io.BytesIO()
    page.save(packed, "JPEG", quality=_QUALITY)
    canvas.setPageSize(paper)
    left, low = (paper[0] - size[0]) / 2, (paper[1] - size[1]) / 2
    canvas.drawImage(ImageReader(packed), left, low, *size)
    canvas.showPage()


def _shown(page: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Make a page small, upright and plain, never holding a second copy of its full size."""
    if page.mode.startswith("I"):  # of a scanner with 16 bits
        page = page.point(lambda value: value * (1 / 256)).convert("L")
    elif page.mode in {"1", "P"}:  # else only every so many dots would be kept
        page = page.convert("L" if page.mode == "1" else "RGBA")
    page.thumbnail(size)
    ImageOps.exif_transpose(page, in_place=True)
    if page.mode in {"RGBA", "LA", "PA"}:
        paper = Image.new("RGBA", page.size, "white")
        page = Image.alpha_composite(paper, page.convert("RGBA"))
    return page if page.mode == "L" else page.convert("RGB")


def _opened(data: bytes) -> tuple[Image.Image, str]:
    form = next((form for start, form in _STARTS.items() if data.startswith(start)), None)
    if form is None:
        raise Refused("not-a-document")
    Image.MAX_IMAGE_PIXELS = None  # the measure is taken below, page by page, before it is read
    try:
        return Image.open(io.BytesIO(data), formats=(form[0],)), form[1]
    except MemoryError:
        raise
    except Exception as error:
        raise Refused("corrupt") from error


def _pages(image: Image.Image, kind: str) -> int:
    """Count the pages; what moves, or lies behind a photograph, is one page."""
    if kind != "tiff":
        return 1
    try:
        return int(getattr(image, "n_frames", 1))
    except Exception as error:
        raise Refused("corrupt") from error


def _page(image: Image.Image, number: int) -> Image.Image:
    """Read one page whole; what is cut off or beyond all measure is refused."""
    try:
        if number:
            image.seek(number)
        _measure(image)
        image.load()
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise Refused("corrupt") from error
    return image


def _measure(image: Image.Image) -> None:
    wide, high = image.size
    if wide * high > _LARGEST:
        raise Refused("picture-size")


def _is_zip(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)):
            return True
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
