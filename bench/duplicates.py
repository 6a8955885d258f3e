"""How well doubles are told from others, and how long one probe takes in an office of a size.

Run: python -m bench.duplicates [--clients 1500 10000] [--probes 200]

The milliseconds of a probe are the processor's: on a busy machine the only fair ones.
"""

import argparse
import datetime as dt
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from bench.running import machine, p50, p95, table
from casework.actor import Actor, Role
from casework.clients import content
from casework.clients.draft import ClientDraft
from casework.clients.likeness import duplicates
from casework.clients.likeness.weighing import Probe, Verdict
from casework.clients.model import Client, GuidanceStatus, Stage
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.demo.people import people
from casework.offices import model as _tables  # noqa: F401  (a client points to its PK there)
from tests.casework.clients.likeness.judged import Judged, judged, score

_TODAY = dt.date(2026, 11, 24)
_ACTOR = Actor("01J00000000000000000BENCH0", "bapas-contoh", "Pengukur", roles=frozenset({Role.PK}))
_LIMIT = 30.0  # milliseconds a probe at 10,000 clients
_BATCH = 500


def _quality(pairs: list[Judged]) -> None:
    rows = []
    for verdict in (Verdict.POSSIBLE, Verdict.LIKELY, Verdict.SAME):
        found = score(pairs, verdict)
        shares = (f"{one:.3f}" for one in (found.precision, found.recall, found.f1))
        rows.append((verdict.name, found.right, found.wrong, found.missed, *shares))
    head = ("from", "right", "wrong", "missed", "precision", "recall", "F1")
    table(head, rows)
    for one in pairs:
        if one.same is not (one.told.verdict >= Verdict.LIKELY):
            kind = "missed" if one.same else "wrong "
            print(f"{kind} {one.id} {one.case}: {one.told.points} {' '.join(one.told.reasons)}")


@contextmanager
def _office(drafts: Sequence[ClientDraft]) -> Iterator[Session]:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "berkas.sqlite3")
        migrate(database.engine)
        for start in range(0, len(drafts), _BATCH):
            _register(database, drafts[start : start + _BATCH], start)
        with database.reading() as session:
            yield session
        database.close()


def _register(database: Database, drafts: Sequence[ClientDraft], start: int) -> None:
    with database.transaction() as session:
        for n, draft in enumerate(drafts, start + 1):
            session.add(_client(draft, n))


def _client(draft: ClientDraft, n: int) -> Client:
    client = Client(
        id=f"01J{n:023}",
        office=_ACTOR.office,
        number=f"2026-{n:05}",
        registered_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        child_root=draft.child,
        received_on=draft.received_on,
        guidance_from=draft.guidance_from,
        guidance_status=GuidanceStatus.RUNNING,
        guidance_status_on=draft.guidance_from,
        stage=Stage.EARLY,
        taken_over=False,
    )
    content.fill(client, content.content(draft))
    return client


def _probes(drafts: Sequence[ClientDraft], count: int) -> list[Probe]:
    """Return new people, and known ones of whom only the name was typed as yet."""
    new = [duplicates.probe_of(one.draft) for one in people(7, count // 2, _TODAY)]
    known = random.Random(1).sample(list(drafts), count - len(new))
    return new + [Probe(name=one.name) for one in known]


def _speed(count: int, probes: int) -> tuple[str, ...]:
    drafts = [one.draft for one in people(1, count, _TODAY)]
    with _office(drafts) as session:
        asked = _probes(drafts, probes)
        duplicates.candidates(session, _ACTOR, asked[0])
        taken = [_timed(session, one) for one in asked]
        began = time.process_time()
        duplicates.against(session, _ACTOR, [duplicates.probe_of(one) for one in drafts[:1500]])
        sheet = time.process_time() - began
    began = time.process_time()
    duplicates.within([duplicates.probe_of(one) for one in drafts])
    inside = time.process_time() - began
    return (
        f"{count:,}",
        f"{p50(taken):.1f}",
        f"{p95(taken):.1f}",
        f"{max(taken):.1f}",
        f"{_LIMIT:.0f}",
        f"{sheet:.1f}",
        f"{inside:.1f}",
    )


def _timed(session: Session, probe: Probe) -> float:
    began = time.process_time()
    duplicates.candidates(session, _ACTOR, probe)
    return (time.process_time() - began) * 1000


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--clients", type=int, nargs="*", default=[1_500, 10_000])
    options.add_argument("--probes", type=int, default=200)
    given = options.parse_args()
    _quality(judged())
    print(machine())
    head = (
        "clients",
        "probe ms p50",
        "p95",
        "most",
        "limit",
        "sheet of 1,500, s",
        "pairs within, s",
    )
    table(head, [_speed(count, given.probes) for count in given.clients])


if __name__ == "__main__":
    main()
