"""What is told of the backups, on the first page and on their own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from casework.backup import rules
from casework.backup.create import Result
from casework.backup.key import Drawn
from casework.backup.place import Backup
from casework.backup.rules import Trouble
from casework.backup.state import Look
from casework.clock import now
from webapp.backup import runs as backups
from webapp.parts import parts
from webapp.words.formatting import ago, clock, day_and_clock, number, second

__all__ = [
    "BackupNow",
    "BackupPage",
    "KeyPaper",
    "Stand",
    "backup_now",
    "backup_page",
    "key_paper",
    "progress",
]

_NAMES = ("Di server ini", "Disk kedua")
_FOLDERS = ("Folder cadangan di server ini", "Folder di disk kedua")
_ALL = {Trouble.NO_KEY, Trouble.UNPRINTED}  # what is wrong with every place
_SHOWN = 30
_GROUP = 8
_MARKS: Mapping[Trouble, tuple[str, str]] = {
    Trouble.NO_KEY: ("failed", "Belum ada kunci"),
    Trouble.UNPRINTED: ("failed", "Kunci belum dicetak"),
    Trouble.NONE: ("late", "Belum ada cadangan"),
    Trouble.LATE: ("late", "Lebih dari sehari"),
    Trouble.MISSING: ("failed", "Disk tidak ada atau belum disiapkan"),
    Trouble.DAMAGED: ("failed", "Ada arsip rusak"),
}
_SENTENCES: Mapping[Trouble, str] = {
    Trouble.NO_KEY: "Belum ada cadangan: kuncinya belum dibuat. Bila server ini rusak atau "
    "hilang, data kantor ikut hilang.",
    Trouble.UNPRINTED: "Kunci cadangan belum dicetak, jadi belum ada cadangan. Bila server ini "
    "rusak atau hilang, data kantor ikut hilang.",
    Trouble.OLD_KEY: "Kunci cadangan yang baru belum dicetak. Cadangan masih memakai kunci lama.",
    Trouble.NONE: "{place}: belum ada satu pun cadangan.",
    Trouble.LATE: "{place}: cadangan terakhir dibuat {ago}. Seharusnya setiap 15 menit.",
    Trouble.MISSING: "{place} ({root}) tidak ditemukan atau belum disiapkan. Periksa apakah "
    "disknya terpasang; disk yang baru disiapkan di halaman Cadangan.",
    Trouble.DAMAGED: "{place}: {damaged} dokumen arsip berbeda dari saat disegel, jadi tidak "
    "dicadangkan. Beri tahu arsiparis.",
}
_RESULTS: Mapping[str, str] = {
    "done": "berhasil",
    "failed": "gagal; rinciannya di log",
    "missing": "disk tidak ditemukan atau belum disiapkan",
    "no-room": "ruang simpan tidak cukup",
    "no-key": "belum ada kunci",
    "bad-key": "isi kunci/cadangan.txt bukan kunci",
    "database-broken": "database tidak lolos pemeriksaan; cadangan lama tetap ada",
    "busy": "cadangan lain sedang dibuat",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How one place stands: its mark, and what its newest backup is."""

    name: str
    folder: str
    root: str
    marks: tuple[tuple[str, str], ...]
    ready: bool
    newest: Backup | None
    backups: tuple[Backup, ...]
    total: int

    @property
    def damaged(self) -> bool:
        """Whether one of the backups that are shown lacks something."""
        return any(one.damaged for one in self.backups)


@dataclass(frozen=True, slots=True)
class BackupNow:
    """What the first page says: the sentences are red; nothing to say where all is well."""

    key: bool
    drawn: bool
    alarms: tuple[str, ...]
    newest: Backup | None
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """The last try, and what came of it in each place."""

    at: datetime
    lines: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class BackupPage:
    """The page of the backups."""

    now: BackupNow
    run: Run | None
    ordered_at: datetime | None
    steps: tuple[dict[str, str], ...]
    second: bool


def backup_now() -> BackupNow:
    """Look into the places and say how the backups stand."""
    looked = backups.look(parts().settings)
    found = rules.troubles(looked.state, now())
    newest = [there[0] for _, there in looked.places if there]
    return BackupNow(
        key=looked.state.key,
        drawn=looked.state.drawn,
        alarms=tuple(_sentence(looked, number_, trouble) for number_, trouble in found),
        newest=max(newest, key=lambda one: one.moment, default=None),
        stands=tuple(_stand(looked, at, found) for at in range(len(looked.places))),
    )


def _sentence(looked: Look, at: int, trouble: Trouble) -> str:
    state, (place, _) = looked.state.places[at], looked.places[at]
    return _SENTENCES[trouble].format(
        place=_NAMES[at],
        root=place.root,
        damaged=number(state.damaged),
        ago="" if state.newest is None else f"{day_and_clock(state.newest)}, {ago(state.newest)}",
    )


def _stand(looked: Look, at: int, found: Sequence[tuple[int, Trouble]]) -> Stand:
    place, there = looked.places[at]
    return Stand(
        name=_NAMES[at],
        folder=_FOLDERS[at],
        root=str(place.root),
        marks=tuple(
            _MARKS[trouble]
            for where, trouble in found
            if trouble in _MARKS and (where == at or trouble in _ALL)
        ),
        ready=looked.state.places[at].ready,
        newest=there[0] if there else None,
        backups=there[:_SHOWN],
        total=len(there),
    )


def backup_page(session: Session) -> BackupPage:
    """Put the page together."""
    order, last = backups.ordered(session), backups.last_run(session)
    state = backup_now()
    return BackupPage(
        now=state,
        run=None if last is None else _run(last.ran_at, last.result),
        ordered_at=None if order is None else order.created_at,
        steps=() if order is None else tuple(_steps(order.created_at)),
        second=len(state.stands) > 1,
    )


def _run(at: datetime, result: str) -> Run:
    """Tell a result: a word for each place, or what hindered all of them."""
    codes = result.split()
    if not codes or not set(codes) <= set(Result):
        return Run(at, ((_RESULTS.get(result, f"gagal ({result})"), False),))
    named = zip(_NAMES, codes, strict=False)
    return Run(
        at, tuple((f"{place}: {_RESULTS[code]}", code == Result.DONE) for place, code in named)
    )


def _steps(ordered_at: datetime) -> list[dict[str, str]]:
    return [
        {"state": "done", "text": "Dipesan", "time": second(ordered_at)},
        {"state": "current", "text": "Menyalin database dan dokumen yang baru", "time": ""},
    ]


def progress(session: Session) -> dict[str, object]:
    """Return what `progress.js` asks for."""
    order = backups.ordered(session)
    if order is None:
        return {"done": True, "message": "Cadangan selesai.", "steps": []}
    return {
        "done": False,
        "message": f"Cadangan sedang dibuat, dipesan pukul {clock(order.created_at)}.",
        "steps": _steps(order.created_at),
    }


@dataclass(frozen=True, slots=True)
class KeyPaper:
    """The secret half as it is printed: in groups that can be read out, and where it fits."""

    groups: tuple[str, ...]
    folder: str


def key_paper(drawn: Drawn) -> KeyPaper:
    """Lay the key out: what every key begins with, then the letters that differ."""
    head, one, rest = drawn.secret.partition("-1")
    return KeyPaper((head + one, *re.findall(rf".{{1,{_GROUP}}}", rest)), drawn.folder)
