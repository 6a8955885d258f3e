"""The lists beside the instruments: offences, purposes of an assessment, types of client."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from casework.instruments.form import Audience
from casework.instruments.toml import Table, read

__all__ = [
    "NARCOTICS",
    "ClientType",
    "Offence",
    "Purpose",
    "client_types",
    "is_narcotics",
    "offences",
    "purposes",
]


NARCOTICS = "narkotika-"  # how the code of an office's own narcotics offence begins


@dataclass(frozen=True, slots=True)
class Offence:
    """One line of the offence list on the cover sheet."""

    code: str
    title: str
    narcotics: bool
    offered: bool = True


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why an assessment is made; only those for people under guidance are offered (SP-0)."""

    code: str
    title: str
    audiences: tuple[Audience, ...]
    offered: bool


@dataclass(frozen=True, slots=True)
class ClientType:
    """On what ground a client is with the office; `register` is the usual prefix of the number."""

    code: str
    title: str
    audience: Audience
    register: str
    group: str = ""
    offered: bool = True

    @property
    def child(self) -> bool:
        """True for the types that only a child can have."""
        return self.audience is Audience.CHILD


@functools.cache
def offences() -> Mapping[str, Offence]:
    """Return the offences by code, in the order of the list."""
    return {
        one.text("code"): Offence(
            one.text("code"), one.text("title"), one.flag("narcotics", default=False)
        )
        for one in _rows("tindak-pidana.toml", "offences", "narcotics")
    }


def is_narcotics(code: str) -> bool:
    """Tell whether an offence counts as a narcotics offence; unknown codes do not.

    An office's own one tells it by its code, so that a sealed record says it without any list.
    """
    found = offences().get(code)
    return code.startswith(NARCOTICS) or (found is not None and found.narcotics)


@functools.cache
def purposes() -> Mapping[str, Purpose]:
    """Return the purposes by code, in the order of the list."""
    return {
        one.text("code"): Purpose(
            one.text("code"),
            one.text("title"),
            tuple(Audience(word) for word in one.texts("audiences")),
            one.flag("offered", default=False),
        )
        for one in _rows("tujuan.toml", "purposes", "audiences", "offered")
    }


@functools.cache
def client_types() -> Mapping[str, ClientType]:
    """Return the types of client by code, in the order of the list."""
    return {
        one.text("code"): ClientType(
            one.text("code"),
            one.text("title"),
            one.choice("audience", Audience),
            one.text("register"),
        )
        for one in _rows("jenis-klien.toml", "types", "audience", "register")
    }


def _rows(name: str, key: str, *keys: str) -> tuple[Table, ...]:
    content = (resources.files("casework.instruments.data") / name).read_bytes()
    table = read(name, content)
    table.only(key)
    rows = tuple(table.tables(key))
    for row in rows:
        row.only("code", "title", "source", *keys)
        row.source()
    if len({row.text("code") for row in rows}) != len(rows):
        raise table.bad(key, "a code is there twice")
    return rows
