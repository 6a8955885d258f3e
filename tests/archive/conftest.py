"""A shelf on a fresh disk folder, and deposits that fit its rules."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from ulid import ULID

from archive.chain import Chain
from archive.deposit import Deposit
from archive.record import Maker, Record
from archive.shelf import Shelf
from archive.staging import Terms

MakeDeposit = Callable[..., Deposit]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf.create(tmp_path / "arsip", Terms(margin=0, patience=0.2))


@pytest.fixture
def file_chain() -> Chain:
    return Chain.client("bapas-contoh", "2025-00123")


@pytest.fixture
def make_deposit(file_chain: Chain) -> MakeDeposit:
    def make(
        files: Mapping[str, bytes] | None = None,
        chain: Chain = file_chain,
        kind: str = "status",
        supersedes: str | None = None,
        **isi: str,
    ) -> Deposit:
        id_ = str(ULID())
        record = Record(
            id=id_,
            jenis=kind,
            berkas=chain.leaf if chain.is_client else "",
            waktu=datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC),
            tanggal=date(2026, 3, 2),
            zona="WIB",
            pelaku=Maker("01", "Sri Contoh", "", ("pk",)),
            mengganti=supersedes,
            isi=isi or {"status": "selesai", "berlaku": "2026-03-02", "alasan": "uji"},
        )
        content = {"rekaman.json": record.to_bytes(), **(files or {})}
        return Deposit(id_, chain, kind, date(2026, 3, 2), content, supersedes)

    return make
