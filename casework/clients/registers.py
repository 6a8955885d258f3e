"""How an office writes the numbers of its registers, and which number is written otherwise."""

import re
from collections.abc import Iterable, Iterator, Sequence

from casework.clients.draft import RegisterEntry
from casework.errors import Fault

__all__ = ["deviations", "in_words", "kinds"]

_PARTS = {r"\{n\}": r"0*[1-9][0-9]*", r"\{year\}": r"(?:19|20)[0-9]{2}"}


def kinds(patterns: Iterable[str]) -> tuple[str, ...]:
    """Return the registers that the office has a pattern for, in its own order."""
    return tuple(kind for kind, _ in _pairs(patterns))


def in_words(kind: str, number: str) -> str:
    """Return a register's number with its kind, said once where the number begins with it."""
    return number if number.startswith(kind) else f"{kind} {number}"


def deviations(entries: Sequence[RegisterEntry], patterns: Iterable[str]) -> Iterator[Fault]:
    """Yield a warning for each number that is not written as its register's numbers are."""
    known = {kind.casefold(): pattern for kind, pattern in _pairs(patterns)}
    for n, entry in enumerate(entries, 1):
        pattern = known.get(entry.kind.casefold())
        if pattern is not None and _fitting(pattern).fullmatch(entry.number) is None:
            facts = {"kind": entry.kind, "pattern": pattern}
            yield Fault(f"register_{n}_number", "register-pattern", facts)


def _pairs(patterns: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in patterns:
        kind, _, pattern = line.partition("=")
        yield kind.strip(), pattern.strip()


def _fitting(pattern: str) -> re.Pattern[str]:
    written = re.escape(pattern)
    for part, form in _PARTS.items():
        written = written.replace(re.escape(part.replace("\\", "")), form)
    return re.compile(written, re.IGNORECASE)
