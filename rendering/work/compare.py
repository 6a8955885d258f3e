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
    for head in sorted((_words(head) for head in word.repeated), key=len, reverse=True):
        _forgive(Counter(head), wanted, found, len(pages) - 1)
    if wanted != found:
        for joined, pieces in _joins(pages, wanted - found, found - wanted):
            if (wanted - found)[joined]:
                found.subtract(pieces)
                found[joined] += 1
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
    """Yield words that the end of a line or page has parted, with their pieces.

    Heads and feet between two pages are no surplus, so the pieces stand side by side here.
    """
    surplus = [word for page in pages for word in _words(page) if word in extra]
    number = 0
    while number < len(surplus):
        found = _grown(surplus, number, missing)
        if found is not None:
            yield found
        number += len(found[1]) if found is not None else 1


def _grown(surplus: list[str], number: int, missing: Counter[str]) -> tuple[str, list[str]] | None:
    """Return the missing word that the pieces from this one on make up, if they do."""
    wanted = [word for word in missing if word.startswith(surplus[number])]
    joined = ""
    for end in range(number, len(surplus)):
        joined += surplus[end]
        wanted = [word for word in wanted if word.startswith(joined)]
        if not wanted:
            return None
        if joined in missing:
            return joined, surplus[number : end + 1]
    return None
