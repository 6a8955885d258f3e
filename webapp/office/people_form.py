"""The forms of a person of the office: from fields to an official's draft and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from casework.actor import Role
from casework.clients.days import read_day
from casework.errors import Fault, Invalid
from casework.offices.model import Official
from casework.offices.service import OfficialDraft
from casework.users import service as users
from webapp.pieces.forms import Form
from webapp.words.formatting import day
from webapp.words.roles import ROLES, role_words

__all__ = [
    "Difference",
    "blank",
    "differences",
    "ending",
    "read",
    "read_new",
    "role_choices",
    "stored",
]

_LABELS = {
    "name": "Nama",
    "nip": "NIP",
    "position": "Jabatan",
    "roles": "Peran",
    "since": "Dari",
    "until": "Sampai",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which what is stored and what was typed are not the same."""

    label: str
    stored: str
    typed: str


def role_choices() -> list[tuple[str, str, str]]:
    """Return the roles as boxes to tick, each with its sentence."""
    return [(role.value, title, sentence) for role, title, sentence in ROLES]


def read(values: Mapping[str, str], ticked: Sequence[str]) -> OfficialDraft:
    """Return what the form says; Invalid with the faults of all fields together."""
    faults = list[Fault]()
    since = _day(values, "since", faults)
    until = _day(values, "until", faults) if values.get("until", "").strip() else None
    if not set(ticked) <= set(Role):
        faults.append(Fault("roles", "unknown-choice"))
    try:
        draft = OfficialDraft(
            name=values.get("name", ""),
            nip="".join(values.get("nip", "").split()),
            position=values.get("position", ""),
            roles=frozenset(Role(role) for role in ticked if role in set(Role)),
            since=since or date.min,
            until=until,
        )
    except Invalid as refused:
        raise Invalid(*refused.faults, *faults) from refused
    if faults:
        raise Invalid(*faults)
    return draft


def read_new(session: Session, values: Mapping[str, str], ticked: Sequence[str]) -> OfficialDraft:
    """Return what the form of a new person says; Invalid with what is wrong with the login too."""
    login = values.get("login", "")
    faults = users.login_faults(session, login) if login.strip() else []
    try:
        draft = read(values, ticked)
    except Invalid as refused:
        raise Invalid(*refused.faults, *faults) from refused
    if faults:
        raise Invalid(*faults)
    return draft


def ending(values: Mapping[str, str]) -> date:
    """Return the day on which a term ends; Invalid where it is no day."""
    faults = list[Fault]()
    found = _day(values, "on", faults)
    if found is None:
        raise Invalid(*faults)
    return found


def blank(on: date) -> Form:
    """Return the form of a new person: from today on, without roles."""
    return Form({"since": day(on)})


def stored(official: Official) -> Form:
    """Return the form as the official now fills it."""
    return Form(
        {
            "name": official.name,
            "nip": official.nip,
            "position": official.position,
            "roles": " ".join(official.roles),
            "since": day(official.since),
            "until": day(official.until),
        }
    )


def differences(now: Form, typed: Form) -> tuple[Difference, ...]:
    """Return where what is stored by now and what was typed part."""
    pairs = [(label, _shown(now, name), _shown(typed, name)) for name, label in _LABELS.items()]
    return tuple(Difference(*one) for one in pairs if one[1] != one[2])


def _shown(form: Form, name: str) -> str:
    if name != "roles":
        return form.value(name).strip()
    return role_words(role for role in form.ticked(name) if role in set(Role))


def _day(values: Mapping[str, str], name: str, faults: list[Fault]) -> date | None:
    if not values.get(name, "").strip():
        faults.append(Fault(name, "required"))
        return None
    found = read_day(values[name], name)
    if isinstance(found, Fault):
        faults.append(found)
        return None
    return found
