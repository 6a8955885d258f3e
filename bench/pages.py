"""How long pages take in an office of 1,500 clients, over real HTTP, signed in.

Run: python -m bench.pages [--times 30] [--home DIR]   DIR: an invented office of 1,500 clients
"""

import argparse
import re
import urllib.error
from pathlib import Path

from bench.running import Reader, home, machine, p50, p95, site, table, timed

_LIMIT = 150.0  # milliseconds, p95
_PAGES = (
    ("asesor", "/"),
    ("asesor", "/berkas"),
    ("asesor", "/berkas?punya=semua&hlm=20"),
    ("asesor", "/berkas?punya=semua&status=berjalan&tenggat=terlambat&urut=nama"),
    ("asesor", "/berkas?punya=semua&kolom=register,tahap,pos,diterima&urut=-tenggat"),
    ("asesor", "/berkas/baru"),
    ("asesor", "/berkas/{number}"),
    ("asesor", "/berkas/{number}/status"),
    ("asesor", "/berkas/{number}/asesmen/1"),
    ("asesor", "/asesmen"),
    ("asesor", "/cari?q=konseling+keluarga"),
    ("pk", "/"),
    ("pk", "/litmas"),
    ("pk", "/tenggat"),
    ("kabapas", "/tenggat?petugas=semua&kelompok=terlambat"),
    ("kabapas", "/penugasan"),
    ("arsiparis", "/berkas"),
)


def _number(reader: Reader) -> str:
    """Return the number of a file that has an assessment, else of any."""
    for source in (r"/berkas/(\d{4}-\d{5})/asesmen/1", r"/berkas/(\d{4}-\d{5})"):
        if found := re.search(source, reader.get("/asesmen") + reader.get("/berkas?punya=semua")):
            return found[1]
    raise RuntimeError("the office has no client")


def _row(reader: Reader, login: str, path: str, times: int) -> tuple[str, ...]:
    try:
        reader.get(path)
    except urllib.error.HTTPError as error:
        return login, path, str(error.code), "", "", ""
    taken = [timed(reader, path) for _ in range(times)]
    late = "over" if p95(taken) > _LIMIT else ""
    return login, path, f"{p50(taken):.0f}", f"{p95(taken):.0f}", f"{_LIMIT:.0f}", late


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=30)
    options.add_argument("--home", type=Path)
    given = options.parse_args()
    rows = []
    with home(given.home, "--clients", "1500") as folder, site(folder) as address:
        readers = {login: Reader(address) for login, _ in _PAGES}
        for login, reader in readers.items():
            reader.sign_in(login)
        number = _number(readers["asesor"])
        rows = [
            _row(readers[login], login, path.format(number=number), given.times)
            for login, path in _PAGES
        ]
    print(machine())
    table(("who", "page, ms", "p50", "p95", "limit p95", ""), rows)


if __name__ == "__main__":
    main()
