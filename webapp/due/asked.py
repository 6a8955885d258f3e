"""What is asked of the page of due days: which urgency, whose clients, which part of the list."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.actor import Actor, Role
from casework.assessments.due import EVERYBODY, OWN, Scope, Whose
from webapp.pieces.paging import page_asked

__all__ = ["KINDS", "NO_PK", "Asked", "GroupKind", "asked_for", "has_own", "said_of"]

NO_PK = "tanpa-pk"


@dataclass(frozen=True, slots=True)
class GroupKind:
    """One urgency: its name in addresses, its mark, its title, and which count is its own."""

    slug: str
    mark: str
    title: str
    count: str
    empty: str


KINDS = (
    GroupKind("terlambat", "late", "Terlambat", "late", "Tidak ada yang terlambat."),
    GroupKind("hari-ini", "today", "Hari ini", "today", "Tidak ada yang jatuh tempo hari ini."),
    GroupKind(
        "tujuh-hari", "soon", "7 hari", "soon", "Tidak ada yang jatuh tempo dalam 7 hari ini."
    ),
    GroupKind(
        "tiga-puluh-hari",
        "scheduled",
        "30 hari",
        "later",
        "Tidak ada yang jatuh tempo antara 8 dan 30 hari lagi.",
    ),
    GroupKind(
        "belum-diketahui",
        "unrated",
        "Belum diketahui",
        "unknown",
        "Semua klien sudah diketahui tanggal asesmen terakhirnya.",
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; an empty group is the first that has anything."""

    group: str
    scope: Scope
    page: int
    whole: bool


def asked_for(values: Mapping[str, str], actor: Actor) -> Asked:
    """Read what was asked; what no link of ours says is taken as not said."""
    return Asked(
        group=values.get("kelompok", ""),
        scope=_scope(values.get("petugas", ""), actor),
        page=page_asked(values.get("hlm", "")),
        whole=values.get("semua") == "1",
    )


def _scope(said: str, actor: Actor) -> Scope:
    if said in {"saya", "semua"}:
        return OWN if said == "saya" else EVERYBODY
    if said == NO_PK:
        return Scope(Whose.NOBODY)
    if said:
        return Scope(Whose.OFFICER, said[:26])
    return OWN if has_own(actor) else EVERYBODY


def has_own(actor: Actor) -> bool:
    """Tell whether the actor has a part of the list of one's own."""
    return actor.holds(Role.PK, Role.ASESOR)


def said_of(scope: Scope) -> str:
    """Return how an address says whose clients are meant."""
    return scope.pk_id if scope.whose is Whose.OFFICER else str(scope.whose)
