"""How fast documents are found, beside SQLite's FTS5 in the same run, and what the index costs.

Run: python -m bench.search [--documents 2000] [--pages 1] [--processes 2] [--seed 1] [--cpu]

With --cpu it is the processor's time that is told: on a busy machine the only fair one.
"""

import argparse
import contextlib
import datetime as dt
import itertools
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer import analysis
from indexer.criteria import Criteria, Order
from indexer.entry import Entry
from indexer.index import Index

_SYLLABLES = "ba bu da di gu ha ja ka ki la li ma mi na ni pa ra ri sa su ta ti wa ya yo"
_ENDS = ("", "n", "h", "s", "k", "m", "t", "r")
_TRADE = (
    "klien keluarga pembimbingan rehabilitasi narkotika pelatihan kerja penilaian risiko tinggi "
    "sedang rendah belum tidak bersyarat pembebasan pidana pencurian penganiayaan orang tua "
    "masyarakat pemasyarakatan asesmen kebutuhan kriminogenik diversi korban restitusi lapas"
)
_KINDS = ("hasil-asesmen", "hasil-asesmen", "litmas", "pembukaan")
_RECOMMENDATIONS = (
    "bimbingan-standar", "bimbingan-intensif", "konseling-keluarga", "pelatihan-kerja",
    "rehabilitasi-napza", "pergaulan-prososial", "empati-prososial", "layanan-psikologis",
)  # fmt: skip
_BANDS = ("rendah", "sedang", "tinggi", "sangat-tinggi")
_FIRST_DAY = dt.date(2016, 1, 1)
_WORDS_A_PAGE = 430
_IN_MEMORY = 20_000  # up to here the making of the documents is not timed


class Clock:
    """Which time is told: the wall's, or the processor's of this process and its children."""

    def __init__(self) -> None:
        self.cpu = False

    def now(self) -> float:
        """Return seconds since some moment."""
        if not self.cpu:
            return time.perf_counter()
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime


CLOCK = Clock()


class World:
    """A seeded office: its words, its people and its documents."""

    def __init__(self, seed: int, documents: int, pages: int) -> None:
        self._chance = random.Random(seed)
        self._pages = pages
        self.documents = documents
        self.words = [*_TRADE.split(), *(self._word(2, 4) for _ in range(6000))]
        # As in any language, a few words make up most of the text.
        self._weights = list(
            itertools.accumulate(1 / (rank + 4) for rank in range(len(self.words)))
        )
        self.names = [self._word(2, 3).capitalize() for _ in range(900)]
        self.bytes = 0

    def entries(self) -> Iterator[Entry]:
        """Yield every document, one after another; the same ones for the same seed."""
        chance = random.Random(self._chance.random())
        for number in range(self.documents):
            yield self.entry(number, chance)

    def entry(self, number: int, chance: random.Random) -> Entry:
        """Make one document."""
        texts = [self._text(chance) for _ in range(self._pages)]
        self.bytes += sum(map(len, texts))
        return Entry(
            id=f"01J{number:023}",
            client=f"01K{number % (self.documents // 3 + 1):023}",
            file_number=f"{2016 + number % 10}-{number // 3:05}",
            names=(" ".join(chance.sample(self.names, 2)),),
            numbers=(f"WP.10.PAS.PAS.8-UM.01.01 - {number}", f"9{number:015}"),
            date=_FIRST_DAY + dt.timedelta(days=chance.randrange(3650)),
            kind=chance.choice(_KINDS),
            title="Hasil asesmen risiko dan kebutuhan",
            band=chance.choice(_BANDS),
            recommendations=tuple(chance.sample(_RECOMMENDATIONS, 2)),
            officer=chance.choice(self.names[:40]),
            pages=tuple(texts),
        )

    def _text(self, chance: random.Random) -> str:
        drawn = chance.choices(self.words, cum_weights=self._weights, k=_WORDS_A_PAGE)
        return " ".join(drawn)

    def _word(self, shortest: int, longest: int) -> str:
        length = self._chance.randint(shortest, longest)
        syllables = (self._chance.choice(_SYLLABLES.split()) for _ in range(length))
        return "".join(syllables) + self._chance.choice(_ENDS)


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the table: how it is asked here and there."""

    name: str
    ours: Callable[[], object]
    theirs: Callable[[], object] | None = None


def fill_fts5(database: sqlite3.Connection, world: World) -> None:
    """Put the same documents into FTS5, with the same terms."""
    database.executescript(
        """
        CREATE VIRTUAL TABLE document USING fts5(words, roots, keys, numbers, content='',
            tokenize="unicode61 remove_diacritics 0 tokenchars '-.'", prefix='3');
        CREATE VIRTUAL TABLE vocabulary USING fts5vocab(document, col);
        CREATE TABLE fact (id INTEGER PRIMARY KEY, date TEXT, kind TEXT, band TEXT);
        CREATE TABLE code (code TEXT, date TEXT, id INTEGER);
        """
    )
    for number, entry in enumerate(world.entries(), start=1):
        words = analysis.terms(" ".join((entry.title, entry.officer, *entry.names, *entry.pages)))
        numbers = (entry.file_number, *entry.numbers)
        columns = (
            words,
            (analysis.stem(word) for word in words),
            (key for name in entry.names for key in analysis.name_keys(name)),
            {form for one in numbers for form in analysis.number_terms(one)},
        )
        database.execute(
            "INSERT INTO document (rowid, words, roots, keys, numbers) VALUES (?, ?, ?, ?, ?)",
            (number, *map(" ".join, columns)),
        )
        date = entry.date.isoformat()
        database.execute(
            "INSERT INTO fact VALUES (?, ?, ?, ?)", (number, date, entry.kind, entry.band)
        )
        database.executemany(
            "INSERT INTO code VALUES (?, ?, ?)",
            [(code, date, number) for code in entry.recommendations],
        )
    database.execute("CREATE INDEX code_date ON code (code, date, id)")
    database.execute("CREATE INDEX fact_kind ON fact (kind, band)")
    database.commit()


class Asker:
    """Draws samples from the world and asks both engines about them."""

    def __init__(self, index: Index, database: sqlite3.Connection, world: World) -> None:
        self.index = index
        self._database = database
        self._world = world
        self._chance = random.Random(5)

    def search(self, criteria: Criteria) -> object:
        """Ask for a first page."""
        return self.index.search(criteria)

    def match(self, query: str) -> object:
        """Ask FTS5 for a first page, best first."""
        return self._database.execute(
            "SELECT rowid FROM document WHERE document MATCH ? ORDER BY rank LIMIT 21", (query,)
        ).fetchall()

    def number(self) -> str:
        """Draw a register number."""
        return f"9{self._chance.randrange(self._world.documents):015}"

    def name(self) -> str:
        """Draw a name."""
        return self._chance.choice(self._world.names)

    def common(self, count: int) -> tuple[str, ...]:
        """Draw words that many documents have."""
        return tuple(self._chance.sample(self._world.words[:300], count))

    def rare(self) -> str:
        """Draw a word that few documents have."""
        return self._chance.choice(self._world.words[300:])

    def misspelt(self) -> str:
        """Draw a word with one letter wrong."""
        word = max(self.common(6), key=len)
        at = self._chance.randrange(1, len(word))
        return word[:at] + "q" + word[at + 1 :]

    def dated(self) -> Criteria:
        """Draw a period and a recommendation."""
        since = _FIRST_DAY + dt.timedelta(days=self._chance.randrange(3000))
        until = since + dt.timedelta(days=self._chance.randrange(90, 600))
        return Criteria(
            since=since, until=until, recommendations=(self._chance.choice(_RECOMMENDATIONS),)
        )

    def by_code(self) -> object:
        """Ask SQLite for a period and a recommendation, newest first."""
        asked = self.dated()
        return self._database.execute(
            "SELECT id FROM code WHERE code = ? AND date BETWEEN ? AND ?"
            " ORDER BY date DESC LIMIT 21",
            (asked.recommendations[0], str(asked.since), str(asked.until)),
        ).fetchall()

    def facets(self) -> object:
        """Ask for what counts are made from."""
        return [self.index.ids(Criteria(kinds=(kind,))) for kind in set(_KINDS)]

    def counted(self) -> object:
        """Ask SQLite for counts."""
        query = "SELECT kind, band, count(*) FROM fact GROUP BY kind, band"
        return self._database.execute(query).fetchall()


def either(words: Sequence[str]) -> str:
    """Return FTS5's question for any of the words, or their roots."""
    return " OR ".join(f'words:"{word}" OR roots:"{analysis.stem(word)}"' for word in words)


def all_of(words: Sequence[str]) -> str:
    """Return FTS5's question for all of the words, or their roots."""
    return " AND ".join(f"({either([word])})" for word in words)


def key(word: str) -> str:
    """Return FTS5's question for a name."""
    return f'keys:"{analysis.name_key(word)}"'


def questions(ask: Asker) -> list[Question]:
    """Return the questions of the table, each drawing another sample at every call."""
    return [
        Question(
            "register number",
            lambda: ask.search(Criteria(number=ask.number())),
            lambda: ask.match(f'numbers:"{ask.number()}"'),
        ),
        Question(
            "name, 2 words",
            lambda: ask.search(Criteria(client=f"{ask.name()} {ask.name()}")),
            lambda: ask.match(f"{key(ask.name())} AND {key(ask.name())}"),
        ),
        Question(
            "name prefix",
            lambda: ask.search(Criteria(client=ask.name()[:3], prefix=True)),
            lambda: ask.match(f"keys:{analysis.name_key(ask.name()[:3])}*"),
        ),
        Question(
            "name, one edit",
            lambda: ask.search(Criteria(client=f"{ask.name()[:-1]}x", near=True)),
        ),
        Question("date + recommendation, newest", lambda: ask.search(ask.dated()), ask.by_code),
        Question(
            "phrase",
            lambda: ask.search(Criteria(phrases=(" ".join(ask.common(2)),))),
            lambda: ask.match(f'words:"{" ".join(ask.common(2))}"'),
        ),
        Question(
            "one rare word",
            lambda: ask.search(Criteria(words=(ask.rare(),))),
            lambda: ask.match(either([ask.rare()])),
        ),
        Question(
            "all of 2 common words",
            lambda: ask.search(Criteria(words=ask.common(2))),
            lambda: ask.match(all_of(ask.common(2))),
        ),
        Question(
            "any of 3 common words",
            lambda: ask.search(Criteria(words=ask.common(3), any_word=True)),
            lambda: ask.match(either(ask.common(3))),
        ),
        Question(
            "2 words + date + recommendation",
            lambda: ask.search(ask.dated().replace(words=ask.common(2))),
        ),
        Question(
            "2 words, newest first",
            lambda: ask.search(Criteria(words=ask.common(2), order=Order.NEWEST)),
        ),
        Question("facets: ids of 3 kinds", ask.facets, ask.counted),
        Question("did you mean", lambda: ask.index.suggest(ask.misspelt())),
        Question("name completion", lambda: ask.index.suggest(ask.name()[:4])),
    ]


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Return the sorted milliseconds of each of many runs, after one to warm up."""
    work()
    found = []
    for _ in range(times):
        start = CLOCK.now()
        work()
        found.append((CLOCK.now() - start) * 1000)
    return sorted(found)


def percentiles(found: Sequence[float]) -> str:
    """Return median and 95th percentile as the table prints them."""
    return f"{statistics.median(found):9.2f} / {found[int(len(found) * 0.95)]:8.2f}"


def visible(index: Index, world: World, times: int) -> list[float]:
    """Return how long single documents took from being handed over to being found."""
    chance = random.Random(9)
    found = []
    for number in range(world.documents, world.documents + times):
        entry = world.entry(number, chance)
        start = CLOCK.now()
        index.put([entry])
        assert entry.id in index.search(Criteria(number=f"9{number:015}")).ids
        found.append((CLOCK.now() - start) * 1000)
    return sorted(found)


def build(index: Index, world: World, home: Path, processes: int) -> None:
    """Build the index and say what that took."""
    entries = list(world.entries()) if world.documents <= _IN_MEMORY else world.entries()
    start = CLOCK.now()
    index.rebuild(entries, processes=processes)
    seconds = CLOCK.now() - start
    size = sum(file.stat().st_size for file in (home / "indeks" / "kini").resolve().iterdir())
    told = "processor time" if CLOCK.cpu else "wall time"
    print(f"{world.documents} documents of {world.bytes // world.documents} bytes, {told}")
    print(
        f"build: {world.documents / seconds:.0f} documents/s with {processes} processes"
        f" ({seconds:.1f} s); {size / world.bytes:.2f} index bytes per text byte"
    )


def build_fts5(database: sqlite3.Connection, world: World, home: Path) -> None:
    """Build the peer and say what that took."""
    start = CLOCK.now()
    fill_fts5(database, world)
    seconds = CLOCK.now() - start
    size = (home / "fts5.sqlite3").stat().st_size
    print(
        f"FTS5:  {world.documents / seconds:.0f} documents/s with 1 process;"
        f" {size / world.bytes:.2f} bytes per text byte, no text kept"
    )


def report(arguments: argparse.Namespace, home: Path) -> None:
    """Build both, ask both, print the table."""
    index = Index(home / "indeks")

    def world() -> World:
        return World(arguments.seed, arguments.documents, arguments.pages)

    build(index, world(), home, arguments.processes)
    with contextlib.closing(sqlite3.connect(home / "fts5.sqlite3")) as database:
        build_fts5(database, world(), home)
        print(f"\n{'p50 / p95 in ms':34}{'Whoosh':>20}{'FTS5 / SQLite':>22}")
        for question in questions(Asker(index, database, world())):
            ours = percentiles(timed(question.ours, arguments.times))
            theirs = question.theirs
            beside = percentiles(timed(theirs, arguments.times)) if theirs else "-"
            print(f"{question.name:34}{ours:>20}{beside:>22}")
    print(f"{'one document written and found':34}{percentiles(visible(index, world(), 60)):>20}")
    start = CLOCK.now()
    assert index.check() is None
    print(f"\ncheck of every file: {(CLOCK.now() - start) * 1000:.0f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"peak memory: {peak} MB here, {child} MB in a process that builds")
    index.close()


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--pages", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cpu", action="store_true")
    arguments = parser.parse_args()
    CLOCK.cpu = arguments.cpu
    with tempfile.TemporaryDirectory() as home:
        report(arguments, Path(home))


if __name__ == "__main__":
    main()
