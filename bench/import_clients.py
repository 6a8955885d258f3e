"""How long it takes to take a list of clients over: `python -m bench.import_clients [--rows N]`."""

import argparse
import contextlib
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from archive.shelf import Shelf
from archive.staging import Terms
from casework.actor import Actor, Role
from casework.clock import now
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.demo.client_list import HEADS, client_list
from casework.deposits.journal import open_entries
from casework.deposits.sealing import seal
from casework.errors import Invalid
from casework.imports import checking, queries, running
from casework.imports import service as imports
from casework.imports.model import RowChoice, RowState
from casework.imports.rows import given
from casework.offices import service as offices
from casework.offices.profile import Profile
from casework.offices.service import OfficialDraft
from rendering import limited
from rendering.sheet import write_sheet

PKS = ("Sari Dewi, S.Sos.", "Rudi Hartono, S.H.", "Ni Made Ayu, S.Psi.")


def main() -> None:
    """Take an invented list over and print the seconds of each stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_500)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        database = open_database(home / "berkas.sqlite3")
        migrate(database.engine)
        shelf = Shelf.create(home / "arsip", Terms(margin=0))
        try:
            measure(database, shelf, rows)
        finally:
            database.close()
            limited.close()
    refusal()


def furnish(database: Database) -> tuple[Actor, dict[str, str]]:
    """Set an office with three PKs up."""
    system = Actor("sistem", "contoh", "Berkas", via="sistem")
    at = datetime(2026, 1, 5, tzinfo=UTC)
    with database.transaction() as session:
        offices.set_profile(session, system, Profile(code="contoh", name="Bapas Contoh"), at=at)
        drafts = [
            OfficialDraft(name, "", "PK", frozenset({Role.PK}), date(2024, 1, 1)) for name in PKS
        ]
        pks = {offices.appoint(session, system, one, at=at).id: one.name for one in drafts}
    return Actor("konsol", "contoh", "Operator", via="konsol"), pks


def measure(database: Database, shelf: Shelf, rows: int) -> None:
    """Take the list over stage by stage; every seeded fault must be found, and no other."""
    actor, pks = furnish(database)
    office = client_list(7, rows, now().date(), pks)
    content = write_sheet(HEADS, office.rows)
    limited.warm()
    watch = Watch()
    file = imports.read(content, "klien.xlsx")
    watch.stop("file read in its child")
    with database.transaction() as session:
        batch = imports.upload(session, actor, file, at=now())
        imports.map_columns(session, actor, batch, batch.columns, at=now())
    watch.stop("rows kept, columns mapped")
    checking.carry_out(database, batch.id, at=now())
    watch.stop("every row checked, twins found")
    with database.transaction() as session:
        batch = imports.get(session, actor, batch.id)
        found = {row.n for row in checking.body(session, batch) if row.faults}
        assert found == set(office.faults), found ^ set(office.faults)
        row = next(row for row in checking.body(session, batch) if row.state is RowState.READY)
    correct(database, actor, batch.id, row.n, watch)
    with database.transaction() as session:
        batch = imports.get(session, actor, batch.id)
        imports.decide_all(session, batch, RowState.TWIN, RowChoice.NEW)
        imports.confirm(session, actor, batch, at=now())
        ready = queries.counts(session, batch).of(RowState.READY)
    watch.start()
    running.carry_out(database, batch.id)
    watch.stop(f"{ready:,} clients registered")
    watch.total("whole import")
    sealing(database, shelf, watch)


def sealing(database: Database, shelf: Shelf, watch: "Watch") -> None:
    """Seal what the import promised, bag by bag."""
    with database.reading() as session:
        waiting = [entry.deposit_id for entry in open_entries(session)]
    watch.start()
    for one in waiting:
        seal(database, shelf, one)
    watch.stop(f"{len(waiting):,} bags sealed by the worker afterwards")


def correct(database: Database, actor: Actor, batch_id: str, n: int, watch: "Watch") -> None:
    """Write another address over one row, as its page does."""
    watch.start()
    with database.transaction() as session:
        batch = imports.get(session, actor, batch_id)
        row = imports.row(session, batch, n)
        texts = given(row.row, batch.columns, row.edited) | {"address": "Jalan Kenanga 1"}
        imports.edit(session, actor, batch, n, texts, at=now())
    watch.stop("one row of it corrected")


def refusal() -> None:
    """Measure how soon a sheet that is too long is refused."""
    head = [f"Kolom {n}" for n in range(24)]
    content = write_sheet(head, ([f"isi {n} {m}" for m in range(24)] for n in range(50_000)))
    watch = Watch()
    with contextlib.suppress(Invalid):
        imports.read(content, "besar.xlsx")
    watch.stop(f"50,000 rows ({len(content) / 1e6:.1f} MB) refused")
    limited.close()


class Watch:
    """Prints a row of the table for each stage: seconds, and those of this process's own work."""

    def __init__(self) -> None:
        self._sum = [0.0, 0.0]
        self.start()

    def start(self) -> None:
        """Begin to count anew."""
        self._at = (time.perf_counter(), time.process_time())

    def stop(self, stage: str) -> None:
        """Print how long this stage took."""
        wall, own = time.perf_counter() - self._at[0], time.process_time() - self._at[1]
        self._sum = [self._sum[0] + wall, self._sum[1] + own]
        print(f"| {stage} | {wall:.2f} | {own:.2f} |", flush=True)
        self.start()

    def total(self, stage: str) -> None:
        """Print how long all stages took so far."""
        print(f"| **{stage}** | {self._sum[0]:.1f} | {self._sum[1]:.1f} |")


if __name__ == "__main__":
    print("| stage | seconds | of the processor |\n|---|---|---|")
    main()
