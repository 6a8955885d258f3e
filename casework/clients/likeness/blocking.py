"""Which of many people are worth holding against one: those who share a key, not everyone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from casework.clients.likeness.evidence import near_days
from casework.clients.likeness.naming import FILLING
from casework.clients.likeness.spelling import key_words
from casework.clients.likeness.weighing import ReadyProbe

__all__ = ["STEM", "Crowd", "stems", "telling"]

STEM = 3  # letters of a word; a slip is seldom among the first
_MOST_WORDS = 6
_ANY, _UNKNOWN = 0, -1  # for the year of birth
_Key = tuple[object, ...]


def stems(name: str) -> tuple[str, ...]:
    """Return the beginnings of the words of a name, by which it is looked up."""
    return tuple(dict.fromkeys(word[:STEM] for word in key_words(name)[:_MOST_WORDS]))


def telling(name: str) -> tuple[str, ...]:
    """Return those of them that few names have, where there is any."""
    found = [word for word in key_words(name)[:_MOST_WORDS] if word not in FILLING]
    return tuple(dict.fromkeys(word[:STEM] for word in found)) or stems(name)


@dataclass(slots=True)
class Crowd:
    """People in memory, found by what makes a double likely: a number, the birth, name and year.

    Another birth takes so much away that names do not make up for it, so that only the names
    of one year's births are held against each other (and of those whose birth is not known).
    """

    blocks: dict[_Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    size: int = 0

    def add(self, person: ReadyProbe) -> None:
        """Take one more person in; they are numbered in this order."""
        years = (_year(person), _ANY)
        for key in {*_proofs(person), *_names(person, years, whole="only", part="any")}:
            self.blocks[key].append(self.size)
        self.size += 1

    def near(self, person: ReadyProbe) -> set[int]:
        """Return the numbers of those who may be the same person."""
        years = (_year(person), _UNKNOWN) if person.born else (_ANY,)
        keys = {*_proofs(person), *_names(person, years, whole="any", part="only")}
        if person.born:
            keys.update(("birth", day) for day in near_days(person.born))
        return {n for key in keys for n in self.blocks.get(key, ())}


def _year(person: ReadyProbe) -> int:
    return person.born.year if person.born else _UNKNOWN


def _proofs(person: ReadyProbe) -> Iterator[_Key]:
    if person.nik:
        yield "nik", person.nik
    yield from (("register", *one) for one in person.registers)
    if person.born:
        yield "birth", person.born


def _names(person: ReadyProbe, years: tuple[int, ...], *, whole: str, part: str) -> Iterator[_Key]:
    """Yield the keys under which names meet: two words, or one that is all of either name.

    A name's only word is kept as "only" and asked for among "any" words, and the other way round.
    """
    for name in (person.name, *person.others):
        found = sorted(stems(name))
        keys: list[_Key] = [*combinations(found, 2), *((part, one) for one in found)]
        if len(found) == 1:
            keys.append((whole, *found))
        yield from ((*key, year) for key in keys for year in years)
