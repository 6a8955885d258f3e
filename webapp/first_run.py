"""Setting up an empty office from one form: its settings, its first official, the first account."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.clock import Zone, office_date
from casework.errors import Fault, Invalid
from casework.offices import service as offices
from casework.offices.profile import Profile
from casework.users import service as users

__all__ = ["ROLES", "FirstOffice", "read", "set_up"]

Value = TypeVar("Value")

# the first official always administers; in a small office the same person also does the work
ROLES = (Role.ASESOR, Role.SUPERVISOR, Role.PK, Role.KABAPAS, Role.ARSIPARIS)


@dataclass(frozen=True, slots=True)
class FirstOffice:
    """What the form of an empty office says, already held against the rules of each part."""

    code: str
    profile: Profile
    official: offices.OfficialDraft
    login: str
    password: str


def read(values: Mapping[str, str], roles: list[str], *, at: datetime) -> FirstOffice:
    """Read the form; raises Invalid with the faults of all its parts together."""
    faults: list[Fault] = []
    if values.get("password", "") != values.get("again", ""):
        faults.append(Fault("again", "password-repeat"))
    zone = Zone(values.get("zone", "")) if values.get("zone") in set(Zone) else Zone.WIB
    profile = _kept(lambda: _profile(values, zone), faults, {"code": "office", "name": "bapas"})
    draft = _kept(lambda: _official(values, roles, office_date(at, zone)), faults, {})
    if faults or profile is None or draft is None:
        raise Invalid(*faults)
    return FirstOffice(
        values.get("code", ""), profile, draft, values.get("login", ""), values.get("password", "")
    )


def set_up(session: Session, first: FirstOffice, *, at: datetime) -> None:
    """Make the office and its first account; WrongCode unless the one-time code fits."""
    users.use_setup_code(session, first.code, at=at)
    actor = Actor("penyiapan", first.profile.code, first.official.name, first.official.nip)
    offices.set_profile(session, actor, first.profile, at=at)
    official = offices.appoint(session, actor, first.official, at=at)
    users.add_account(session, official.id, first.login, first.password)


def _kept(
    make: Callable[[], Value], faults: list[Fault], fields: Mapping[str, str]
) -> Value | None:
    try:
        return make()
    except Invalid as refused:
        faults += [replace(f, field=fields.get(f.field, f.field)) for f in refused.faults]
        return None


def _profile(values: Mapping[str, str], zone: Zone) -> Profile:
    lines = values.get("letterhead", "").splitlines()
    return Profile(
        code=values.get("office", "").strip(),
        name=values.get("bapas", "").strip(),
        zone=zone,
        letterhead=tuple(line.strip() for line in lines if line.strip()),
        address=values.get("address", "").strip(),
        contact=values.get("contact", "").strip(),
        city=values.get("city", "").strip(),
    )


def _official(values: Mapping[str, str], roles: list[str], since: date) -> offices.OfficialDraft:
    chosen = {role for role in ROLES if role in roles}
    return offices.OfficialDraft(
        name=values.get("name", ""),
        nip=values.get("nip", "").strip(),
        position=values.get("position", ""),
        roles=frozenset({Role.ADMIN, *chosen}),
        since=since,
    )
