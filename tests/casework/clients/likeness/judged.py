"""The judged pairs of `tests/data/pasangan.toml`, as the code under test reads them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casework.clients.draft import RegisterEntry
from casework.clients.likeness.weighing import Judgement, Probe, Verdict, judge
from casework.clients.model import Sex

__all__ = ["Score", "judged", "score"]

PAIRS = Path(__file__).parents[3] / "data" / "pasangan.toml"


@dataclass(frozen=True, slots=True)
class Judged:
    """Two records, what a careful registrar said of them, and what the code says."""

    id: str
    case: str
    same: bool
    told: Judgement


@dataclass(frozen=True, slots=True)
class Score:
    """How the code's word at one verdict stands to the registrar's."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of those told that are one person."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of those who are one person that is told."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def judged() -> list[Judged]:
    """Return every pair with both judgements."""
    pairs = tomllib.loads(PAIRS.read_text("utf-8"))["pair"]
    return [
        Judged(one["id"], one["case"], one["same"], judge(probe(one["a"]), probe(one["b"])))
        for one in pairs
    ]


def probe(record: Mapping[str, Any]) -> Probe:
    """Return one record of a pair as it is compared."""
    born = record.get("birth_date")
    return Probe(
        name=record["name"],
        aliases=tuple(record.get("aliases", ())),
        bin_binti=record.get("bin_binti"),
        birth_date=date.fromisoformat(str(born)) if born else None,
        birth_place=record.get("birth_place"),
        nik=record.get("nik"),
        registers=tuple(RegisterEntry(**one) for one in record.get("registers", ())),
        sex=Sex(record["sex"]) if record.get("sex") else None,
    )


def score(pairs: list[Judged], least: Verdict) -> Score:
    """Count the pairs that are told from this verdict on."""
    told = [one for one in pairs if one.told.verdict >= least]
    right = sum(one.same for one in told)
    return Score(right, len(told) - right, sum(one.same for one in pairs) - right)
