"""Cases and the guidance that follows from them: sentence, verdict, days, as the law counts."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from casework.assessments.rules import next_due
from casework.clients.draft import CaseDraft
from casework.demo.source import draw, fork, lists
from casework.instruments.lists import ClientType, client_types
from casework.instruments.toml import Table

__all__ = ["Course", "client_type", "course"]

_YEAR = 12
_DECK = 120  # in so many clients in a row every type of client occurs
_WEIGHTS = {
    "pembebasan-bersyarat": 48,
    "cuti-bersyarat": 22,
    "pidana-dengan-syarat": 10,
    "cuti-menjelang-bebas": 7,
    "asimilasi": 7,
    "pidana-kerja-sosial": 5,
    "pidana-pengawasan": 5,
    "after-care": 3,
}


@dataclass(frozen=True, slots=True)
class Course:
    """One case from verdict to guidance, the years of the person at the verdict left open."""

    case: CaseDraft
    deed: str
    received_on: date
    guidance_until: date
    prison: bool
    months: int


@dataclass(frozen=True, slots=True)
class _Terms:
    """How a type of client serves: months in prison and months of guidance, by the sentence.

    The type occurs with sentences from `least` to `most` months.
    """

    sentence: str
    served: Callable[[int], int]
    guided: Callable[[int], int]
    most: int = 144
    least: int = 3


def _none(_: int) -> int:
    return 0


_PRISON = "penjara {span}"
_TERMS = {
    "pembebasan-bersyarat": _Terms(
        _PRISON, lambda n: n * 2 // 3, lambda n: n // 3 + _YEAR, least=18
    ),
    "cuti-bersyarat": _Terms(_PRISON, lambda n: n * 2 // 3, lambda n: max(4, n // 3), 18),
    "cuti-menjelang-bebas": _Terms(_PRISON, lambda n: n * 5 // 6, lambda n: max(3, n // 6), 36),
    "asimilasi": _Terms(_PRISON, lambda n: n // 2, lambda n: max(4, n // 6), 60),
    "after-care": _Terms(_PRISON, lambda n: n, lambda _: 6, 60),
    "pidana-dengan-syarat": _Terms(
        "penjara {span} dengan masa percobaan {trial}", _none, lambda n: n * 2, 12
    ),
    "pidana-pengawasan": _Terms("pidana pengawasan {span}", _none, lambda n: n, 36),
    "pidana-kerja-sosial": _Terms("kerja sosial 120 jam", _none, lambda _: 6, 12),
    "diversi": _Terms("kesepakatan diversi", _none, lambda _: 5, 12),
    "penetapan-di-bawah-12": _Terms("dikembalikan kepada orang tua", _none, lambda _: 6, 12),
    "penetapan-tindakan": _Terms("tindakan perawatan di LPKS {span}", _none, lambda n: n, 12),
    "pembinaan-luar-lembaga": _Terms("pembinaan di luar lembaga {span}", _none, lambda n: n, 12),
    "pelayanan-masyarakat": _Terms("pelayanan masyarakat 60 jam", _none, lambda _: 5, 12),
    "pengawasan-anak": _Terms("pidana pengawasan {span}", _none, lambda n: n, 24),
    "pidana-peringatan": _Terms("pidana peringatan", _none, lambda _: 4, 12),
    "pelatihan-kerja-anak": _Terms("pelatihan kerja {span}", _none, lambda n: n, 12),
}
_MOST_MONTHS_AGO = 22
_FRIDAY = 4


@functools.cache
def _offences() -> tuple[tuple[Table, ...], tuple[int, ...]]:
    found = tuple(lists("perkara").tables("offences"))
    return found, tuple(row.whole("weight") for row in found)


def client_type(seed: int, n: int) -> ClientType:
    """Return the type of the nth client: dealt from a deck, so that none is ever missing."""
    types = client_types()
    deck = [code for code in types for _ in range(_WEIGHTS.get(code, 1))]
    fork(seed, "deck", n // _DECK).shuffle(deck)
    return types[deck[n % _DECK]]


def course(dice: Random, kind: ClientType, today: date) -> Course:
    """Return a case and its guidance; who was received earlier than today is still guided."""
    terms = _TERMS.get(kind.code) or _TERMS[kind.code.removesuffix("-anak")]
    offence = _offence(dice, kind, terms)
    least, most = _range(offence)
    months = dice.randint(max(least, terms.least), max(min(most, terms.most), terms.least))
    guided = terms.guided(months)
    ago = dice.randint(0, min(guided * 30 - 20, _MOST_MONTHS_AGO * 30))
    received = _working_day(today - timedelta(days=ago))
    served = terms.served(months)
    verdict_on = _working_day(
        received - timedelta(days=max(10, served * 30 - dice.randint(60, 110)))
    )
    articles, deed = dice.choice(offence.pairs("acts"))
    court = dice.choice(tuple(lists("hidup").tables("courts")))
    imprisoned = terms.sentence == _PRISON
    sentence = terms.sentence.format(span=_span(months), trial=_span(months * 2))
    fine = offence.text("fine", "")
    case = CaseDraft(
        offences=(offence.text("code"),),
        articles=articles,
        verdict=_verdict(dice, offence, kind, verdict_on.year, court.text("code")),
        court=court.text("name"),
        sentence=f"{sentence}, {fine}" if fine and imprisoned else sentence,
        verdict_on=verdict_on,
        expires_on=next_due(verdict_on, months) if imprisoned else None,
    )
    return Course(case, deed, received, next_due(received, guided), served > 0, months)


def _offence(dice: Random, kind: ClientType, terms: _Terms) -> Table:
    """Return an offence whose sentences suit the type; children commit the lighter ones."""
    while True:
        found = draw(dice, *_offences())
        least, most = _range(found)
        if kind.child and not found.flag("young", default=False):
            continue
        if least <= terms.most and most >= terms.least:
            return found


def _range(offence: Table) -> tuple[int, int]:
    match offence.values["months"]:
        case [int(least), int(most)]:
            return least, most
        case _:
            raise offence.bad("months", "must be two whole numbers")


def _verdict(dice: Random, offence: Table, kind: ClientType, year: int, court: str) -> str:
    word = "Pen.Div" if kind.code == "diversi" else f"Pid.{offence.text('series')}"
    if kind.child and kind.code != "diversi":
        word = "Pid.Sus-Anak"
    return f"{dice.randint(3, 480)}/{word}/{year}/PN {court}"


def _working_day(day: date) -> date:
    """Return the day, or the Friday before a weekend: courts and prisons send no one then."""
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def _span(months: int) -> str:
    years, rest = divmod(months, _YEAR)
    parts = [f"{years} tahun" if years else "", f"{rest} bulan" if rest else ""]
    return " ".join(part for part in parts if part)
