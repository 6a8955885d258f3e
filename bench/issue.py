"""How long from submitting an assessment until it is found again, stage by stage, warm.

Run: python -m bench.issue [--times 30] [--seed 1]
"""

import argparse
import itertools
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bench.running import machine, p50, p95, table
from casework.actor import Actor, Role
from casework.assessments import drafts, issuing, writing
from casework.assessments.model import Assessment, AssessmentState
from casework.assessments.writing import Frame
from casework.clients import service as clients
from casework.clock import now
from casework.demo import answers, office
from casework.demo.people import Person, people
from casework.demo.source import fork
from casework.search import service as search
from indexer.criteria import Criteria
from webapp.parts import Parts
from webapp.settings import Settings
from webapp.wiring import open_parts

_P50, _P95 = 600, 1200  # milliseconds
_STAGES = ("number taken", "DOCX filled", "PDF made", "sealed", "indexed", "found", "whole road")


@dataclass(frozen=True, slots=True)
class _Draft:
    id: str
    client: str


def _prepare(parts: Parts, actor: Actor, person: Person, seed: int, n: int) -> _Draft:
    """Register a client and write a ready draft."""
    at = now()
    day = at.date()
    written = answers.write(fork(seed, "bench", n), person, "sedang", finished=day)
    with parts.database.transaction() as session:
        client = clients.register(session, actor, person.draft, at=at)
        # as one that is taken in, so that nobody has to be asked
        draft = drafts.open_draft(session, replace(actor, via="konsol"), client, at=at)
        frame = Frame("pembimbingan", day, day)
        writing.save_frame(session, actor, draft, frame, at=at)
        for code, given in written.answers.items():
            writing.save_answers(session, actor, draft, code, given, at=at)
        writing.save_text(
            session, actor, draft, analysis=written.analysis, summary=written.summary, at=at
        )
        writing.save_recommendations(session, actor, draft, written.recommendations, at=at)
        return _Draft(draft.id, client.number)


def _issue(parts: Parts, actor: Actor, draft: _Draft) -> tuple[float, ...]:
    """Issue a draft and return the milliseconds of each stage and of all."""
    began = now()
    with parts.database.transaction() as session:
        row = session.get_one(Assessment, draft.id)
        client = clients.get(session, actor, draft.client)
        issuing.issue(session, actor, client, row, at=began)
    parts.wake_worker()
    numbered = now()
    done = _until(parts, draft, lambda one: one.indexed_at is not None)
    criteria = Criteria(number=done.number or "", kinds=("hasil-asesmen",))
    with parts.database.reading() as session:
        assert search.ask(session, parts.finder, actor, criteria).document_count == 1
    moments = [began, numbered, done.docx_at, done.pdf_at, done.sealed_at, done.indexed_at, now()]
    known = [moment for moment in moments if moment is not None]
    assert len(known) == len(moments)
    # the steps are noted by the worker, which may begin before the transaction's end is noted here
    stages = [_ms(after - before) for before, after in itertools.pairwise(known)]
    return (*stages, _ms(known[-1] - known[0]))


def _ms(span: timedelta) -> float:
    return max(0.0, span.total_seconds() * 1000)


def _until(parts: Parts, draft: _Draft, done: Callable[[Assessment], bool]) -> Assessment:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with parts.database.reading() as session:
            row = session.get_one(Assessment, draft.id)
            if row.state is AssessmentState.STORED and done(row):
                return row
        time.sleep(0.005)
    raise RuntimeError("the assessment was not stored")


def _adults(seed: int, count: int, at: datetime) -> list[Person]:
    found = people(seed, count * 2 + 20, at.date())
    return [one for one in found if not one.draft.child][: count + 1]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=30)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        opened = open_parts(Settings(home=Path(folder)))
        parts = opened.parts
        with parts.database.transaction() as session:
            staff = office.set_up(session, given.seed, 8, "berkas-contoh-2026", at=now())
        actor = staff.of(Role.ASESOR)[0]
        persons = _adults(given.seed, given.times, now())
        ready = [_prepare(parts, actor, one, given.seed, n) for n, one in enumerate(persons)]
        opened.worker.drain()
        assert opened.background is not None
        opened.background.start()
        taken = [_issue(parts, actor, draft) for draft in ready][1:]  # the first warms
        opened.background.stop()
        opened.close()
    limits = [("", "")] * (len(_STAGES) - 1) + [(f"{_P50}", f"{_P95}")]
    rows = [
        (stage, f"{p50(values):.0f}", f"{p95(values):.0f}", *limit)
        for stage, values, limit in zip(_STAGES, zip(*taken, strict=True), limits, strict=True)
    ]
    print(f"{machine()}; {len(taken)} assessments")
    table(("stage, ms", "p50", "p95", "limit p50", "limit p95"), rows)


if __name__ == "__main__":
    main()
