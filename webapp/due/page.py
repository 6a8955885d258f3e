"""The page of due days: who is late, due today, soon or later, by officer and by week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import due
from casework.assessments.due import EVERYBODY, OWN, DueCount, DueRow, Horizon, Scope, Whose
from casework.offices import service as offices
from webapp.due.asked import KINDS, NO_PK, Asked, GroupKind, has_own, said_of
from webapp.due.chart import WeekChart, week_chart
from webapp.due.lines import Task, due_task
from webapp.words.children import left_out
from webapp.words.formatting import today
from webapp.words.people import officer

__all__ = ["DuePage", "due_page", "pressing"]

_PAGE = 50
_ALL = 3_000  # lines of a printed list; no office has more clients due
_DAY, _WEEK, _MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of a filter, with how many it leads to."""

    label: str
    url: str
    count: int
    current: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer's clients by urgency, each count with the list behind it."""

    name: str
    url: str
    cells: list[Choice]
    current: bool


@dataclass(frozen=True, slots=True)
class DuePage:
    """Everything the page shows."""

    groups: list[Choice]
    whose: list[Choice]
    whose_said: str
    left_out: str
    kind: GroupKind
    lines: list[Task]
    total: int
    first: int
    last: int
    previous: str
    following: str
    whole: str
    officers: list[OfficerRow]
    chart: WeekChart


def pressing(session: Session, actor: Actor) -> int:
    """Return how many are late or due today in the list with which the reader's page begins."""
    scope = OWN if has_own(actor) else EVERYBODY
    found = due.due_count(session, actor, _horizon(today()), scope=scope)
    return found.late + found.today


def _horizon(on: date) -> Horizon:
    return Horizon(on, on + _WEEK, on + _MONTH)


def due_page(session: Session, actor: Actor, asked: Asked) -> DuePage:
    """Put the page together, trimmed to the clients whom the reader may see."""
    on = today()
    counts = due.due_count(session, actor, _horizon(on), scope=asked.scope)
    kind = _kind(asked.group, counts)
    total = _of(counts, kind)
    size = _ALL if asked.whole else _PAGE
    page = 1 if asked.whole else min(max(asked.page, 1), max(1, -(-total // _PAGE)))
    skip = (page - 1) * size
    names = {one.id: officer(one) for one in offices.officials(session, actor.office)}
    rows = _rows(session, actor, kind, asked.scope, on, most=size, skip=skip) if total else []
    officers = _officers(session, actor, asked, kind, on, names)
    return DuePage(
        groups=[_group(one, counts, asked, kind) for one in KINDS],
        whose=_whose(actor, asked, kind),
        whose_said=_told(asked.scope, names),
        left_out=left_out(actor, own=asked.scope == OWN),
        kind=kind,
        lines=[due_task(actor, row, kind.mark, on, names) for row in rows],
        total=total,
        first=skip + 1,
        last=skip + len(rows),
        previous=_url(asked, kind, hlm=page - 1) if page > 1 else "",
        following=_url(asked, kind, hlm=page + 1) if skip + len(rows) < total else "",
        whole=_url(asked, kind, semua=1),
        officers=officers,
        chart=week_chart(_days(session, actor, asked.scope, on), on),
    )


def _kind(slug: str, counts: DueCount) -> GroupKind:
    chosen = next((one for one in KINDS if one.slug == slug), None)
    return chosen or next((one for one in KINDS if _of(counts, one)), KINDS[0])


def _of(counts: DueCount, kind: GroupKind) -> int:
    found: int = getattr(counts, kind.count)
    return found


def _rows(  # noqa: PLR0913  (which days, whose, and which page)
    session: Session, actor: Actor, kind: GroupKind, scope: Scope, on: date, *, most: int, skip: int
) -> list[DueRow]:
    if kind.count == "unknown":
        return due.unknown_list(session, actor, most=most, skip=skip, scope=scope)
    spans = {
        "late": (None, on - _DAY),
        "today": (on, on),
        "soon": (on + _DAY, on + _WEEK),
        "later": (on + _WEEK + _DAY, on + _MONTH),
    }
    since, until = spans[kind.count]
    return due.due_list(session, actor, since=since, until=until, most=most, skip=skip, scope=scope)


def _days(session: Session, actor: Actor, scope: Scope, on: date) -> dict[date, int]:
    return due.due_days(session, actor, since=on, until=on + 8 * _WEEK - _DAY, scope=scope)


def _url(asked: Asked, kind: GroupKind | None, **more: object) -> str:
    said = {"kelompok": kind.slug} if kind else {}
    return url_for("due.index", petugas=said_of(asked.scope), **said, **more)  # type: ignore[arg-type]


def _group(one: GroupKind, counts: DueCount, asked: Asked, kind: GroupKind) -> Choice:
    return Choice(one.title, _url(asked, one), _of(counts, one), one is kind, one.mark)


def _whose(actor: Actor, asked: Asked, kind: GroupKind) -> list[Choice]:
    """Return the choice between one's own and everybody's; who has none of their own has none."""
    if not has_own(actor):
        return []
    return [
        Choice(
            label,
            url_for("due.index", petugas=str(scope.whose), kelompok=kind.slug),
            0,
            asked.scope == scope,
        )
        for label, scope in (("Bagian saya", OWN), ("Semua", EVERYBODY))
    ]


def _told(scope: Scope, names: Mapping[str, str]) -> str:
    words = {
        Whose.OWN: "bagian saya",
        Whose.EVERYBODY: "seluruh kantor",
        Whose.NOBODY: "tanpa PK",
        Whose.OFFICER: f"PK {names.get(scope.pk_id, 'yang tidak dikenal')}",
    }
    return words[scope.whose]


def _officers(
    session: Session,
    actor: Actor,
    asked: Asked,
    kind: GroupKind,
    on: date,
    names: Mapping[str, str],
) -> list[OfficerRow]:
    counted = due.officer_counts(session, actor, _horizon(on))
    rows = [_officer(pk_id, counts, asked, kind, names) for pk_id, counts in counted.items()]
    return sorted(rows, key=lambda row: (row.url.endswith(NO_PK), row.name))


def _officer(
    pk_id: str | None, counts: DueCount, asked: Asked, kind: GroupKind, names: Mapping[str, str]
) -> OfficerRow:
    scope = Scope(Whose.OFFICER, pk_id) if pk_id else Scope(Whose.NOBODY)
    own = Asked(asked.group, scope, 1, whole=False)
    cells = [
        Choice(one.title, _url(own, one), _of(counts, one), one is kind, one.mark) for one in KINDS
    ]
    name = names.get(pk_id, "PK yang tidak dikenal") if pk_id else "Tanpa PK"
    return OfficerRow(name, _url(own, None), cells, asked.scope == scope)
