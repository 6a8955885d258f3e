"""The text of a document, page by page: what is indexed, searched and kept beside the PDF."""

from typing import cast

from rendering import limited

__all__ = ["of_docx", "of_pdf"]


def of_pdf(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page of the PDF."""
    return tuple(cast("list[str]", limited.run("pdf-text", blobs=[pdf]).facts))


def of_docx(docx: bytes) -> tuple[str, ...]:
    """Return the text of the Word file: its body first, then its heads and feet."""
    return tuple(cast("list[str]", limited.run("docx-text", blobs=[docx]).facts))
