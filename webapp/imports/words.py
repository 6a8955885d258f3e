"""The words of the pages on which a list is taken over: its states, and why two are alike."""

from collections.abc import Iterable, Mapping

from casework.imports.workflow import BatchState
from webapp.words.doubles import reasons_in_words

__all__ = ["STATES", "twin_reasons"]

STATES: Mapping[BatchState, tuple[str, str]] = {
    BatchState.UPLOADED: ("draft", "Kolom belum dipilih"),
    BatchState.MAPPED: ("issuing", "Sedang diperiksa"),
    BatchState.CHECKED: ("ready", "Siap diimpor"),
    BatchState.RUNNING: ("issuing", "Sedang diimpor"),
    BatchState.DONE: ("issued", "Selesai"),
    BatchState.UNDONE: ("void", "Dibatalkan"),
    BatchState.DROPPED: ("void", "Dibuang"),
}


def twin_reasons(codes: Iterable[str]) -> str:
    """Return why two may be one person, as part of a sentence."""
    return reasons_in_words(codes) or "mirip"
