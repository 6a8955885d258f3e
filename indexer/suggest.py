"""Did you mean … and what a name or number may go on to be, from documents that are there."""

import collections
import dataclasses
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from whoosh import query

from indexer.analysis import clean, fold, name_key, name_keys, number_parts, stem, term, words
from indexer.reading import View

__all__ = ["Completion", "Suggestions", "suggest"]

_SHORTEST_WORD = 4
_FURTHEST = 2
_CANDIDATES = 20
_DOCUMENTS_READ = 300
_SHORTEST_BEGINNING = 2

Query = Any  # Whoosh has no types


@dataclasses.dataclass(frozen=True, slots=True)
class Completion:
    """A name or number that begins as typed, and the ids of documents that carry it.

    The caller shows it only to a reader who may see one of these documents.
    """

    text: str
    ids: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Suggestions:
    """What may be offered for what was typed; `did_you_mean` is empty where all is known."""

    did_you_mean: str = ""
    names: tuple[Completion, ...] = ()
    numbers: tuple[Completion, ...] = ()


def suggest(view: View, text: str, most: int) -> Suggestions:
    """Return corrections and completions of a text."""
    typed = clean(text)[:200]
    if not view.leaves or not typed.strip():
        return Suggestions()
    return Suggestions(
        _corrected(view, typed), _names(view, typed, most), _numbers(view, typed, most)
    )


def _corrected(view: View, typed: str) -> str:
    pieces: list[str] = []
    at, changed = 0, False
    for match in words(typed):
        better = _better(view, match[0])
        pieces += [typed[at : match.start()], better or match[0]]
        at, changed = match.end(), changed or bool(better)
    return "".join([*pieces, typed[at:]]) if changed else ""


def _better(view: View, word: str) -> str:
    wrong = term(word)
    if len(wrong) < _SHORTEST_WORD or not wrong.isalpha() or _is_known(view, wrong):
        return ""
    for distance in range(1, _FURTHEST + 1):
        often: dict[str, int] = collections.Counter()
        for leaf in view.leaves:
            for one, frequency in leaf.terms_within(wrong, distance):
                often[one] += frequency if one.isalpha() else 0
        for one in sorted(often, key=lambda one: (-often[one], one))[:_CANDIDATES]:
            if _is_live(view, "words", one):
                return one
    return ""


def _is_known(view: View, wrong: str) -> bool:
    forms = (("words", wrong), ("roots", stem(wrong)), ("words", stem(wrong)))
    return any(_is_live(view, *form) for form in (*forms, ("keys", name_key(wrong))))


def _is_live(view: View, field: str, text: str) -> bool:
    """Tell whether a document that is still there has the term: a removed one betrays nothing."""
    term_query: Any = query.Term(field, text)
    return any(leaf.has(term_query) for leaf in view.leaves)


def _names(view: View, typed: str, most: int) -> tuple[Completion, ...]:
    *whole, last = name_keys(typed) or ("",)
    if len(last) < _SHORTEST_BEGINNING and not whole:
        return ()
    # The last word is unfinished: the end of its key may not be what it will be.
    beginning = last[:-1] if last.endswith("i") and fold(typed).endswith("y") else last
    forms = query.Or([query.Term("keys", last), query.Prefix("keys", beginning)])
    question = query.And([*(query.Term("keys", key) for key in whole), forms])
    wanted = (*whole, beginning)

    def fits(name: str) -> bool:
        keys = name_keys(name)
        return all(any(key.startswith(one) for key in keys) for one in wanted)

    return _labelled(view, question, "names", most, fits)


def _numbers(view: View, typed: str, most: int) -> tuple[Completion, ...]:
    beginning = "-".join(number_parts(typed))
    if len(beginning) < _SHORTEST_BEGINNING or not any(map(str.isdecimal, beginning)):
        return ()

    def fits(number: str) -> bool:
        return f"-{'-'.join(number_parts(number))}".find(f"-{beginning}") >= 0

    return _labelled(view, query.Prefix("numbers", beginning), "numbers", most, fits)


def _labelled(
    view: View, question: Query, kind: str, most: int, fits: Callable[[str], bool]
) -> tuple[Completion, ...]:
    found: dict[str, list[str]] = {}
    for id_, labels in _labels(view, question, kind):
        for label in filter(fits, labels):
            found.setdefault(label, []).append(id_)
    return tuple(Completion(text, tuple(found[text])) for text in sorted(found)[:most])


def _labels(view: View, question: Query, kind: str) -> Iterator[tuple[str, Sequence[str]]]:
    left = _DOCUMENTS_READ
    for leaf in view.leaves:
        for number in leaf.matching(question)[:left]:
            yield leaf.id(number), json.loads(leaf.column("labels", number))[kind]
            left -= 1
