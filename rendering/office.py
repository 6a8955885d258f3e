"""Word files to PDF by one warm LibreOffice, supervised: renewed, retried, never trusted."""

import shutil
import threading
from dataclasses import dataclass

from rendering.check import Sheet, look
from rendering.listener import Listener, NoAnswer, OfficeMissing, Unreadable

__all__ = ["Office", "OfficeFailed", "OfficeMissing", "State"]

PACKAGE = "libreoffice-writer-nogui"
_OWN_FONTS = "LiberationSans"


class OfficeFailed(Exception):
    """No PDF that can be used came out, in a fresh profile either; `reason` says what was seen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class State:
    """What can be said of the listener: whether it runs, what it did, whether it has a network."""

    running: bool
    converted: int
    restarts: int
    offline: bool


class Office:
    """One warm LibreOffice; one document at a time, whoever asks."""

    def __init__(
        self, *, program: str = "soffice", seconds: float = 20.0, renew_after: int = 300
    ) -> None:
        self._program = program
        self._seconds = seconds
        self._renew_after = renew_after
        self._lock = threading.Lock()
        self._listener: Listener | None = None
        self._converted = 0
        self._starts = 0

    def start(self) -> None:
        """Start LibreOffice now, so that the first document need not wait for it."""
        with self._lock:
            self._running()

    def convert(self, docx: bytes, *, own: bool = True) -> bytes:
        """Return the PDF of the Word file, looked at.

        `own` papers may use no other font than theirs; what others wrote may be shown in
        the fonts that are here.
        """
        with self._lock:
            try:
                pdf = self._tried(docx, own=own)
            except (NoAnswer, OfficeFailed, Unreadable):
                self._end()
                try:
                    pdf = self._tried(docx, own=own)
                except (NoAnswer, Unreadable) as error:
                    self._end()
                    raise OfficeFailed(str(error)) from error
            self._converted += 1
            return pdf

    def state(self) -> State:
        """Tell how the listener is, without waiting for a conversion that is under way."""
        listener = self._listener
        return State(
            running=listener is not None,
            converted=self._converted,
            restarts=max(0, self._starts - 1),
            offline=listener is not None and listener.offline,
        )

    def close(self) -> None:
        """End LibreOffice; the next document starts it again."""
        with self._lock:
            self._end()

    def _tried(self, docx: bytes, *, own: bool) -> bytes:
        pdf = self._running().convert(docx)
        _accept(look(pdf), own=own)
        return pdf

    def _running(self) -> Listener:
        if self._listener is not None and self._listener.converted >= self._renew_after:
            self._end()
        if self._listener is None:
            if (program := shutil.which(self._program)) is None:
                raise OfficeMissing(PACKAGE)
            self._listener = Listener(program, self._seconds)
            self._starts += 1
        return self._listener

    def _end(self) -> None:
        if self._listener is not None:
            self._listener.kill()
            self._listener = None


def _accept(sheet: Sheet, *, own: bool) -> None:
    """Refuse what is no PDF, has no page, or shows letters of a font that is not there."""
    if not sheet.pages:
        raise OfficeFailed("no page came out")
    if sheet.loose_fonts:
        raise OfficeFailed(f"fonts not embedded: {', '.join(sheet.loose_fonts)}")
    if own and (strange := [name for name in sheet.fonts if _OWN_FONTS not in name]):
        raise OfficeFailed(f"fonts substituted: {', '.join(strange)}")
