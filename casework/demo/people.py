"""Invented clients: one seed, one population, each person the same however many are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from casework.clients.draft import ClientDraft, Guarantor, RegisterEntry
from casework.clients.model import Sex
from casework.demo import names
from casework.demo.cases import Course, client_type, course
from casework.demo.names import Origin
from casework.demo.source import draw, fork, lists
from casework.instruments.lists import ClientType

__all__ = ["Person", "people", "person"]

_REGION = 9999  # no province bears 99: no such NIK was ever issued
_SERIALS = 9999
_SPREAD = 7919  # prime to `_SERIALS`, so serial numbers do not follow each other
_WOMEN_ADD = 40
_WOMEN = 0.09
_ADULT, _OLDEST_CHILD_VERDICT = 18, 17
_EDUCATION = {"SD": 24, "SMP": 30, "SMA": 28, "SMK": 9, "D3": 3, "S1": 6}
_UNDER_TWELVE = "penetapan-di-bawah-12"
_SCHOOLED = ("korupsi", "pemalsuan")


@dataclass(frozen=True, slots=True)
class Person:
    """An invented client and the deed behind the case, for those who write about both."""

    draft: ClientDraft
    deed: str
    months: int


def people(seed: int, count: int, today: date, pks: Sequence[str] = ()) -> Iterator[Person]:
    """Walk the first `count` clients of a seed; `pks` are the officials who share them."""
    return (person(seed, n, today, pks) for n in range(count))


def person(seed: int, n: int, today: date, pks: Sequence[str] = ()) -> Person:
    """Return the nth client of a seed."""
    dice = fork(seed, "person", n)
    kind = client_type(seed, n)
    path = course(dice, kind, today)
    family = names.origin(dice)
    sex = Sex.FEMALE if dice.random() < _WOMEN else Sex.MALE
    name = names.full_name(dice, family, sex)
    born = _born(dice, kind, path)
    education = _education(dice, kind, path)
    marital = "Belum kawin" if kind.child else _marital(dice, born, path.received_on)
    draft = ClientDraft(
        name=name,
        bin_binti=names.parent(dice, family, sex) if dice.random() < 0.8 else None,  # noqa: PLR2004
        aliases=(names.alias(dice, name, sex),) if dice.random() < 0.3 else (),  # noqa: PLR2004
        nik=_nik(n, born, sex),
        birth_place=family.birth_place,
        birth_date=born,
        sex=sex,
        religion=family.religion,
        education=education,
        occupation=_occupation(dice, kind, education),
        address=_address(dice),
        marital_status=marital,
        marks=dice.choice(lists("hidup").texts("marks")) if dice.random() < 0.2 else None,  # noqa: PLR2004
        client_type=kind.code,
        child=kind.child,
        received_on=path.received_on,
        guidance_from=path.received_on,
        guidance_until=path.guidance_until,
        origin=_prison(dice, kind, sex, path) if path.prison else None,
        pk_id=pks[n % len(pks)] if pks else None,
        cases=(path.case,),
        registers=tuple(_registers(n, kind, path)),
        guarantor=_guarantor(dice, family, sex, kind, marital),
    )
    return Person(draft, path.deed, path.months)


def _born(dice: Random, kind: ClientType, path: Course) -> date:
    verdict = path.case.verdict_on or path.received_on
    if kind.code == _UNDER_TWELVE:
        years = dice.randint(9, 11)
    elif kind.child:
        years = dice.randint(14, _OLDEST_CHILD_VERDICT)
    else:
        years = min(_ADULT + int(dice.gammavariate(2.2, 6.5)), 68)
    days = dice.randint(1, 364)
    return verdict.replace(year=verdict.year - years, day=min(verdict.day, 28)) - timedelta(days)


def _nik(n: int, born: date, sex: Sex) -> str:
    day = born.day + (_WOMEN_ADD if sex is Sex.FEMALE else 0)
    serial = n * _SPREAD % _SERIALS + 1
    return f"{_REGION}{n // _SERIALS + 1:02}{day:02}{born:%m%y}{serial:04}"


def _education(dice: Random, kind: ClientType, path: Course) -> str:
    if kind.child:
        return "SD" if kind.code == _UNDER_TWELVE else dice.choice(("SD", "SMP"))
    if path.case.offences[0] in _SCHOOLED:
        return dice.choice(("SMA", "D3", "S1"))
    return draw(dice, tuple(_EDUCATION), tuple(_EDUCATION.values()))


def _occupation(dice: Random, kind: ClientType, education: str) -> str:
    if kind.child:
        return dice.choice(("Pelajar", "Pelajar", "Putus sekolah, membantu orang tua"))
    return dice.choice(lists("hidup").table("work").texts(education))


def _marital(dice: Random, born: date, on: date) -> str:
    if on.year - born.year < 21 or dice.random() < 0.3:  # noqa: PLR2004
        return "Belum kawin"
    return dice.choice(lists("hidup").texts("marital"))


def _address(dice: Random) -> str:
    source = lists("hidup")
    street, village = dice.choice(source.texts("streets")), dice.choice(source.texts("villages"))
    district, city = dice.choice(source.texts("districts")), dice.choice(source.texts("cities"))
    rt, rw = dice.randint(1, 9), dice.randint(1, 12)
    house = f"{street} Nomor {dice.randint(1, 148)}, RT {rt:02} RW {rw:02}"
    return f"{house}, {village}, {district}, {city}"


def _prison(dice: Random, kind: ClientType, sex: Sex, path: Course) -> str:
    who = "narcotics" if "narkotika" in path.case.offences else "adult"
    if kind.child or sex is Sex.FEMALE:
        who = "child" if kind.child else "women"
    return dice.choice(lists("hidup").table("prisons").texts(who))


def _registers(n: int, kind: ClientType, path: Course) -> Iterator[RegisterEntry]:
    yield RegisterEntry(kind.register, f"{n + 1:04}/{kind.register}/{path.received_on.year}")
    if path.prison and not kind.child and path.case.verdict_on:
        series = "B.I" if path.months > 12 else "B.IIa"  # noqa: PLR2004
        yield RegisterEntry(series, f"{series}.{n % 900 + 11}/{path.case.verdict_on.year}")


def _guarantor(
    dice: Random, family: Origin, sex: Sex, kind: ClientType, marital: str
) -> Guarantor | None:
    if not kind.child and dice.random() < 0.1:  # noqa: PLR2004
        return None
    group = "child" if kind.child else sex.value.lower()
    relations = lists("hidup").texts(f"relations_{group}")
    relation = dice.choice(
        [one for one in relations if marital == "Kawin" or one not in _BY_MARRIAGE]
    )
    other = Sex.FEMALE if relation in _WOMENS or dice.random() < 0.3 else Sex.MALE  # noqa: PLR2004
    if relation in _MENS:
        other = Sex.MALE
    phone = f"0800 0555 {dice.randint(0, 9999):04}" if dice.random() < 0.8 else ""  # noqa: PLR2004
    return Guarantor(names.full_name(dice, family, other), relation, phone)


_BY_MARRIAGE = frozenset({"istri", "suami", "mertua"})
_WOMENS = frozenset({"istri", "ibu kandung", "nenek", "bibi"})
_MENS = frozenset({"suami", "ayah kandung", "kakek", "paman"})
