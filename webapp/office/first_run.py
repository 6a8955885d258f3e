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
from casework.users.model import Account

__all__ = ["ROLES", "FirstOffice", "known", "read", "set_up"]

Value = TypeVar("Value")

# the first official always administers; in a small office the same person also does the work
ROLES = tuple(role for role in Role if role is not Role.ADMIN)


@dataclass(frozen=True, slots=True)
class FirstOffice:
    """What the form of an empty office says, already held against the rules of each part."""

    code: str
    profile: Profile
    official: offices.OfficialDraft
    login: str
    password: str


def known(session: Session) -> Profile | None:
    """Return the settings of an office that came back from its archive: they stay as they are."""
    office = offices.only_office(session)
    return None if office is None else office.settings


def read(
    session: Session, values: Mapping[str, str], roles: list[str], *, at: datetime
) -> FirstOffice:
    """Read the form; raises Invalid with the faults of all its parts, in the form's order."""
    faults: list[Fault] = []
    if not users.code_fits(session, values.get("code", "")):
        faults.append(Fault("code", "setup-code"))
    profile = known(session) or _kept(
        lambda: _profile(values), faults, {"code": "office", "name": "bapas"}
    )
    today = office_date(at, profile.zone if profile else Zone.WIB)
    draft = _kept(lambda: _official(values, roles, today), faults, {})
    login, password = values.get("login", ""), values.get("password", "")
    faults += users.account_faults(session, login, password)
    if password != values.get("again", ""):
        faults.append(Fault("again", "password-repeat"))
    if faults or profile is None or draft is None:
        raise Invalid(*faults)
    return FirstOffice(values.get("code", ""), profile, draft, login, password)


def set_up(session: Session, first: FirstOffice, *, at: datetime) -> Account:
    """Make the office and its first account; WrongCode unless the one-time code fits."""
    users.use_setup_code(session, first.code, at=at)
    actor = Actor("penyiapan", first.profile.code, first.official.name, first.official.nip)
    if offices.only_office(session) is None:
        offices.set_profile(session, actor, first.profile, at=at)
    official = offices.appoint(session, actor, first.official, at=at)
    session.flush()
    return users.add_account(session, official.id, first.login, first.password)


def _kept(
    make: Callable[[], Value], faults: list[Fault], fields: Mapping[str, str]
) -> Value | None:
    try:
        return make()
    except Invalid as refused:
        faults += [replace(f, field=fields.get(f.field, f.field)) for f in refused.faults]
        return None


def _profile(values: Mapping[str, str]) -> Profile:
    return Profile(code=values.get("office", "").strip(), name=values.get("bapas", "").strip())


def _official(values: Mapping[str, str], roles: list[str], since: date) -> offices.OfficialDraft:
    chosen = {role for role in ROLES if role in roles}
    return offices.OfficialDraft(
        name=values.get("name", ""),
        nip=values.get("nip", "").strip(),
        position=values.get("position", ""),
        roles=frozenset({Role.ADMIN, *chosen}),
        since=since,
    )
