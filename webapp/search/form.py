"""The search form: from its fields to `Criteria`, back to its fields, and what can be let go."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.assessments import recommendations
from casework.clients.days import read_day
from casework.errors import Fault, Invalid
from casework.search.cataloguing import KINDS
from indexer.criteria import LONGEST, MOST_WORDS, Criteria, Order
from indexer.errors import InvalidCriteria
from indexer.parse import parse
from webapp.pieces.forms import Form
from webapp.words.formatting import day
from webapp.words.kinds import kind_of
from webapp.words.marks import BANDS

__all__ = ["Chip", "bands", "chips", "form_of", "kinds", "programmes", "read"]

_DECEMBER = 12
_LAST_DAY = 31

# the words of the box that stand for a band
_BAND = re.compile(r"[a-z][a-z0-9-]{0,39}")
_BAND_WORDS = {mark.word.lower(): code for code, mark in BANDS.items()}
_FIELDS = {"client": "klien", "number": "nomor", "until": "sampai", "words": "q", "phrases": "q"}
_CODES = {"before-since": "before-start"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is asked for, and the value that the form sends to let it go."""

    text: str
    let_go: str


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of document that can be found, with their titles."""
    return [(code, kind_of(code).title) for code in KINDS]


def bands() -> list[tuple[str, str]]:
    """Return the bands with their words."""
    return [(code, mark.word) for code, mark in BANDS.items()]


def programmes() -> list[tuple[str, str]]:
    """Return what can be recommended, with its title."""
    return [(code, one.title) for code, one in recommendations.table().items()]


def read(form: Form) -> Criteria:
    """Return what the form asks for; Invalid names what cannot be asked.

    Years, numbers and bands typed into the box are taken for what they are; newer than what the
    fields still hold, they win over these.
    """
    try:
        typed = parse(form.value("q"), _BAND_WORDS)
        faults, days = _days(form)
        faults += _unknown(form)
        if faults:
            raise Invalid(*faults)
        found = _together(typed, form, days)
    except InvalidCriteria as wrong:
        raise Invalid(_fault(wrong)) from wrong
    return _let_go(found, form.value("lepas"))


def _together(typed: Criteria, form: Form, days: Mapping[str, date | None]) -> Criteria:
    words = typed.words
    if meant := form.value("ganti"):
        words = tuple(meant[:LONGEST].split())
    if typed.since or typed.until:
        days = {"since": typed.since, "until": typed.until}
    client = form.value("ganti-klien") or form.value("klien")
    order = form.ticked("urut")
    return typed.replace(
        words=words,
        client=client,
        client_id=form.value("berkas"),
        number=typed.number or form.value("nomor"),
        kinds=tuple(form.ticked("jenis")),
        bands=tuple({*typed.bands, *form.ticked("tingkat")}),
        recommendations=tuple(filter(None, form.ticked("rekomendasi"))),
        # the beginning of a name is enough where the catalogue alone answers
        prefix=bool(client) and not (words or typed.phrases),
        order=Order(order[-1]) if order and order[-1] in set(Order) else None,
        **days,
    )


def _days(form: Form) -> tuple[list[Fault], dict[str, date | None]]:
    faults, days = list[Fault](), dict[str, date | None]()
    for name, field in (("since", "dari"), ("until", "sampai")):
        text = form.value(field).strip()
        found = read_day(text, field) if text else None
        if isinstance(found, Fault):
            faults.append(found)
        else:
            days[name] = found
    return faults, days


def _unknown(form: Form) -> list[Fault]:
    lists = {
        "rekomendasi": {"", *recommendations.table()},
        "jenis": set(KINDS),
        # an office's own instrument has bands of its own
        "tingkat": {code for code in form.ticked("tingkat") if _BAND.fullmatch(code)},
    }
    return [
        Fault(field, "unknown-choice")
        for field, known in lists.items()
        if not set(form.ticked(field)) <= known
    ]


def _fault(wrong: InvalidCriteria) -> Fault:
    facts = {"most": MOST_WORDS if wrong.code == "too-many" else LONGEST}
    return Fault(_FIELDS.get(wrong.field, "q"), _CODES.get(wrong.code, wrong.code), facts)


_LETTING_GO: Mapping[str, Mapping[str, Any]] = {
    "kata": {"words": (), "phrases": ()},
    "klien": {"client": ""},
    "berkas": {"client_id": ""},
    "nomor": {"number": ""},
    "tanggal": {"since": None, "until": None},
    "rekomendasi": {"recommendations": ()},
}


def _let_go(criteria: Criteria, what: str) -> Criteria:
    if what in _LETTING_GO:
        return criteria.replace(**_LETTING_GO[what])
    group, _, code = what.partition(":")
    name = {"jenis": "kinds", "tingkat": "bands"}.get(group)
    if name is None:
        return criteria
    return criteria.replace(**{name: tuple(one for one in getattr(criteria, name) if one != code)})


class _Values(dict[str, str]):
    """What a form shows, where one name may stand for several ticked boxes."""

    def __init__(self, values: Mapping[str, str], ticked: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(values)
        self._ticked = ticked

    def getlist(self, name: str) -> list[str]:
        """Return all values of one name, as a sent form does."""
        return list(self._ticked.get(name) or filter(None, [self.get(name, "")]))


def form_of(criteria: Criteria) -> Form:
    """Return the form filled in with what was asked; what was told apart stays in its field."""
    box = [*criteria.words, *(f'"{phrase}"' for phrase in criteria.phrases)]
    values = {
        "q": " ".join(box),
        "klien": criteria.client,
        "berkas": criteria.client_id,
        "nomor": criteria.number,
        "dari": day(criteria.since),
        "sampai": day(criteria.until),
        "rekomendasi": next(iter(criteria.recommendations), ""),
        "urut": criteria.order or "",
    }
    return Form(_Values(values, {"jenis": criteria.kinds, "tingkat": criteria.bands}))


def chips(criteria: Criteria) -> list[Chip]:
    """Return all that is asked for, each to be let go by itself."""
    words = " ".join((*criteria.words, *(f'"{one}"' for one in criteria.phrases)))
    single = (
        ("kata", f"kata {words}" if words else ""),
        ("klien", f"klien {criteria.client}" if criteria.client else ""),
        ("berkas", "satu berkas saja" if criteria.client_id else ""),
        ("nomor", f"nomor {criteria.number}" if criteria.number else ""),
        ("tanggal", _period(criteria.since, criteria.until)),
        ("rekomendasi", ", ".join(map(recommendations.title, criteria.recommendations))),
    )
    return [
        *(Chip(text, code) for code, text in single if text),
        *(Chip(f"risiko {BANDS[code].word}", f"tingkat:{code}") for code in _known(criteria)),
        *(Chip(kind_of(code).title, f"jenis:{code}") for code in criteria.kinds),
    ]


def _known(criteria: Criteria) -> list[str]:
    return [code for code in dict.fromkeys([*BANDS, *criteria.bands]) if code in criteria.bands]


_PERIODS: Mapping[tuple[bool, bool], Callable[[date | None, date | None], str]] = {
    (True, True): lambda since, until: f"{day(since)} sampai {day(until)}",
    (True, False): lambda since, _: f"sejak {day(since)}",
    (False, True): lambda _, until: f"sampai {day(until)}",
    (False, False): lambda _since, _until: "",
}


def _period(since: date | None, until: date | None) -> str:
    if since and until and since.year == until.year:
        whole = (since.month, since.day, until.month, until.day)
        if whole == (1, 1, _DECEMBER, _LAST_DAY):
            return f"tahun {since.year}"
    if since is not None and since == until:
        return day(since)
    return _PERIODS[since is not None, until is not None](since, until)
