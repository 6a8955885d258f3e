"""Which files are looked at for one person, and what is read of them: few, and in few queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.clients.draft import RegisterEntry
from casework.clients.likeness.blocking import STEM, stems, telling
from casework.clients.likeness.evidence import near_days, register_keys
from casework.clients.likeness.weighing import Probe, ReadyProbe, made_ready
from casework.clients.model import Client, ClientName, ClientRegister, NameKind
from casework.clients.queries import readable

__all__ = ["People", "ids", "people"]

_MANY = 120  # files looked at for one name; more share only the commonest words
_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class People:
    """Files, ready to be compared, with their ids and whether the reader may open them."""

    ids: list[str]
    people: list[ReadyProbe]
    open: list[bool]


def ids(session: Session, ready: ReadyProbe) -> set[str]:
    """Return the ids of the files that share a number, a birth or a name's beginnings."""
    found: set[str] = set()
    if ready.nik:
        found.update(session.scalars(select(Client.id).where(Client.nik == ready.nik)))
    found.update(_same_register(session, ready))
    if ready.born:
        days = [ready.born, *near_days(ready.born)]
        found.update(session.scalars(select(Client.id).where(Client.birth_date.in_(days))))
    for name in (ready.name, *ready.others)[:_MOST_NAMES]:
        found.update(_namesakes(session, name))
    return found


def _same_register(session: Session, ready: ReadyProbe) -> Iterator[str]:
    if not ready.registers:
        return
    patterns = [f"%{number.replace('/', '%')}%" for _, number in ready.registers]
    rows = session.execute(
        select(ClientRegister.client_id, ClientRegister.kind, ClientRegister.number).where(
            or_(*(ClientRegister.number.like(pattern) for pattern in patterns))
        )
    )
    for client_id, kind, number in rows:
        if register_keys([RegisterEntry(kind, number)]) & ready.registers:
            yield client_id


def _namesakes(session: Session, name: str) -> list[str]:
    """Return who shares two words' beginnings with the name, or the only one of either.

    Whoever shares two of them shares a telling one: the database looks for these only.
    """
    beginnings = set(stems(name))
    if not beginnings:
        return []
    least = min(2, len(beginnings))
    any_of_them = (func.instr(ClientName.sound_key, stem) > 0 for stem in telling(name))
    hits = []
    for client_id, key in session.execute(
        select(ClientName.client_id, ClientName.sound_key).where(or_(*any_of_them))
    ):
        words = key.split(" ")
        shared = len(beginnings.intersection(word[:STEM] for word in words))
        if shared >= least or (shared and len(words) == 1):
            hits.append((-shared, client_id))
    # files of an undone import must not take the places of people
    gone = _void(session) if len(hits) > _MANY else set[str]()
    kept = (client_id for _, client_id in sorted(hits) if client_id not in gone)
    return list(islice(kept, _MANY))


def _void(session: Session) -> set[str]:
    return set(session.scalars(select(Client.id).where(Client.void.is_(True))))


def people(session: Session, actor: Actor, wanted: set[str] | None) -> People:
    """Read the files of the office, or those of them that are wanted."""
    columns = (
        Client.id,
        Client.office,
        Client.name,
        Client.bin_binti,
        Client.birth_date,
        Client.birth_place,
        Client.nik,
        Client.sex,
        readable(actor),
    )
    query = select(*columns).where(Client.void.is_(False))
    rows = session.execute(query if wanted is None else query.where(Client.id.in_(wanted)))
    names = _grouped(session, _other_names(wanted))
    registers = _grouped(session, _registers(wanted))
    found = People([], [], [])
    for client_id, office, name, father, born, place, nik, sex, is_open in rows:
        if office != actor.office:  # asked for in SQL, it would draw the whole office's index
            continue
        found.ids.append(client_id)
        found.open.append(bool(is_open))
        found.people.append(
            made_ready(
                Probe(
                    name=name,
                    aliases=tuple(other for (other,) in names.get(client_id, ())),
                    bin_binti=father,
                    birth_date=born,
                    birth_place=place,
                    nik=nik,
                    registers=tuple(RegisterEntry(*one) for one in registers.get(client_id, ())),
                    sex=sex,
                )
            )
        )
    return found


def _other_names(wanted: set[str] | None) -> Select[*tuple[str, ...]]:
    kinds = (NameKind.ALIAS, NameKind.FORMER)
    query = select(ClientName.client_id, ClientName.name).where(ClientName.kind.in_(kinds))
    return query if wanted is None else query.where(ClientName.client_id.in_(wanted))


def _registers(wanted: set[str] | None) -> Select[*tuple[str, ...]]:
    query = select(ClientRegister.client_id, ClientRegister.kind, ClientRegister.number)
    return query if wanted is None else query.where(ClientRegister.client_id.in_(wanted))


def _grouped(session: Session, query: Select[*tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for client_id, *values in session.execute(query):
        found.setdefault(client_id, []).append(tuple(values))
    return found
