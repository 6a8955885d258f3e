"""What is asked of the list of clients: filters with counts that are true, order, columns."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from casework.actor import Actor, Role
from casework.assessments.roster import Line
from casework.clients.workflow import GuidanceStatus, Stage
from webapp.pieces.paging import page_asked
from webapp.words.marks import BANDS
from webapp.words.people import STATUSES, client_type, shown_name

__all__ = [
    "COLUMNS",
    "Column",
    "Criteria",
    "Filter",
    "Option",
    "Sorting",
    "criteria",
    "filters",
    "selected",
    "sorting",
]

_LONGEST = 200  # of words; the database matches no endless pattern
_LONGEST_CHOICE = 160  # the name of a Pos Bapas
OWN, ALL = "saya", "semua"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list; `order` is what its head sorts by, empty where it cannot."""

    code: str
    title: str
    order: str = ""


COLUMNS: tuple[Column, ...] = (
    Column("risiko", "Risiko"),
    Column("tenggat", "Asesmen berikutnya", "tenggat"),
    Column("pk", "PK", "pk"),
    Column("tempat", "Map kertas"),
    Column("jenis", "Jenis klien"),
    Column("status", "Status"),
    Column("tahap", "Tahap"),
    Column("diterima", "Diterima", "diterima"),
    Column("sampai", "Bimbingan s.d."),
    Column("pos", "Pos Bapas"),
    Column("register", "Nomor register"),
)
_USUAL = ("risiko", "tenggat", "pk", "tempat")


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked of the list; the words are typed into a form and never stand in an address."""

    mine: bool
    chosen: Mapping[str, str]
    order: str = "-nomor"
    columns: tuple[str, ...] = _USUAL
    page: int = 1
    words: str = ""

    @property
    def in_address(self) -> dict[str, str]:
        """The part that may stand in an address, without the page."""
        found = {"punya": OWN if self.mine else ALL, **self.chosen}
        if self.order != "-nomor":
            found["urut"] = self.order
        if self.columns != _USUAL:
            found["kolom"] = ",".join(self.columns)
        return found

    @property
    def query(self) -> str:
        """The same as it stands behind the question mark."""
        return urlencode(self.in_address)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, how many clients are behind it, and the address that makes it."""

    label: str
    count: int
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name, what is chosen (empty for everything) and its choices."""

    label: str
    chosen: str
    options: tuple[Option, ...]

    @property
    def without(self) -> Option:
        """The choice that lifts the filter."""
        return self.options[0]


@dataclass(frozen=True, slots=True)
class Sorting:
    """A head by which the list is sorted: the address that does it, and how it is sorted now."""

    query: str
    direction: str


@dataclass(frozen=True, slots=True)
class _Dimension:
    code: str
    label: str
    value: Callable[[Line, date], str]
    words: Callable[[str], str]
    order: Sequence[str] = ()


_SOON, _LATER = 7, 30  # days
_DUE = {
    "terlambat": "Terlambat",
    "hari-ini": "Hari ini",
    "7-hari": "7 hari ke depan",
    "30-hari": "8 sampai 30 hari",
    "nanti": "Lebih dari 30 hari",
    "belum-diketahui": "Belum diketahui",
    "tanpa": "Tanpa tenggat",
}
_RISK = {
    **{code: mark.word for code, mark in BANDS.items()},
    "daftar-lama": "Belum dinilai, ada di daftar lama",
    "belum": "Belum dinilai",
}
_STAGES = {str(stage): str(stage).capitalize() for stage in Stage}
_AGES = {"anak": "Anak", "dewasa": "Dewasa"}
_NONE = "-"


def _due(line: Line, today: date) -> str:
    if line.due is None:
        return "belum-diketahui" if line.unknown else "tanpa"
    days = (line.due.on - today).days
    steps = ((days < 0, "terlambat"), (days == 0, "hari-ini"), (days <= _SOON, "7-hari"))
    found = next((word for holds, word in steps if holds), "")
    return found or ("30-hari" if days <= _LATER else "nanti")


def _risk(line: Line, today: date) -> str:
    del today
    if line.rating is not None:
        return line.rating.band
    return "daftar-lama" if line.old_band else "belum"


def _dimensions(pks: Mapping[str, str]) -> tuple[_Dimension, ...]:
    states = {str(status): words for status, words in STATUSES.items()}
    return (
        _Dimension(
            "status", "Status", lambda one, _: str(one.status), lambda v: states[v], list(states)
        ),
        _Dimension(
            "pk", "PK", lambda one, _: one.pk_id or _NONE, lambda v: pks.get(v, "Belum ditugaskan")
        ),
        _Dimension("jenis", "Jenis klien", lambda one, _: one.client_type, client_type),
        _Dimension(
            "tahap", "Tahap", lambda one, _: str(one.stage), lambda v: _STAGES[v], list(_STAGES)
        ),
        _Dimension(
            "golongan",
            "Anak/dewasa",
            lambda one, _: "anak" if one.child else "dewasa",
            lambda v: _AGES[v],
            list(_AGES),
        ),
        _Dimension(
            "pos",
            "Pos Bapas",
            lambda one, _: one.post or _NONE,
            lambda v: "Bapas sendiri" if v == _NONE else v,
        ),
        _Dimension("risiko", "Risiko", _risk, lambda v: _RISK.get(v, v), list(_RISK)),
        _Dimension("tenggat", "Tenggat", _due, lambda v: _DUE[v], list(_DUE)),
    )


_CODES = tuple(one.code for one in _dimensions({}))
_CLOSED: Mapping[str, frozenset[str]] = {
    "status": frozenset(str(status) for status in GuidanceStatus),
    "tahap": frozenset(_STAGES),
    "golongan": frozenset(_AGES),
    "risiko": frozenset(_RISK),
    "tenggat": frozenset(_DUE),
}


def criteria(values: MultiDict[str, str], actor: Actor) -> Criteria:
    """Read what was asked; anything that no link of ours says is taken as not said.

    A PK starts with her own clients.
    """
    order = values.get("urut", "")
    wanted = ",".join(values.getlist("kolom")).split(",")
    chosen = {code: values.get(code, "")[:_LONGEST_CHOICE] for code in _CODES}
    return Criteria(
        mine=values.get("punya", OWN if actor.holds(Role.PK) else "") == OWN,
        chosen={
            code: value
            for code, value in chosen.items()
            if value and value in _CLOSED.get(code, {value})
        },
        order=order if order.removeprefix("-") in _ORDERS else "-nomor",
        columns=tuple(one.code for one in COLUMNS if one.code in wanted) or _USUAL,
        page=page_asked(values.get("hlm", "")),
        words=values.get("q", "").strip()[:_LONGEST],
    )


def selected(
    lines: Sequence[Line], asked: Criteria, actor: Actor, pks: Mapping[str, str], today: date
) -> tuple[list[Line], list[Filter]]:
    """Return the clients that pass every filter, in order, and the filters with their counts.

    A client counts for a choice where that choice alone decides, so each count is that of the
    list behind it.
    """
    dimensions = _dimensions(pks)
    counts: dict[str, Counter[str]] = {code: Counter() for code in ("punya", *_CODES)}
    found = []
    for line in lines:
        values = {one.code: one.value(line, today) for one in dimensions}
        values["punya"] = OWN if line.pk_id == actor.id else ALL
        wanted = {**asked.chosen, **({"punya": OWN} if asked.mine else {})}
        failing = [code for code, value in wanted.items() if values[code] != value]
        if not failing:
            found.append(line)
        for code in values if not failing else failing if len(failing) == 1 else ():
            counts[code][values[code]] += 1
    return _sorted(found, asked.order, pks), filters(asked, dimensions, counts)


def filters(
    asked: Criteria, dimensions: Sequence[_Dimension], counts: Mapping[str, Counter[str]]
) -> list[Filter]:
    """Return the filters; one that would divide nothing is left out, unless it is chosen."""
    own = counts["punya"][OWN]
    whose = Filter(
        "Klien siapa",
        "",
        (
            _option("Klien saya", own, replace(asked, mine=True), current=asked.mine),
            _option(
                "Semua",
                counts["punya"].total(),
                replace(asked, mine=False),
                current=not asked.mine,
            ),
        ),
    )
    rest = (_filter(asked, one, counts[one.code]) for one in dimensions)
    return [whose, *(one for one in rest if one.chosen or len(one.options) > 2)]  # noqa: PLR2004


def _filter(asked: Criteria, dimension: _Dimension, counts: Counter[str]) -> Filter:
    chosen = asked.chosen.get(dimension.code, "")
    others = {code: value for code, value in asked.chosen.items() if code != dimension.code}
    known = {value: counts[value] for value in {*counts, *([chosen] if chosen else [])}}
    places = {value: n for n, value in enumerate(dimension.order)}
    ordered = sorted(known, key=lambda v: (v == _NONE, places.get(v, 0), dimension.words(v)))
    lifted = _option("Semua", counts.total(), replace(asked, chosen=others), current=not chosen)
    options = [
        _option(
            dimension.words(value),
            known[value],
            replace(asked, chosen={**others, dimension.code: value}),
            current=value == chosen,
        )
        for value in ordered
    ]
    return Filter(dimension.label, dimension.words(chosen) if chosen else "", (lifted, *options))


def _option(label: str, count: int, then: Criteria, *, current: bool) -> Option:
    return Option(label, count, then.query, current)


_FAR = date.max
_ORDERS: Mapping[str, Callable[[Line, Mapping[str, str]], object]] = {
    "nomor": lambda one, _: one.number,
    "nama": lambda one, _: shown_name(one.name, child=one.child).casefold(),
    "diterima": lambda one, _: one.received_on,
    "tenggat": lambda one, _: one.due.on if one.due else _FAR,
    "pk": lambda one, pks: pks.get(one.pk_id, "\uffff").casefold(),
}


def _sorted(lines: list[Line], order: str, pks: Mapping[str, str]) -> list[Line]:
    key = _ORDERS[order.removeprefix("-")]
    by_number = sorted(lines, key=lambda one: one.number, reverse=True)
    return sorted(by_number, key=lambda one: key(one, pks), reverse=order.startswith("-"))  # type: ignore[arg-type,return-value]


def sorting(asked: Criteria) -> dict[str, Sorting]:
    """Return what each head of the list does: first sorts upwards, then turns the order round."""
    found = {}
    for name in _ORDERS:
        turned = f"-{name}" if asked.order == name else name
        now = {name: "ascending", f"-{name}": "descending"}.get(asked.order, "")
        found[name] = Sorting(replace(asked, order=turned).query, now)
    return found
