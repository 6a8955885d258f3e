"""What an invented assessor writes about the answers: analysis, summary, recommendation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from casework.assessments import recommendations
from casework.assessments.rules import next_due
from casework.assessments.writing import RecommendationDraft
from casework.demo.people import Person
from casework.demo.source import lists
from casework.instruments.scoring import FactorScore, Score

__all__ = ["Conclusion", "Facts", "conclude", "spoken"]

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_MOST_PROGRAMMES = 4
_JOBS = {"Tidak bekerja": "pekerja lepas"}  # what idle people say they were
# factor of the needs form -> programme that works on it
_REMEDIES = {
    "1": "konseling-keluarga",
    "2": "pelatihan-kerja",
    "3": "rehabilitasi-napza",
    "4": "pergaulan-prososial",
    "5": "kegiatan-konstruktif",
    "6": "pengelolaan-keuangan",
    "7": "empati-prososial",
}
_BASE = {
    "rendah": ("bimbingan-standar",),
    "sedang": ("bimbingan-individual",),
    "tinggi": ("bimbingan-intensif",),
    "sangat-tinggi": ("pengawasan-ketat", "asesmen-mendalam"),
}
# a tick -> programme it calls for
_TICKS = {
    "B1-7": "layanan-psikologis",
    "B1-4": "layanan-psikologis",
    "B2-2": "rujukan-lain",
    "B2-7": "rujukan-lain",
}
_GRAVE = ("tinggi", "sangat-tinggi")
_SCHOOL = "pendidikan"


def spoken(day: date) -> str:
    """Return a day as it is written: 9 Maret 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentences may speak of."""

    person: Person
    level: str
    met: date
    finished: date
    risk: Score
    needs: Score | None
    answers: Mapping[str, str]

    def fill(self, dice: Random, sentences: Sequence[str]) -> str:
        """Return one of the sentences with its blanks filled in."""
        draft = self.person.draft
        case = draft.cases[0]
        needs = self.needs
        return dice.choice(sentences).format(
            verdict=case.verdict,
            articles=case.articles,
            sentence=case.sentence,
            deed=self.person.deed,
            year=case.verdict_on.year if case.verdict_on else self.finished.year,
            job=_JOBS.get(draft.occupation or "", draft.occupation or "").lower(),
            school=draft.education,
            relation=draft.guarantor.relation if draft.guarantor else "keluarga",
            met=spoken(self.met),
            page=dice.randint(2, 14),
            count=dice.choice(("dua", "tiga", "empat")),
            total=self.risk.total,
            band=self.risk.provisional.title,
            needs_total=needs.total if needs else 0,
            needs_band=needs.provisional.title if needs else "",
            high=_share(needs, highest=True),
            low=_share(needs, highest=False),
        )


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Analysis, the sentence that opens the recommendation, and its rows."""

    analysis: str
    summary: str
    rows: tuple[RecommendationDraft, ...]


def conclude(dice: Random, facts: Facts) -> Conclusion:
    """Return what follows from the facts, in the assessor's words."""
    source = lists("uraian")
    paragraphs = [
        source.table("risiko").texts(facts.level),
        source.table("perkara").texts("umum"),
        source.table("kebutuhan").texts("ada" if facts.needs else "tidak"),
        source.table("pelindung").texts("umum"),
    ]
    if dice.random() < 0.4:  # noqa: PLR2004
        paragraphs.insert(3, source.table("berbeda").texts("umum"))
    return Conclusion(
        "\n\n".join(facts.fill(dice, sentences) for sentences in paragraphs),
        facts.fill(dice, source.table("kesimpulan").texts(facts.level)),
        tuple(_row(dice, code, facts.finished) for code in _programmes(dice, facts)),
    )


def _programmes(dice: Random, facts: Facts) -> list[str]:
    chosen = list(_BASE[facts.level])
    factors = sorted(facts.needs.factors if facts.needs else (), key=_burden, reverse=True)
    for factor in factors:
        band = factor.provisional.code
        if band in _GRAVE or (band == "sedang" and dice.random() < 0.5):  # noqa: PLR2004
            chosen.append(_remedy(facts, factor))
    chosen += [code for tick, code in _TICKS.items() if facts.answers.get(tick) == "ya"]
    return list(dict.fromkeys(chosen))[:_MOST_PROGRAMMES]


def _remedy(facts: Facts, factor: FactorScore) -> str:
    unschooled = facts.answers.get("4") == "tidak" or facts.person.draft.education == "SMP"
    remedy = _REMEDIES[factor.code]
    return _SCHOOL if remedy == "pelatihan-kerja" and unschooled else remedy


def _burden(factor: FactorScore) -> float:
    return factor.total / factor.maximum


def _row(dice: Random, code: str, finished: date) -> RecommendationDraft:
    source = lists("uraian").table("program").table(code)
    usual = recommendations.table()[code]
    starts = next_due(finished.replace(day=1), 1)
    texts, partners = source.texts("uraian"), source.texts("mitra")
    n = dice.randrange(len(texts))
    return RecommendationDraft(
        code=code,
        kind=str(usual.kind),
        form=str(usual.form),
        text=texts[n],
        target=dice.choice(source.texts("sasaran")),
        starts_on=starts,
        ends_on=next_due(starts, source.whole("months")),
        partner=partners[n] if len(partners) == len(texts) else dice.choice(partners),
    )


def _share(needs: Score | None, *, highest: bool) -> str:
    if needs is None:
        return ""
    chosen = (max if highest else min)(needs.factors, key=_burden)
    return chosen.title.lower()
