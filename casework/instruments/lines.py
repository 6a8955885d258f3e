"""The line of a TOML file on which something stands: the parser of the library tells none.

A file that was read once is known to be well formed; only the places of its keys are noted.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from casework.instruments.toml import BadFile

__all__ = ["line_of"]

_Path = tuple[str | int, ...]
_STEP = re.compile(r"([^.\[]+)(?:\[([^\]]*)\])?\.?")
_TOLD = re.compile(r"\(at line (\d+),")
_BYTE = re.compile(r"in position (\d+)")
# what a file is made of: strings, comments, marks, line ends, words
_TOKEN = re.compile(
    r"(?P<text>\"\"\"(?:\\.|[^\\])*?\"{3,5}|'''.*?'{3,5}|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*')"
    r"|(?P<note>#[^\n]*)|(?P<end>\n)|(?P<mark>[\[\]{}=,.])|(?P<space>[ \t\r]+)"
    r"|(?P<word>[^\s\[\]{}=,.\"'#]+)",
    re.DOTALL,
)


def line_of(content: bytes, mistake: BadFile) -> int:
    """Return the line, counted from 1, of the key that a mistake names.

    Of a key that is missing it is the line of the table in which it is missed; of a file that
    is no TOML the line that the parser stumbled on.
    """
    if not mistake.key:
        return _stumbled(content, mistake.reason)
    text = content.decode()
    places = _Places(text).found
    path = _path(tomllib.loads(text), mistake.key, places)
    while path and path not in places:
        path = path[:-1]
    return places.get(path, min(places.values(), default=1))


def _stumbled(content: bytes, reason: str) -> int:
    if told := _TOLD.search(reason):
        return int(told[1])
    if told := _BYTE.search(reason):
        return content[: int(told[1])].count(b"\n") + 1
    return max(len(content.splitlines()), 1)


def _path(values: object, key: str, places: Mapping[_Path, int]) -> _Path:
    """Return where a dotted key leads; what is in brackets is found by its code or its place."""
    path: _Path = ()
    for name, code in _STEP.findall(key):
        values = values.get(name) if isinstance(values, dict) else None
        path = (*path, name)
        if isinstance(values, list) and values and (code or path not in places):
            at = _at(values, code)
            values, path = values[at], (*path, at)
    return path


def _at(values: list[object], code: str) -> int:
    """Return the place of the last one with this code; of the last one where none is named."""
    coded = [n for n, one in enumerate(values) if isinstance(one, dict) and one.get("code") == code]
    if coded:
        return coded[-1]
    return min(int(code), len(values)) - 1 if code.isdecimal() and int(code) else len(values) - 1


@dataclass(slots=True)
class _Places:
    """The line of every key, table and element of a well-formed file, by its path."""

    text: str
    found: dict[_Path, int] = field(default_factory=dict)
    counts: dict[_Path, int] = field(default_factory=dict)
    tokens: list[tuple[str, str, int]] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        """Walk the file once."""
        self.tokens = list(_tokens(self.text))
        table: _Path = ()
        while self.at < len(self.tokens):
            kind, mark, _ = self.tokens[self.at]
            if kind == "end":
                self.at += 1
            elif mark == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> _Path:
        line = self.tokens[self.at][2]
        several = self.tokens[self.at + 1][1] == "["
        self.at += 2 if several else 1
        path = self._inside(self._key("]"))
        self.at += 2 if several else 1
        if several:
            path = (*path, self._next(path))
        self.found.setdefault(path, line)
        return path

    def _inside(self, names: tuple[str, ...]) -> _Path:
        """Return the path of a header: of an array that is passed through, its last element."""
        path: _Path = ()
        for n, name in enumerate(names, 1):
            path = (*path, name)
            if n < len(names) and path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def _next(self, path: _Path) -> int:
        self.counts[path] = self.counts.get(path, 0) + 1
        return self.counts[path] - 1

    def _key(self, until: str) -> tuple[str, ...]:
        names = []
        while self.tokens[self.at][1] != until:
            kind, name, _ = self.tokens[self.at]
            if kind != "mark":
                names.append(name[1:-1] if kind == "text" else name)
            self.at += 1
        return tuple(names)

    def _pair(self, table: _Path) -> None:
        line = self.tokens[self.at][2]
        path = (*table, *self._key("="))
        self.at += 1
        self.found.setdefault(path, line)
        self._value(path)

    def _value(self, path: _Path) -> None:
        mark = self.tokens[self.at][1]
        if mark == "[":
            self._array(path)
        elif mark == "{":
            self._table(path)
        else:  # a date has marks of its own: all up to what ends a value
            while self.at < len(self.tokens) and not self._ends():
                self.at += 1

    def _ends(self) -> bool:
        kind, mark, _ = self.tokens[self.at]
        return kind == "end" or (kind == "mark" and mark in ",]}")

    def _array(self, path: _Path) -> None:
        self.at += 1
        while (mark := self.tokens[self.at])[1] != "]":
            if mark[0] == "end" or mark[1] == ",":
                self.at += 1
                continue
            element = (*path, self._next(path))
            self.found.setdefault(element, mark[2])
            self._value(element)
        self.at += 1

    def _table(self, path: _Path) -> None:
        self.at += 1
        while (mark := self.tokens[self.at])[1] != "}":
            if mark[0] == "end" or mark[1] == ",":
                self.at += 1
            else:
                self._pair(path)
        self.at += 1


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line, last = 1, -1
    for one in _TOKEN.finditer(text):
        kind = str(one.lastgroup)
        if kind not in {"note", "space"}:
            yield kind, one[0], line
        line += one[0].count("\n")
        last = one.end()
    if last >= 0:
        yield "end", "\n", line
