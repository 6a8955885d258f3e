"""What a search looks for in terms of the index: shared by query, highlight and suggestion."""

import dataclasses

from indexer.analysis import fold, name_key, number_forms, stem, terms
from indexer.criteria import Criteria

__all__ = ["Wanted", "Word", "wanted"]

_SHORTEST_PREFIX = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """One thing typed: a word, or several terms that must follow each other."""

    terms: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    key: str = ""
    prefix: bool = False

    @property
    def root(self) -> str:
        """Return the root under which a single word is also found, if it is a single word."""
        return stem(self.terms[0]) if len(self.terms) == 1 and self.key else ""


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """All words typed; `impossible` when only words too common to search for were typed."""

    words: tuple[Word, ...]
    impossible: bool
    any_word: bool = False


def wanted(criteria: Criteria) -> Wanted:
    """Turn the words of the criteria into terms of the index."""
    last = len(criteria.words) - 1
    typed = [
        _word(word, prefix=criteria.prefix and at == last) for at, word in enumerate(criteria.words)
    ]
    typed += [Word(terms(phrase), _numbers(phrase)) for phrase in criteria.phrases]
    found = tuple(word for word in typed if word.terms or word.prefix)
    return Wanted(found, criteria.has_words and not found, criteria.any_word)


def _word(text: str, *, prefix: bool) -> Word:
    found = terms(text)
    if prefix and not found:
        found = (fold(text),)  # "di" may be the beginning of "diversi"
    long_enough = bool(found) and len(found[-1]) >= _SHORTEST_PREFIX
    numbers = _numbers(text)
    single = len(found) == 1
    return Word(
        terms=found,
        numbers=numbers,
        key=name_key(found[0]) if single else "",
        prefix=prefix and long_enough and (single or bool(numbers)),
    )


def _numbers(text: str) -> tuple[str, ...]:
    return number_forms(text) if any(map(str.isdecimal, text)) else ()
