"""What the benches share: a home to measure in, a running site, a reader, a table."""

import contextlib
import http.cookiejar
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

PASSWORD = "berkas-contoh-2026"  # noqa: S105  (of the invented office, printed by the demo)
_BERKAS = [sys.executable, "-c", "from webapp.commands import main; main()"]


@contextlib.contextmanager
def home(given: Path | None, *demo: str) -> Iterator[Path]:
    """Use a home that is there, or make an invented office for the time of the bench."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        if demo:
            subprocess.run([*_BERKAS, "demo", *demo], env=_environment(Path(folder)), check=True)
        yield Path(folder)


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "BERKAS_HOME": str(folder), "BERKAS_HOST": "127.0.0.1"}


@contextlib.contextmanager
def site(folder: Path) -> Iterator[str]:
    """Run `berkas serve` on a home; yields its address as soon as it listens."""
    command = [*_BERKAS, "serve", "--port", "0"]
    with subprocess.Popen(
        command,
        env={**_environment(folder), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.wait(30)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.match(r"Berkas: (http://\S+?)/$", line.strip()):
            return found[1]
    raise RuntimeError("the site did not start")


class Reader:
    """Somebody at a browser, signed in."""

    def __init__(self, address: str) -> None:
        self._address = address
        jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def sign_in(self, login: str) -> None:
        """Come in with the password of the invented office."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]*)"', self.get("/masuk"))
        assert token is not None
        form = {"csrf_token": token[1], "login": login, "password": PASSWORD, "next": "/berkas"}
        self._opener.open(
            urllib.request.Request(  # noqa: S310  (the site of this bench)
                f"{self._address}/masuk",
                urllib.parse.urlencode(form).encode(),
                {"Referer": f"{self._address}/masuk", "Origin": self._address},
            )
        ).read()

    def get(self, path: str) -> str:
        """Return a page as text; an answer that is no page is an error."""
        with self._opener.open(self._address + path) as answer:
            return str(answer.read().decode())


def timed(reader: Reader, path: str) -> float:
    """Return the milliseconds in which a page came whole."""
    began = time.perf_counter()
    reader.get(path)
    return (time.perf_counter() - began) * 1000


def p50(values: Sequence[float]) -> float:
    """Return the value that half of them stay under."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 stay under."""
    return (
        statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    )


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table as Markdown, the way docs/figures.md keeps it."""
    print(f"| {' | '.join(head)} |")
    print(f"|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(str(one) for one in row)} |")


def machine() -> str:
    """Return the size of the machine, for the reader of a table."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, load {os.getloadavg()[0]:.1f}"
