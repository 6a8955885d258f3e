"""The limited child: whatever happens in it, the caller goes on."""

import contextlib
import io
import os
import signal
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rendering import limited
from rendering.limited import Limits, Overrun, WorkFailed


@pytest.fixture
def pdf() -> bytes:
    return b"%PDF-1.7\ntidak ada apa-apa"


def test_work_that_raises_says_what(pdf: bytes) -> None:
    with pytest.raises(WorkFailed) as failure:
        limited.run("pdf-text", blobs=[pdf])

    assert failure.value.kind == "PdfiumError"


def test_too_little_time_ends_the_work() -> None:
    start = time.monotonic()
    with pytest.raises(Overrun):
        limited.run("docx-text", blobs=[b"x"], limits=Limits(wall_seconds=0.0001))

    assert time.monotonic() - start < 5


def test_too_little_memory_ends_the_work() -> None:
    large = io.BytesIO()
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(80_000_000))

    with pytest.raises(Overrun):
        limited.run("docx-text", blobs=[large.getvalue()], limits=Limits(memory=64 << 20))


def test_after_the_nursery_was_killed_the_next_work_is_done(pdf: bytes) -> None:
    limited.warm()
    os.kill(_nursery(), signal.SIGKILL)

    for _ in range(3):
        with pytest.raises(WorkFailed):
            limited.run("pdf-text", blobs=[pdf])


def test_many_at_once_each_get_their_own_answer() -> None:
    seen: list[str] = []

    def ask() -> None:
        with contextlib.suppress(WorkFailed):
            limited.run("pdf-text", blobs=[b"%PDF-"])
        seen.append("answered")

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert len(seen) == 20


def test_the_nursery_goes_when_its_parent_does() -> None:
    limited.warm()
    number = _nursery()

    limited.close()

    assert number not in set(_processes())


def test_no_child_outlives_its_work(pdf: bytes) -> None:
    for _ in range(5):
        with pytest.raises(WorkFailed):
            limited.run("pdf-text", blobs=[pdf])
    parent = str(_nursery())

    deadline = time.monotonic() + 5
    while _children(parent) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert _children(parent) == []


def _nursery() -> int:
    limited.warm()
    return limited._nursery[0][1].pid


def _processes() -> Iterator[int]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            yield int(folder.name)


def _children(parent: str) -> list[int]:
    found = []
    for number in _processes():
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
            if fields[1] == parent:
                found.append(number)
    return found
