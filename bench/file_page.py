"""How long the page of one file takes that holds thirty years of entries, over real HTTP.

Run: python -m bench.file_page [--entries 400] [--times 30]
"""

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.running import Reader, home, machine, p50, p95, site, table, timed
from casework.assessments.model import Result
from casework.clients.model import Client
from casework.db.base import new_id
from casework.db.engine import open_database
from casework.deposits.model import Deposit, DepositFile

_LIMIT = 150.0  # milliseconds, p95
_YEARS = 30
_PAGES = (
    "",
    "?hlm=4",
    "?isi=peristiwa",
    "?isi=hasil-asesmen&tahun=2010",
    "/identitas",
    "/akses",
    "/cetak",
)


def _seed(folder: Path, entries: int) -> str:
    """Fill the file of one client who has a result with copies of what lies in all files."""
    opened = open_database(folder / "berkas.sqlite3")
    try:
        with opened.transaction() as session:
            result = session.scalars(select(Result).limit(1)).one()
            client = session.get_one(Client, result.client_id)
            opening = session.get_one(Deposit, client.id)
            models = _one_of_each_kind(session)
            for n in range(entries):
                at = datetime.now(UTC) - timedelta(days=n * _YEARS * 365 // entries)
                model = models[n % len(models)]
                row = _copy(session, model, opening, n, at)
                if model.kind == "hasil-asesmen":
                    _measure(session, result, row, n)
            return client.number
    finally:
        opened.close()


def _one_of_each_kind(session: Session) -> list[Deposit]:
    rows = session.scalars(select(Deposit).where(Deposit.file_number.is_not(None)))
    kinds = {row.kind: row for row in rows if row.kind != "pembukaan"}
    return [kinds[kind] for kind in sorted(kinds)]


def _copy(session: Session, model: Deposit, opening: Deposit, n: int, at: datetime) -> Deposit:
    row = Deposit(
        id=new_id(),
        office=opening.office,
        chain=opening.chain,
        file_number=opening.file_number,
        kind=model.kind,
        number=model.number,
        date=at.date(),
        at=at,
        record=model.record,
        sequence=1000 + n,
        tagmanifest="0" * 64,
    )
    row.files = [
        DepositFile(name=one.name, size=one.size, sha256=one.sha256) for one in model.files
    ]
    session.add(row)
    session.flush()
    return row


def _measure(session: Session, result: Result, row: Deposit, n: int) -> None:
    names = {column.key for column in Result.__mapper__.columns}
    values = {name: getattr(result, name) for name in names}
    values |= {"id": row.id, "assessment_id": new_id(), "code": f"BENCH-{n}"}
    session.add(Result(**values | {"ordinal": 1000 - n, "issued_on": row.date}))
    session.flush()


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--entries", type=int, default=400)
    options.add_argument("--times", type=int, default=30)
    given = options.parse_args()
    rows = []
    with home(None, "--clients", "30") as folder:
        number = _seed(folder, given.entries)
        with site(folder) as address:
            reader = Reader(address)
            reader.sign_in("asesor")
            for path in _PAGES:
                timed(reader, f"/berkas/{number}{path}")
                taken = [timed(reader, f"/berkas/{number}{path}") for _ in range(given.times)]
                late = "over" if p95(taken) > _LIMIT else ""
                rows.append((f"/berkas/…{path}", f"{p50(taken):.0f}", f"{p95(taken):.0f}", late))
    print(machine())
    table((f"page of {given.entries} entries, ms", "p50", "p95", f"over {_LIMIT:.0f}"), rows)


if __name__ == "__main__":
    main()
