"""How long from `berkas serve` to the first answer: an empty office, and one with 1,500 clients.

Run: python -m bench.startup [--times 5] [--home DIR]   DIR: an invented office of 1,500 clients
"""

import argparse
import time
from pathlib import Path

from bench.running import Reader, home, machine, p50, site, table

_LIMIT = 5.0  # seconds


def _seconds(folder: Path) -> float:
    began = time.perf_counter()
    with site(folder) as address:
        Reader(address).get("/healthz")
        return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--home", type=Path)
    given = options.parse_args()
    rows = []
    with home(None) as empty, home(given.home, "--clients", "1500", "--issued", "0") as full:
        for title, folder in (("empty home", empty), ("1,500 clients", full)):
            taken = [_seconds(folder) for _ in range(given.times)]
            rows.append(
                (
                    title,
                    f"{taken[0]:.2f}",
                    f"{p50(taken):.2f}",
                    f"{max(taken):.2f}",
                    f"{_LIMIT:.0f}",
                )
            )
    print(machine())
    table(("start, seconds", "first", "p50", "most", "limit"), rows)


if __name__ == "__main__":
    main()
