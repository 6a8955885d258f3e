"""The part of a timeline that a page shows: filters that are links, each with what it leads to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from casework.clients.model import Client
from casework.deposits import queries as deposits
from casework.deposits.queries import Part, Tally
from casework.documents import signed
from casework.physical.service import Places
from webapp.client_file import timeline
from webapp.client_file.timeline import Year
from webapp.words.kinds import KINDS, kind_of

__all__ = ["Asked", "Choice", "Timeline", "asked", "timeline_of"]

PAGE = 50
DOCUMENTS, EVENTS = "dokumen", "peristiwa"
_DIGITS = 4  # of a year, and the most of a page's number


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a timeline: documents, events or one kind; one year; which page of it."""

    what: str = ""
    year: int | None = None
    page: int = 1

    @property
    def in_address(self) -> dict[str, str]:
        """The part that stands in an address, without the page."""
        chosen = {"isi": self.what, "tahun": str(self.year or "")}
        return {name: value for name, value in chosen.items() if value}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of a filter, and how many entries the list behind it has."""

    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of a timeline, the links that narrow it, and what the whole file holds."""

    years: list[Year]
    parts: list[Choice]
    kinds: list[Choice]
    by_year: list[Choice]
    total: int
    first: int
    previous: str
    next: str
    documents: int
    events: int
    words: str

    @property
    def last(self) -> int:
        """The number of the last entry on this page."""
        return self.first + sum(len(year.entries) for year in self.years) - 1

    @property
    def narrowed(self) -> bool:
        """Whether a filter leaves something out."""
        return self.total < self.documents + self.events


def asked(values: Mapping[str, str]) -> Asked:
    """Read what was asked; anything that no link of ours says is taken as not said."""
    year, page = values.get("tahun", ""), values.get("hlm", "")
    return Asked(
        what=values.get("isi", "")[:40],
        year=int(year) if _is_number(year) and len(year) == _DIGITS else None,
        page=max(int(page), 1) if _is_number(page) else 1,
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


def timeline_of(
    session: Session, client: Client, places: Places, wanted: Asked, *, whole: bool = False
) -> Timeline:
    """Return the page that was asked for; `whole` puts all of it on one page, for the printer."""
    counts = deposits.tally(session, client.office, client.number)
    kinds = {one.kind for one in counts}
    chosen = _kinds(wanted.what, kinds)
    total = _count(counts, chosen, wanted.year)
    page = min(wanted.page, max(1, -(-total // PAGE)))
    limits = (0, None) if whole else ((page - 1) * PAGE, PAGE)
    part = Part(None if chosen == kinds else chosen, wanted.year, *limits)
    found = deposits.timeline(session, client.office, client.number, part)
    copies = signed.copies(session, [one.id for one in found])
    numbers = _numbers(session, [str(one.isi.get("dokumen") or "") for one in found])
    return Timeline(
        years=timeline.years(found, places, copies, numbers),
        parts=_parts(client, counts, wanted, kinds),
        kinds=_kind_choices(client, counts, wanted),
        by_year=_year_choices(client, counts, wanted, chosen),
        total=total,
        first=limits[0] + 1 if total else 0,
        previous=_url(client, wanted, page=page - 1) if page > 1 else "",
        next=_url(client, wanted, page=page + 1) if page * PAGE < total else "",
        documents=_count(counts, _kinds(DOCUMENTS, kinds), None),
        events=_count(counts, _kinds(EVENTS, kinds), None),
        words=_words(wanted),
    )


def _kinds(what: str, known: Collection[str]) -> set[str]:
    """Return the kinds of the file that belong to a choice; a choice of nothing is all of them."""
    if what in {DOCUMENTS, EVENTS}:
        return {kind for kind in known if kind_of(kind).event is (what == EVENTS)}
    return {what} if what in known else set(known)


def _count(counts: Sequence[Tally], kinds: Collection[str], year: int | None) -> int:
    return sum(
        one.count for one in counts if one.kind in kinds and (year is None or one.year == year)
    )


def _numbers(session: Session, ids: Sequence[str]) -> dict[str, str]:
    found = deposits.sequences(session, [one for one in ids if one])
    return {key: f"{number:04}" for key, number in found.items() if number is not None}


def _url(client: Client, wanted: Asked, page: int = 1) -> str:
    query: dict[str, Any] = {**wanted.in_address, **({"hlm": page} if page > 1 else {})}
    return url_for("clients.file", number=client.number, **query, _anchor="linimasa")


def _parts(
    client: Client, counts: Sequence[Tally], wanted: Asked, kinds: Collection[str]
) -> list[Choice]:
    rows = (("Semua", ""), ("Dokumen", DOCUMENTS), ("Peristiwa", EVENTS))
    current = wanted.what if wanted.what in {DOCUMENTS, EVENTS, *kinds} else ""
    return [
        Choice(
            label,
            _url(client, Asked(what, wanted.year)),
            _count(counts, _kinds(what, kinds), wanted.year),
            what == current,
        )
        for label, what in rows
    ]


def _kind_choices(client: Client, counts: Sequence[Tally], wanted: Asked) -> list[Choice]:
    known = sorted({one.kind for one in counts}, key=lambda kind: (kind not in KINDS, _order(kind)))
    return [
        Choice(
            kind_of(kind).title,
            _url(client, Asked(kind, wanted.year)),
            found,
            kind == wanted.what,
        )
        for kind in known
        if (found := _count(counts, {kind}, wanted.year)) or kind == wanted.what
    ]


def _order(kind: str) -> tuple[int, str]:
    names = list(KINDS)
    return (names.index(kind) if kind in names else len(names), kind)


def _year_choices(
    client: Client, counts: Sequence[Tally], wanted: Asked, chosen: Collection[str]
) -> list[Choice]:
    years = sorted({one.year for one in counts}, reverse=True)
    each = [
        Choice(str(year), _url(client, Asked(wanted.what, year)), found, year == wanted.year)
        for year in years
        if (found := _count(counts, chosen, year)) or year == wanted.year
    ]
    every = Choice(
        "Semua tahun",
        _url(client, Asked(wanted.what)),
        _count(counts, chosen, None),
        wanted.year is None,
    )
    return [every, *each]


def _words(wanted: Asked) -> str:
    """Say what the list is narrowed to."""
    named = {DOCUMENTS: "Dokumen", EVENTS: "Peristiwa"}
    what = named.get(wanted.what) or (kind_of(wanted.what).title if wanted.what else "")
    return ", ".join(part for part in (what, str(wanted.year or "")) if part)
