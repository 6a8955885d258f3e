"""Looking at an uploaded Litmas: what it is, its PDF where it came as DOCX, its pages' text."""

from casework.documents.press import Press
from casework.errors import Fault, Invalid
from casework.litmas.service import LitmasFile
from rendering import limited, text, upload
from rendering.office import OfficeFailed, OfficeMissing

__all__ = ["FIELD", "OfficeAway", "Unusable", "read"]

FIELD = "file"
_NOT_CONVERTED = "not-converted"
_WITHOUT_PAGES = "without-pages"


class Unusable(Invalid):
    """The upload cannot be kept; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(Fault(FIELD, f"upload-{reason}"))
        self.reason = reason


class OfficeAway(Invalid):
    """A DOCX cannot be turned into a PDF now; `package` is what is to be installed, if known."""

    def __init__(self, package: str) -> None:
        super().__init__(Fault(FIELD, "upload-office-missing", {"package": package}))
        self.package = package


def read(press: Press, content: bytes, name: str) -> LitmasFile:
    """Return the Litmas as it can be kept, or raise why it cannot.

    Slow: to be done before a writing session is begun.
    """
    try:
        found = upload.inspect(content, name)
    except upload.Unusable as unusable:
        raise Unusable(str(unusable.reason)) from unusable
    pdf = content if found.kind == "pdf" else _convert(press, content)
    pages = found.text if found.kind == "pdf" else _text(pdf)
    if not pages:
        raise Unusable(_WITHOUT_PAGES)
    return LitmasFile(
        found.name, found.kind, found.media_type, content, pdf, pages, signed=found.signed
    )


def _convert(press: Press, docx: bytes) -> bytes:
    try:
        return press.office.convert(docx, own=False)
    except OfficeMissing as missing:
        raise OfficeAway(missing.package) from missing
    except OfficeFailed as failed:
        raise Unusable(_NOT_CONVERTED) from failed


def _text(pdf: bytes) -> tuple[str, ...]:
    try:
        return text.of_pdf(pdf)
    except (limited.Overrun, limited.WorkFailed) as failed:
        raise Unusable(_NOT_CONVERTED) from failed
