"""How far the reading of a scan is, in words: on its page, and for the page that waits."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from casework.deposits.model import Deposit
from casework.sources.model import Reading, ReadingState
from casework.sources.text import sealed_text

__all__ = ["Standing", "as_json", "standing"]

_WAITING, _READING, _READ, _FAILED = (
    ReadingState.WAITING,
    ReadingState.READING,
    ReadingState.READ,
    ReadingState.FAILED,
)
_WHY: Mapping[str, str] = {
    "damaged": "berbeda dari catatan arsip",
    "not-drawn": "halamannya tidak dapat digambar",
    "not-read": "program pembaca berhenti",
    "ocr-missing": "program pembaca belum terpasang; admin memasang paket ocrmypdf dan "
    "tesseract-ocr-ind, sesudah itu sistem melanjutkan sendiri",
    "too-heavy": "gambarnya terlalu besar",
    "too-slow": "terlalu lama",
}
_STILL = "Dokumennya tetap dapat dilihat, dirujuk, dan diunduh."


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it is, and what that means; `again` where somebody may order it once more."""

    state: str
    text: str
    busy: bool = False
    warning: bool = False
    again: bool = False
    page: int = 0
    pages: int = 0


def standing(session: Session, document: Deposit) -> Standing | None:
    """Return how far the reading of a source is; None where there is nothing to read."""
    row = session.get(Reading, document.id)
    sealed = sealed_text(session, document.id)
    if sealed is not None:
        return _read(sealed.failed)
    if row is None or row.state is ReadingState.NOT_NEEDED:
        return None
    return _under_way(row)


def _read(failed: int) -> Standing:
    text = "Teks dibaca komputer dari gambarnya dan dapat keliru; yang berlaku adalah gambarnya."
    if failed:
        text += f" {failed} halaman tidak terbaca."
    return Standing(str(_READ), text, warning=bool(failed))


def _under_way(row: Reading) -> Standing:
    why = _WHY.get(row.trouble or "", "ada gangguan")
    if row.state is _FAILED:
        text = f"Teks tidak dapat dibaca: {why}. {_STILL}"
        return Standing(str(_FAILED), text, warning=True, again=True)
    if row.trouble:
        return Standing(str(_WAITING), f"Teks belum dapat dibaca: {why}. {_STILL}", warning=True)
    if row.state is _READING:
        at = min(row.page + 1, row.pages)
        text = f"Teks sedang dibaca: halaman {at} dari {row.pages}. {_STILL}"
        return Standing(str(_READING), text, busy=True, page=row.page, pages=row.pages)
    text = f"Teks menunggu dibaca dari gambarnya. {_STILL}"
    return Standing(str(_WAITING), text, busy=True, page=row.page, pages=row.pages)


def as_json(found: Standing | None) -> dict[str, object]:
    """Return what the page that waits asks for; without a script it is loaded anew by hand."""
    if found is None or not found.busy:
        return {"done": True, "message": "", "steps": []}
    return {
        "done": False,
        "message": "",
        "steps": [{"state": found.state, "text": found.text, "time": ""}],
    }
