"""Reading the tables of a TOML file with every mistake named by its file and key."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

__all__ = ["BadFile", "Table", "read"]

_Choice = TypeVar("_Choice", bound=StrEnum)
_SOURCES = ("S", "I", "K")
_MOST = 9_999


class BadFile(Exception):
    """A data file says something that cannot be; `file` and `key` tell where."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file = file
        self.key = key
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file; `place` is its dotted key, empty for the file itself."""

    file: str
    place: str
    values: Mapping[str, object]

    def bad(self, key: str, reason: str) -> BadFile:
        """Return the exception for a mistake at `key` of this table."""
        return BadFile(self.file, f"{self.place}.{key}" if self.place else key, reason)

    def only(self, *keys: str) -> None:
        """Refuse keys that nobody would read: a misspelt rule must not be a silent one."""
        for key in self.values:
            if key not in keys:
                raise self.bad(key, "unknown key")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that is not blank; the default where the key is absent."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (key in self.values and not value.strip()):
            raise self.bad(key, "must be a text")
        return value

    def whole(self, key: str) -> int:
        """Return a whole number of zero or more."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.bad(key, "must be a whole number of zero or more")
        if value > _MOST:
            raise self.bad(key, f"must be at most {_MOST}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false; the default where the key is absent."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.bad(key, "must be true or false")
        return value

    def day(self, key: str) -> date:
        """Return a date."""
        value = self.values.get(key)
        if type(value) is not date:
            raise self.bad(key, "must be a date")
        return value

    def choice(self, key: str, kind: type[_Choice], default: _Choice | None = None) -> _Choice:
        """Return one of the words of `kind`."""
        value = self.text(key, default)
        if value not in set(kind):
            raise self.bad(key, f"{value!r} is not one of {', '.join(kind)}")
        return kind(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; none where the key is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.bad(key, "must be a list of texts")
        return tuple(value)

    def choices(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of texts, none of them empty."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.bad(key, "must be a list of lists")
        found = tuple(Table(self.file, self.place, {key: one}).texts(key) for one in value)
        if not all(found):
            raise self.bad(key, "has an empty list")
        return found

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return a list of pairs of texts; none where the key is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.bad(key, "must be a list of pairs")
        return tuple(self._pair(key, one) for one in value)

    def _pair(self, key: str, value: object) -> tuple[str, str]:
        match value:
            case [str(left), str(right)]:
                return left, right
            case _:
                raise self.bad(key, "must be a list of pairs of texts")

    def source(self) -> str:
        """Return on what the rule rests: S found, I inferred, K general knowledge."""
        value = self.text("source")
        if value not in _SOURCES:
            raise self.bad("source", f"{value!r} is not one of {', '.join(_SOURCES)}")
        return value

    def table(self, key: str) -> "Table":
        """Return the table under `key`, an empty one where it is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.bad(key, "must be a table")
        return Table(self.file, f"{self.place}.{key}" if self.place else key, value)

    def tables(self, key: str) -> "Iterator[Table]":
        """Walk the array of tables under `key`, each named by its code where it has one."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.bad(key, "must be an array of tables")
        for n, one in enumerate(value, 1):
            if not isinstance(one, dict):
                raise self.bad(f"{key}[{n}]", "must be a table")
            place = f"{key}[{one.get('code', n)}]"
            yield Table(self.file, f"{self.place}.{place}" if self.place else place, one)


def read(file: str, content: bytes) -> Table:
    """Return the file's own table; BadFile where it is not TOML in UTF-8."""
    try:
        return Table(file, "", tomllib.loads(content.decode()))
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, or made to break a parser
        raise BadFile(file, "", str(error)) from None
