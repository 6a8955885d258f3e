"""The words of the pages on which a list is taken over: its states, and why two are alike."""

from collections.abc import Iterable, Mapping

from casework.imports.workflow import BatchState

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

# only what speaks for one person; the rest of the reasons is against it
_REASONS: Mapping[str, str] = {
    "nik-same": "NIK sama",
    "register-same": "nomor register sama",
    "nik-near": "NIK hampir sama",
    "name-same": "nama sama",
    "confusable": "nama tampak sama",
    "name-sounds": "nama berbunyi sama",
    "name-near": "nama hampir sama",
    "alias-same": "alias sama",
    "name-part": "sebagian nama sama",
    "birth-same": "tanggal lahir sama",
    "birth-near": "tanggal lahir hampir sama",
    "bin-same": "bin/binti sama",
    "bin-near": "bin/binti hampir sama",
    "place-same": "tempat lahir sama",
}


def twin_reasons(codes: Iterable[str]) -> str:
    """Return why two may be one person, as part of a sentence."""
    return ", ".join(_REASONS[code] for code in codes if code in _REASONS) or "mirip"
