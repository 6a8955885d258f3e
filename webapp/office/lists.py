"""The lists of the office: offences and types of client, with what the office made of them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from casework import typed
from casework.actor import Actor
from casework.errors import Fault, Invalid, NotFound
from casework.instruments import own_lists
from casework.offices import service as offices
from casework.offices.profile import ListEntry, Profile

__all__ = ["ListPage", "keep", "list_page"]

TITLES: Mapping[str, str] = {
    own_lists.TYPES: "Jenis klien",
    own_lists.OFFENCES: "Tindak pidana",
}
_GROUPS = {True: "Anak", False: "Dewasa"}
_AUDIENCES = {"anak": True, "dewasa": False}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list; `own` where the office added it or wrote it anew."""

    code: str
    title: str
    below: str
    offered: bool
    own: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """One list in its groups, and the names of the lists there are."""

    name: str
    title: str
    titles: Mapping[str, str]
    groups: Mapping[str, list[Line]]
    total: int


def list_page(session: Session, actor: Actor, name: str) -> ListPage:
    """Put a list together; an unknown name shows the first one."""
    profile = offices.settings(session, actor.office)
    shown = name if name in TITLES else own_lists.TYPES
    own = {one.code for one in profile.own_entries if one.list == shown}
    groups: dict[str, list[Line]] = {}
    for group, line in _lines(profile, shown, own):
        groups.setdefault(group, []).append(line)
    return ListPage(shown, TITLES[shown], TITLES, groups, sum(map(len, groups.values())))


def _lines(profile: Profile, name: str, own: set[str]) -> list[tuple[str, Line]]:
    if name == own_lists.OFFENCES:
        found = sorted(own_lists.offences(profile).values(), key=lambda one: one.title)
        return [
            (
                "",
                Line(o.code, o.title, "narkotika" if o.narcotics else "", o.offered, o.code in own),
            )
            for o in found
        ]
    types = own_lists.client_types(profile).values()
    return sorted(
        (
            (
                " > ".join(part for part in (_GROUPS[t.child], t.group) if part),
                Line(t.code, t.title, f"register {t.register}", t.offered, t.code in own),
            )
            for t in types
        ),
        key=lambda pair: pair[0],
    )


def keep(
    session: Session, actor: Actor, name: str, values: Mapping[str, str], *, at: datetime
) -> None:
    """Add a line or write one anew and publish the settings; raises Invalid with what is wrong."""
    profile = offices.settings(session, actor.office)
    if name not in TITLES:
        raise NotFound(f"list {name}")
    faults, entry = list[Fault](), _entry(profile, name, values)
    if name == own_lists.TYPES and not entry.code and values.get("audience") not in _AUDIENCES:
        faults.append(Fault("audience", "required"))
    try:
        entries = own_lists.kept(profile, entry)
    except Invalid as refused:
        raise Invalid(*refused.faults, *faults) from None
    if faults:
        raise Invalid(*faults)
    offices.change_profile(session, actor, {"own_entries": [asdict(one) for one in entries]}, at=at)


def _entry(profile: Profile, name: str, values: Mapping[str, str]) -> ListEntry:
    code, title = values.get("code", ""), values.get("title", "")
    offered = values.get("offered", "1") == "1"
    if name == own_lists.OFFENCES:
        known = own_lists.offences(profile).get(code)
        narcotics = known.narcotics if known else values.get("narcotics") == "1"
        return ListEntry(name, known.code if known else "", title, offered, narcotics=narcotics)
    kind = own_lists.client_types(profile).get(code)
    if kind is not None:
        return ListEntry(
            name, kind.code, title, offered,
            child=kind.child, register=kind.register, group=kind.group,
        )  # fmt: skip
    return ListEntry(
        name, "", title, offered,
        child=_AUDIENCES.get(values.get("audience", ""), False),
        register=typed.line(values.get("register", ""), field="register", most=20) or "LAIN",
        group=typed.line(values.get("group", ""), field="group", most=80),
    )  # fmt: skip
