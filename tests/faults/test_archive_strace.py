"""The kernel itself kills or fails the archive, at each system call of a deposit and a recovery."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.recover import recover
from archive.shelf import Shelf
from archive.staging import Terms
from archive.verify import verify

Bench = Any  # conftest's; it cannot be imported by name
PROJECT = Path(__file__).parents[2]
CALLS = "openat,mkdir,write,fsync,close,rename,unlink,rmdir,flock,getdents64,read,statfs"
BEGIN, END = "/mulai-di-sini", "/selesai-di-sini"
WORK = f"""
import os, sys
from datetime import date
from pathlib import Path
from archive.chain import Chain
from archive.deposit import Deposit
from archive.recover import recover
from archive.shelf import Shelf
from archive.staging import Terms
root, what, id_, record = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4].encode()
shelf = Shelf.open(root, Terms(margin=0))
chain = Chain.client("bapas-contoh", "2025-00123")
files = {{"rekaman.json": record, "dokumen.pdf": b"%PDF"}}
deposit = Deposit(id_, chain, "status", date(2026, 3, 2), files)
os.access("{BEGIN}", os.F_OK)
if what == "deposit":
    shelf.deposit(deposit)
else:
    recover(shelf, lambda _: True)
os.access("{END}", os.F_OK)
"""

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
]


def run(root: Path, what: str, deposit: Any, log: Path, inject: str = "") -> int:  # noqa: ANN401
    """Run the work under strace and return how it ended."""
    options = ["-e", f"inject={inject}"] if inject else []
    command = [sys.executable, "-c", WORK, str(root), what, deposit.id]
    traced = ["-e", f"trace={CALLS},access", *options]
    return subprocess.run(
        ["strace", "-f", "-o", str(log), *traced, *command, deposit.files["rekaman.json"].decode()],
        cwd=PROJECT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
        capture_output=True,
        check=False,
    ).returncode


def points(log: Path) -> Iterator[tuple[str, int]]:
    """Yield each call between the two marks, by name and how many of that name came before."""
    seen, inside = Counter[str](), False
    for line in log.read_text().splitlines():
        if (found := re.match(r"\d+ +(\w+)\(", line)) is None:
            continue
        seen[found[1]] += 1
        if BEGIN in line:
            inside = True
        elif END in line:
            return
        elif inside:
            yield found[1], seen[found[1]]


@pytest.mark.parametrize("fault", ["signal=KILL", "error=EIO", "error=ENOSPC", "error=EMFILE"])
@pytest.mark.parametrize("what", ["deposit", "recover"])
def test_at_every_system_call(bench: Bench, what: str, fault: str) -> None:
    start, deposit = bench.shelf(bags=1), bench.deposit()
    if what == "recover":
        start.stage(deposit).release()
    log = bench.folder / "jejak"
    assert run(bench.copy(start).root, what, deposit, log) == 0
    swept = list(points(log))

    for call, when in swept:
        shelf = bench.copy(start)
        ended = run(shelf.root, what, deposit, log, f"{call}:{fault}:when={when}")
        known = shelf.find(deposit.chain, deposit.id)
        if ended == 0 and what == "deposit":
            assert known is not None, (call, when)
        fresh = Shelf.open(shelf.root, Terms(margin=0))
        recover(fresh, lambda _: True)
        if what == "recover":
            assert fresh.find(deposit.chain, deposit.id) is not None, (call, when)
        assert list(verify(fresh)) == [], (call, when)
        fresh.deposit(deposit)
        assert len(fresh.bags(deposit.chain)) == 2, (call, when)
    assert len(swept) > 60
