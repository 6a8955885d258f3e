"""How long a scanned page takes to be read, and how many letters of it come out wrong.

Run: python -m bench.ocr [--rounds 2]

The pages are our own documents, printed, drawn as a scanner would see them (in greys, slightly
turned, blurred, with noise), and read as the worker reads them; the text of the PDF is the truth.
"""

import argparse
import io
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import segno
from PIL import Image, ImageFilter

import doc_templates
from bench.running import machine, p50, p95, table
from rendering import limited, ocr, text
from rendering.fill import fill
from rendering.office import Office

_NAMES = ("laporan-hasil-asesmen", "lembar-identitas", "sampul-berkas")
_WHITE = 255


@dataclass(frozen=True, slots=True)
class _Page:
    name: str
    pdf: bytes
    number: int
    truth: str


@dataclass(frozen=True, slots=True)
class _Scanner:
    """How well a page is scanned."""

    title: str
    dpi: int
    turn: float = 0.0
    blur: float = 0.0
    noise: int = 0


_SCANNERS = (
    _Scanner("200 dpi, clean", 200),
    _Scanner("300 dpi, clean", 300),
    _Scanner("200 dpi, 1° askew, noise", 200, 1.0, 0.6, 24),
    _Scanner("300 dpi, 1° askew, noise", 300, 1.0, 0.8, 24),
    _Scanner("200 dpi, on its side", 200, 90.0),
)


def _pages(office: Office) -> Iterator[_Page]:
    code = io.BytesIO()
    segno.make("https://berkas.example/v/CONTOH").save(code, kind="png", scale=8)
    for name in _NAMES:
        template = doc_templates.find(name)
        pictures = {one: code.getvalue() for one in template.pictures}
        pdf = office.convert(fill(template, doc_templates.sample(name), pictures))
        for number, words in enumerate(text.of_pdf(pdf), 1):
            yield _Page(name, pdf, number, words)


def _scanned(page: _Page, scanner: _Scanner, chance: random.Random) -> bytes:
    """Return the page as a TIFF of one page."""
    order = {"number": page.number, "dpi": scanner.dpi, "grey": 1}
    drawn = limited.run("page-image", order, [page.pdf]).blobs[0]
    seen = Image.open(io.BytesIO(drawn)).convert("L")
    if scanner.turn:
        seen = seen.rotate(scanner.turn, expand=True, fillcolor=_WHITE)
    if scanner.blur:
        seen = seen.filter(ImageFilter.GaussianBlur(scanner.blur))
    if scanner.noise:
        chance_bytes = chance.randbytes(seen.width * seen.height)
        grain = Image.frombytes("L", seen.size, chance_bytes)
        seen = Image.blend(seen, grain, scanner.noise / _WHITE)
    target = io.BytesIO()
    seen.save(target, "TIFF", compression="tiff_lzw", dpi=(scanner.dpi, scanner.dpi))
    return target.getvalue()


def _distance(one: str, other: str) -> int:
    """Return how many letters must be changed to come from one text to the other."""
    before = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        row = [n]
        for m, wanted in enumerate(other, 1):
            row.append(min(before[m] + 1, row[-1] + 1, before[m - 1] + (letter != wanted)))
        before = row
    return before[-1]


def _wrong(truth: str, read: str) -> int:
    """Return how many letters of the truth are wrong, in whatever order the words were read.

    A table is read column by column or row by row, and both are right.
    """
    wanted, seen = Counter(truth.split()), Counter(read.split())
    lost, found = list((wanted - seen).elements()), list((seen - wanted).elements())
    wrong = 0
    for word in sorted(lost, key=len, reverse=True):
        nearest = min(found, key=lambda one: _distance(word, one), default="")
        distance = min(_distance(word, nearest), len(word))
        if nearest and distance < len(word):
            found.remove(nearest)
        wrong += distance
    return wrong


def _recall(truth: str, read: str) -> float:
    """Return how many of the words that are looked for are found."""
    wanted = re.findall(r"\w{3,}", truth.casefold())
    seen = set(re.findall(r"\w{3,}", read.casefold()))
    return sum(word in seen for word in wanted) / max(1, len(wanted))


def _measure(
    pages: list[_Page], scanner: _Scanner, reader: ocr.Reader, rounds: int
) -> list[object]:
    chance = random.Random(1)
    seconds, wrong, letters, recall = list[float](), 0, 0, list[float]()
    for turn in range(rounds):
        for page in pages:
            scan = _scanned(page, scanner, chance)
            began = time.perf_counter()
            read = reader.read(ocr.sheet(scan, 1))
            seconds.append(time.perf_counter() - began)
            if turn == 0:
                wrong += _wrong(page.truth, read)
                letters += len("".join(page.truth.split()))
                recall.append(_recall(page.truth, read))
    return [
        scanner.title,
        len(pages),
        f"{p50(seconds):.1f}",
        f"{p95(seconds):.1f}",
        f"{100 * wrong / letters:.1f} %",
        f"{100 * sum(recall) / len(recall):.1f} %",
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    office = Office()
    try:
        pages = list(_pages(office))
        print(f"{ocr.engine()}; {len(pages)} pages; {machine()}")
        with tempfile.TemporaryDirectory() as folder:
            reader = ocr.Reader(Path(folder) / "bacaan")
            rows = [_measure(pages, one, reader, asked.rounds) for one in _SCANNERS]
    finally:
        office.close()
        limited.close()
    table(("scan", "pages", "s p50", "s p95", "letters wrong", "words found"), rows)


if __name__ == "__main__":
    main()
