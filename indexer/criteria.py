"""What somebody looks for: one value that the index and the catalogue both answer."""

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from typing import Self

from indexer.analysis import clean
from indexer.errors import InvalidCriteria

__all__ = ["Criteria", "Order"]

MOST_WORDS = 32
LONGEST = 200


class Order(enum.StrEnum):
    """In which order the found documents stand."""

    BEST = "best"
    NEWEST = "newest"


@dataclasses.dataclass(frozen=True, slots=True)
class Criteria:
    """All that a search asks for; whatever is left empty is not asked.

    `words` must all occur (or any, with `any_word`), each as itself or by its root; a phrase
    occurs as it stands. `client` is a name, `client_id` the client's id. Of a list (`kinds`,
    `bands`, `recommendations`) one is enough. `prefix` takes the last word for the beginning
    of one, `near` forgives one letter in a name. `child_too` is for the caller, who holds the
    two indexes; no index looks at it.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    client: str = ""
    client_id: str = ""
    number: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    kinds: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    decision: str = ""
    officer: str = ""
    place: str = ""
    child_too: bool = False
    any_word: bool = False
    prefix: bool = False
    near: bool = False
    order: Order | None = None

    def __post_init__(self) -> None:
        for name in _TEXTS:
            object.__setattr__(self, name, _text(name, getattr(self, name)))
        for name in _LISTS:
            object.__setattr__(self, name, _texts(name, getattr(self, name)))
        for name in _CHOICES:
            object.__setattr__(self, name, tuple(sorted(getattr(self, name))))
        for name in _SWITCHES:
            if not isinstance(getattr(self, name), bool):
                raise InvalidCriteria(name, "not-a-switch")
        if self.order is not None and not isinstance(self.order, Order):
            raise InvalidCriteria("order", "unknown")
        self._check_dates()

    def _check_dates(self) -> None:
        for name in _DATES:
            value = getattr(self, name)
            if value is not None and type(value) is not dt.date:
                raise InvalidCriteria(name, "not-a-date")
        if self.since and self.until and self.until < self.since:
            raise InvalidCriteria("until", "before-since")

    @property
    def has_words(self) -> bool:
        """Tell whether only the index can answer; the rest is the catalogue's."""
        return bool(self.words or self.phrases)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is asked for."""
        asked = (*_TEXTS, *_LISTS, *_DATES)
        return not any(getattr(self, name) for name in asked)

    @property
    def sorting(self) -> Order:
        """Return the order to use: best match first where there are words to match."""
        return self.order or (Order.BEST if self.has_words else Order.NEWEST)

    def replace(self, **changes: object) -> Self:
        """Return the same criteria but for the changes."""
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]

    def to_dict(self) -> dict[str, object]:
        """Return what is asked for as JSON can carry it; what is not asked is left out."""
        return {
            field.name: _plain(value)
            for field in dataclasses.fields(self)
            if (value := getattr(self, field.name)) != field.default
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> Self:
        """Read back what `to_dict` wrote; anything else is refused."""
        known = {field.name for field in dataclasses.fields(cls)}
        for name in values:
            if name not in known:
                raise InvalidCriteria(name, "unknown")
        read = {name: _read(name, value) for name, value in values.items()}
        return cls(**read)  # type: ignore[arg-type]


_TEXTS = ("client", "client_id", "number", "decision", "officer", "place")
_CHOICES = ("kinds", "bands", "recommendations")
_LISTS = ("words", "phrases", *_CHOICES)
_SWITCHES = ("child_too", "any_word", "prefix", "near")
_DATES = ("since", "until")


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise InvalidCriteria(name, "not-a-text")
    value = " ".join(clean(value).split())
    if len(value) > LONGEST:
        raise InvalidCriteria(name, "too-long")
    return value


def _texts(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence | frozenset | set):
        raise InvalidCriteria(name, "not-a-list")
    texts = tuple(dict.fromkeys(filter(None, (_text(name, one) for one in value))))
    if len(texts) > MOST_WORDS:
        raise InvalidCriteria(name, "too-many")
    return texts


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _read(name: str, value: object) -> object:
    reader = _READERS.get(name)
    if reader is None or value is None:
        return value
    try:
        return reader(str(value))
    except ValueError:
        raise InvalidCriteria(name, "unreadable") from None


_READERS = {"since": dt.date.fromisoformat, "until": dt.date.fromisoformat, "order": Order}
