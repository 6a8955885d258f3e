"""What the identity header on every page of a client shows."""

from dataclasses import dataclass

__all__ = ["ClientHead", "Tab"]


@dataclass(frozen=True, slots=True)
class ClientHead:
    """The client as the header names them: a child by initials where the reader has no right."""

    number: str
    name: str
    details: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of a file or of a form; `done` of `total` draws the bar of the current one."""

    label: str
    url: str
    current: bool = False
    note: str = ""
    done: int = 0
    total: int = 0
