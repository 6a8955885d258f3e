"""The menu of a page: one table of entries, each shown to the roles whose work it is."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, request, url_for
from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from webapp.access import signed_in
from webapp.parts import parts

__all__ = ["MENU", "Entry", "Item", "counted", "items"]

_CASE = frozenset(
    {
        Role.ASESOR,
        Role.SUPERVISOR,
        Role.PK,
        Role.KABAPAS,
        Role.ARSIPARIS,
        Role.REGISTRASI,
        Role.KASI,
    }
)

Count = Callable[[Session, Actor], int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: shown only where its page exists and the person has the role."""

    label: str
    endpoint: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as the page shows it."""

    label: str
    url: str
    current: bool
    waiting: int | None


MENU = (
    Entry("Beranda", "home.today", frozenset(Role)),
    Entry("Asesmen", "assessments.index", frozenset({Role.ASESOR, Role.SUPERVISOR})),
    Entry("Litmas", "litmas.index", frozenset({Role.PK})),
    Entry("Berkas Klien", "clients.index", _CASE),
    Entry("Tenggat", "due.index", _CASE),
    Entry("Penugasan", "assigning.index", frozenset({Role.KASI, Role.KABAPAS})),
    Entry("Impor", "imports.index", frozenset({Role.REGISTRASI})),
    Entry("Pengguna", "people.index", frozenset({Role.ADMIN})),
    Entry("Kantor", "office.show", frozenset({Role.ADMIN})),
    Entry("Sistem", "backup.show", frozenset({Role.ADMIN})),
    Entry("Instrumen", "instruments.index", frozenset({Role.ADMIN})),
    Entry("Aturan", "rules.show", frozenset({Role.ADMIN})),
)

_COUNTS: dict[str, Count] = {}


def counted(endpoint: str) -> Callable[[Count], Count]:
    """Declare the function that says how much waits for a person behind an entry."""

    def declare(count: Count) -> Count:
        _COUNTS[endpoint] = count
        return count

    return declare


# the entries under which pages stand whose blueprint has none of its own
_UNDER = {
    "assignments": "assessments.index",
    "client_file": "clients.index",
    "client_lists": "clients.index",
    "consents": "assessments.index",
    "documents": "clients.index",
    "import_words": "imports.index",
    "interviews": "assessments.index",
    "sources": "clients.index",
    "studying": "assessments.index",
}


def items() -> list[Item]:
    """Return the menu of who is signed in, with what waits for that person."""
    actor = signed_in()
    if actor is None:
        return []
    shown = [
        entry
        for entry in MENU
        if actor.holds(*entry.roles) and entry.endpoint in current_app.view_functions
    ]
    waiting = _waiting(actor, [entry.endpoint for entry in shown])
    blueprint = (request.endpoint or "").partition(".")[0]
    here = _UNDER.get(blueprint, blueprint)
    return [
        Item(
            entry.label,
            url_for(entry.endpoint),
            here in {entry.endpoint, entry.endpoint.partition(".")[0]},
            waiting.get(entry.endpoint),
        )
        for entry in shown
    ]


def _waiting(actor: Actor, endpoints: list[str]) -> dict[str, int]:
    counts = {endpoint: _COUNTS[endpoint] for endpoint in endpoints if endpoint in _COUNTS}
    if not counts:
        return {}
    with parts().database.reading() as session:
        return {endpoint: count(session, actor) for endpoint, count in counts.items()}
