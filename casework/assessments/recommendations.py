"""The table of what can be recommended, each with its usual kind and form."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from casework.instruments.toml import Table, read

__all__ = ["Form", "Kind", "Programme", "known", "table", "title"]

_FILE = "rekomendasi.toml"


class Kind(StrEnum):
    """What a programme works on: the person, or the person's living."""

    KEPRIBADIAN = "kepribadian"
    KEMANDIRIAN = "kemandirian"


class Form(StrEnum):
    """Whether it is done alone or in a group."""

    INDIVIDU = "individu"
    KELOMPOK = "kelompok"


@dataclass(frozen=True, slots=True)
class Programme:
    """One line of the table; kind and form are proposals, the assessor decides."""

    code: str
    title: str
    kind: Kind
    form: Form


@functools.cache
def table() -> Mapping[str, Programme]:
    """Return the programmes by code, in the order in which they are offered."""
    content = (resources.files("casework.assessments") / "data" / _FILE).read_bytes()
    return {row.text("code"): _programme(row) for row in read(_FILE, content).tables("programmes")}


def _programme(row: Table) -> Programme:
    row.only("code", "title", "kind", "form", "source")
    row.source()
    return Programme(
        row.text("code"), row.text("title"), row.choice("kind", Kind), row.choice("form", Form)
    )


def known(code: str) -> bool:
    """Tell whether a code may be recommended today."""
    return code in table()


def title(code: str) -> str:
    """Return the title of a code; a code of an old result that has left the table stays itself."""
    programme = table().get(code)
    return programme.title if programme else code
