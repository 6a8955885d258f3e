"""The proof that a PDF is a rendering of that very Word file: the same words, as often."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from rendering.work.text import PAGE, PAGES, DocxText, docx_text, pdf_pages

__all__ = ["differences", "task"]


def task(_facts: object, blobs: list[bytes]) -> tuple[object, list[bytes]]:
    """Return the words that the PDF lacks and those that only it has, and its text."""
    docx, pdf = blobs
    pages = list(pdf_pages(pdf))
    missing, extra = differences(docx_text(docx), pages)
    return {"missing": missing, "extra": extra, "pages": pages}, []


def differences(word: DocxText, pages: list[str]) -> tuple[list[str], list[str]]:
    """Compare as multisets; heads and feet count once a page, with that page's number."""
    wanted = Counter(_words(word.body))
    for number in range(1, len(pages) + 1):
        for edge in _edges(word, number):
            text = edge.replace(PAGE, str(number)).replace(PAGES, str(len(pages)))
            wanted.update(_words(text))
    found = Counter(token for page in pages for token in _words(page))
    if wanted != found:
        for joined, pieces in _joins(pages, wanted - found, found - wanted):
            if (wanted - found)[joined]:
                found.subtract(pieces)
                found[joined] += 1
    for head in sorted((_words(head) for head in word.repeated), key=len, reverse=True):
        _forgive(Counter(head), wanted, found, len(pages) - 1)
    return sorted((wanted - found).elements()), sorted((+found - wanted).elements())


def _forgive(head: Counter[str], wanted: Counter[str], found: Counter[str], times: int) -> None:
    """Expect the head of a table again, whole, as often as it stands on a further page."""
    for _ in range(times):
        if not head <= found - wanted:
            return
        wanted.update(head)


def _edges(word: DocxText, number: int) -> Iterator[str]:
    kind = "first" if number == 1 and word.first_differs else "default"
    for edge in ("header", "footer"):
        if text := word.edges.get(f"{edge}-{kind}"):
            yield text


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFKC", text).split()


def _joins(
    pages: list[str], missing: Counter[str], extra: Counter[str]
) -> Iterator[tuple[str, list[str]]]:
    """Yield words that a line's end has parted, with their pieces: a number at its hyphens."""
    starts = {word[:4] for word in missing} | {word[0] for word in missing}
    for page in pages:
        lines = [_words(line) for line in page.splitlines()]
        lines = [line for line in lines if line]
        for number, line in enumerate(lines):
            last = line[-1]
            if last in extra and (last[:4] in starts or last[0] in starts):
                yield from _grown(last, lines[number + 1 :], missing)


def _grown(
    first: str, following: list[list[str]], missing: Counter[str]
) -> Iterator[tuple[str, list[str]]]:
    pieces = [first]
    for line in following:
        pieces.append(line[0])
        joined = "".join(pieces)
        if joined in missing:
            yield joined, pieces
            return
        if len(line) > 1 or not any(word.startswith(joined) for word in missing):
            return
