"""What is asked of the list of clients, read from an address and written into one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from casework.actor import Actor, Role
from webapp.clients.dimensions import CLOSED, CODES
from webapp.clients.order import ORDERS
from webapp.pieces.paging import page_asked

__all__ = ["ALL", "COLUMNS", "OWN", "Column", "Criteria", "Sorting", "criteria", "sorting"]

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
class Sorting:
    """A head by which the list is sorted: the address that does it, and how it is sorted now."""

    query: str
    direction: str


def criteria(values: MultiDict[str, str], actor: Actor) -> Criteria:
    """Read what was asked; anything that no link of ours says is taken as not said.

    A PK starts with her own clients.
    """
    order = values.get("urut", "")
    wanted = ",".join(values.getlist("kolom")).split(",")
    chosen = {code: values.get(code, "")[:_LONGEST_CHOICE] for code in CODES}
    return Criteria(
        mine=values.get("punya", OWN if actor.holds(Role.PK) else "") == OWN,
        chosen={
            code: value
            for code, value in chosen.items()
            if value and value in CLOSED.get(code, {value})
        },
        order=order if order.removeprefix("-") in ORDERS else "-nomor",
        columns=tuple(one.code for one in COLUMNS if one.code in wanted) or _USUAL,
        page=page_asked(values.get("hlm", "")),
        words=values.get("q", "").strip()[:_LONGEST],
    )


def sorting(asked: Criteria) -> dict[str, Sorting]:
    """Return what each head of the list does: first sorts upwards, then turns the order round."""
    found = {}
    for name in ORDERS:
        turned = f"-{name}" if asked.order == name else name
        now = {name: "ascending", f"-{name}": "descending"}.get(asked.order, "")
        found[name] = Sorting(replace(asked, order=turned).query, now)
    return found
