"""From values to paper: the DOCX filled in, its PDF made, the two held against each other."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casework.jobs.worker import Later
from doc_templates import Template
from rendering import check, compare, limited, qr
from rendering.fill import fill
from rendering.listener import NoAnswer
from rendering.office import Office, OfficeFailed, OfficeMissing

__all__ = ["OFFICE_FAILED", "OFFICE_MISSING", "Paper", "Press"]

# why a job waits: codes that a page turns into words
OFFICE_MISSING = "office-missing"
OFFICE_FAILED = "office-failed"


@dataclass(frozen=True, slots=True)
class Paper:
    """One document in its two forms, and the text of each page; the words are the same."""

    docx: bytes
    pdf: bytes
    pages: tuple[str, ...]


class PaperUnfit(Exception):
    """The PDF lacks what PDF/A-2b asks of its structure; `problems` are the codes."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Press:
    """Makes papers with one warm LibreOffice; `start` and `close` are the owner's."""

    office: Office

    def warm(self) -> None:
        """Start what the first paper would wait for; a missing LibreOffice is told only then."""
        limited.warm()
        with contextlib.suppress(OfficeMissing, OfficeFailed, NoAnswer):
            self.office.start()

    def print(
        self,
        template: Template,
        values: Mapping[str, object],
        *,
        link: str = "",
        logo: bytes | None = None,
        on_docx: Callable[[], None] = _nothing,
    ) -> Paper:
        """Return the paper, checked: same words in both forms, structure of PDF/A-2b.

        Raises Later, with a code for the page, while LibreOffice is missing or down; then
        nothing was made and the caller tries again.
        """
        pictures = {"logo": logo} if logo else {}
        if link:
            pictures["qr"] = qr.png(link)
        docx = fill(template, {**values, "tautan": link} if link else values, pictures)
        on_docx()
        try:
            pdf = self.office.convert(docx)
        except OfficeMissing as missing:
            raise Later(f"{OFFICE_MISSING}:{missing.package}") from missing
        except OfficeFailed as failed:
            raise Later(OFFICE_FAILED) from failed
        pages = compare.same_words(docx, pdf)
        if problems := check.problems(pdf):
            raise PaperUnfit(problems)
        return Paper(docx, pdf, pages)
