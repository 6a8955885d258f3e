"""By what the list of clients is divided: the value of each client, in code and in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.assessments.roster import Line
from casework.clients.workflow import GuidanceStatus, Stage
from webapp.words.marks import BANDS
from webapp.words.people import STATUSES, client_type

__all__ = ["CLOSED", "CODES", "NONE", "Dimension", "dimensions"]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One division: how a line falls under it, and what each part of it is called."""

    code: str
    label: str
    value: Callable[[Line, date], str]
    words: Callable[[str], str]
    order: Sequence[str] = ()


_SOON, _LATER = 7, 30  # days
_DUE = {
    "terlambat": "Terlambat",
    "hari-ini": "Hari ini",
    "7-hari": "7 hari ke depan",
    "30-hari": "8 sampai 30 hari",
    "nanti": "Lebih dari 30 hari",
    "belum-diketahui": "Belum diketahui",
    "tanpa": "Tanpa tenggat",
}
_RISK = {
    **{code: mark.word for code, mark in BANDS.items()},
    "daftar-lama": "Belum dinilai, ada di daftar lama",
    "belum": "Belum dinilai",
}
_STAGES = {str(stage): str(stage).capitalize() for stage in Stage}
_AGES = {"anak": "Anak", "dewasa": "Dewasa"}
NONE = "-"


def _due(line: Line, today: date) -> str:
    if line.due is None:
        return "belum-diketahui" if line.unknown else "tanpa"
    days = (line.due.on - today).days
    steps = ((days < 0, "terlambat"), (days == 0, "hari-ini"), (days <= _SOON, "7-hari"))
    found = next((word for holds, word in steps if holds), "")
    return found or ("30-hari" if days <= _LATER else "nanti")


def _risk(line: Line, today: date) -> str:
    del today
    if line.rating is not None:
        return line.rating.band
    return "daftar-lama" if line.old_band else "belum"


def _risk_word(value: str) -> str:
    return _RISK.get(value) or BANDS[value].word  # a band of the office's own instrument


def dimensions(pks: Mapping[str, str]) -> tuple[Dimension, ...]:
    """Return every division; `pks` are the names of the PKs by their ids."""
    states = {str(status): words for status, words in STATUSES.items()}
    return (
        Dimension(
            "status", "Status", lambda one, _: str(one.status), lambda v: states[v], list(states)
        ),
        Dimension(
            "pk", "PK", lambda one, _: one.pk_id or NONE, lambda v: pks.get(v, "Belum ditugaskan")
        ),
        Dimension("jenis", "Jenis klien", lambda one, _: one.client_type, client_type),
        Dimension(
            "tahap", "Tahap", lambda one, _: str(one.stage), lambda v: _STAGES[v], list(_STAGES)
        ),
        Dimension(
            "golongan",
            "Anak/dewasa",
            lambda one, _: "anak" if one.child else "dewasa",
            lambda v: _AGES[v],
            list(_AGES),
        ),
        Dimension(
            "pos",
            "Pos Bapas",
            lambda one, _: one.post or NONE,
            lambda v: "Bapas sendiri" if v == NONE else v,
        ),
        Dimension("risiko", "Risiko", _risk, _risk_word, list(_RISK)),
        Dimension("tenggat", "Tenggat", _due, lambda v: _DUE[v], list(_DUE)),
    )


CODES = tuple(one.code for one in dimensions({}))
CLOSED: Mapping[str, frozenset[str]] = {
    "status": frozenset(str(status) for status in GuidanceStatus),
    "tahap": frozenset(_STAGES),
    "golongan": frozenset(_AGES),
    "tenggat": frozenset(_DUE),
}
