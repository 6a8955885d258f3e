"""What `/pengguna` shows: everybody of the office with state, one person with what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.deposits.model import Deposit
from casework.offices import officials
from casework.users import people
from casework.users.people import Person, State
from webapp.office import people_form
from webapp.office.people_form import Difference
from webapp.pieces.forms import Form
from webapp.words.fields import PERSON
from webapp.words.formatting import day
from webapp.words.roles import role_words

__all__ = ["FILTERS", "STATES", "Act", "PeopleList", "PersonPage", "people_list", "person_page"]

# of each state: the key of its mark and its word
STATES: Mapping[State, tuple[str, str]] = {
    State.ACTIVE: ("issued", "Aktif"),
    State.LATER: ("paused", "Masa tugas belum mulai"),
    State.NEVER: ("to-print", "Belum masuk"),
    State.MUST_CHANGE: ("warning", "Wajib ganti sandi"),
    State.WITHOUT: ("unrated", "Tanpa akun"),
    State.ENDED: ("void", "Berakhir"),
}
FILTERS: Mapping[str, str] = {"aktif": "Aktif", "berakhir": "Berakhir"}
_FIELDS = {"nama": "Nama", "nip": "NIP", "jabatan": "Jabatan", "peran": "Peran"}
_TERM = {"dari": "Dari", "sampai": "Sampai"}


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The people of one filter, and how many each filter has."""

    chosen: str
    rows: tuple[Person, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Act:
    """One record of a person: when, by whom, what became of what, and why."""

    at: datetime
    who: str
    lines: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person with the forms of the page, as stored or as typed."""

    person: Person
    form: Form
    ending: Form = field(default_factory=Form)
    giving: Form = field(default_factory=Form)
    past: tuple[Act, ...] = ()
    differing: tuple[Difference, ...] = ()

    @property
    def all_slips(self) -> Form:
        """The faults of the three forms together, for the summary."""
        return Form({}, (*self.form.faults, *self.ending.faults, *self.giving.faults), PERSON)


def people_list(session: Session, actor: Actor, chosen: str, *, at: datetime) -> PeopleList:
    """Return who is in office, or who no longer is."""
    chosen = chosen if chosen in FILTERS else "aktif"
    found = people.everyone(session, actor, at=at)
    parted = {
        "aktif": tuple(one for one in found if not one.over),
        "berakhir": tuple(one for one in found if one.over),
    }
    return PeopleList(chosen, parted[chosen], {name: len(rows) for name, rows in parted.items()})


def person_page(
    session: Session, person: Person, form: Form | None = None, *, stale: bool = False
) -> PersonPage:
    """Return the page; with `stale` what was typed stands beside what is stored by now."""
    now = people_form.stored(person.official)
    shown = form or now
    return PersonPage(
        person,
        shown,
        past=_past(officials.past(session, person.official)),
        differing=people_form.differences(now, shown) if stale else (),
    )


def _past(records: tuple[Deposit, ...]) -> tuple[Act, ...]:
    earlier = (*records, None)[1:]
    return tuple(_act(one, before) for one, before in zip(records, earlier, strict=True))


def _act(one: Deposit, before: Deposit | None) -> Act:
    actor, reason = one.record["pelaku"]["nama"], one.isi.get("alasan", "")
    if before is None:
        return Act(one.at, actor, ("Dicatat sebagai petugas.",), reason)
    changed = [name for name in (*_FIELDS, *_TERM) if one.isi[name] != before.isi[name]]
    lines = [
        f"{(_FIELDS | _TERM)[name]}: {_word(name, before)} menjadi {_word(name, one)}"
        for name in changed
    ]
    return Act(one.at, actor, tuple(lines), reason)


def _word(name: str, record: Deposit) -> str:
    value = record.isi[name]
    if name == "peran":
        return role_words(value)
    if name in _TERM:
        return day(datetime.fromisoformat(value).date()) if value else "tanpa batas"
    return value or "kosong"
