"""What is to be sealed, before it has a place: the kind, the chain, the content, the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.chain import Chain
from casework.actor import Actor
from casework.clock import Zone
from casework.db.base import new_id

__all__ = ["Parcel", "Rule", "client_chain", "office_chain"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a record rests on, named by the digest of its file."""

    kind: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """One record to be sealed, with the files that belong beside it in the bag.

    `key` makes the act idempotent: a second parcel with the same key is the same act.
    `bulk` lets it be sealed after what people wait for: it is one of very many.
    """

    kind: str
    chain: Chain
    zone: Zone
    content: Mapping[str, object]
    file_number: str | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    number: str | None = None
    supersedes: str | None = None
    refers: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    child: bool = False
    id: str = field(default_factory=new_id)
    key: str = ""
    bulk: bool = False


def client_chain(actor: Actor, number: str, *, child: bool) -> Chain:
    """Return the chain of a client's file."""
    return Chain.client(actor.office, number, child=child)


def office_chain(actor: Actor, series: str, year: int) -> Chain:
    """Return the chain of one of the office's own series."""
    return Chain.office(actor.office, series, year)
