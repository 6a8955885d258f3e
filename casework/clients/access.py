"""Who may open a client's file, by which right: the permission table read for one file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.actor import Role
from casework.clients.model import Client
from casework.offices import service as offices
from casework.offices.model import Official
from casework.users.permissions import PERMISSIONS, Permission

__all__ = ["Ground", "Reader", "readers"]


class Ground(StrEnum):
    """By which right somebody opens the file."""

    ROLE = "role"
    CHILD_ROLE = "child-role"
    ASSIGNED = "assigned"


@dataclass(frozen=True, slots=True)
class Reader:
    """One official who may open the file: on which grounds, and what that person may do in it."""

    official: Official
    grounds: tuple[Ground, ...]
    roles: frozenset[Role]
    permissions: frozenset[Permission]


def readers(session: Session, client: Client, *, on: date) -> list[Reader]:
    """Return who of the office may open the file on the day `on`; `may_read` decides likewise."""
    found = []
    for official in offices.officials(session, client.office, on=on):
        if grounds := _grounds(client, official):
            held = official.role_set
            rights = frozenset(one for one, roles in PERMISSIONS.items() if held & roles)
            found.append(Reader(official, grounds, held, rights))
    return sorted(found, key=lambda one: Ground.ASSIGNED not in one.grounds)


def _grounds(client: Client, official: Official) -> tuple[Ground, ...]:
    roles = official.role_set
    reads = bool(roles & PERMISSIONS[Permission.READ_FILES])
    secret = bool(roles & PERMISSIONS[Permission.READ_CHILD_FILES])
    held = (
        (Ground.ASSIGNED, reads and client.pk_id == official.id),
        (Ground.ROLE, reads and not client.child),
        (Ground.CHILD_ROLE, reads and secret and client.child),
    )
    return tuple(ground for ground, holds in held if holds)
