"""Who acts: a person of the office with the set of roles held at that moment."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Actor", "Role"]


class Role(StrEnum):
    """The roles a person of the office may hold; one person often holds several."""

    ASESOR = "asesor"
    SUPERVISOR = "supervisor"
    PK = "pk"
    KABAPAS = "kabapas"
    ARSIPARIS = "arsiparis"
    REGISTRASI = "registrasi"
    KASI = "kasi"
    ULP = "ulp"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts, as the record names them.

    `office` is the office's code, the first folder of its part of the archive. `via` tells
    how the act reached Berkas: "web", "konsol" or "sistem".
    """

    id: str
    office: str
    name: str
    nip: str = ""
    roles: frozenset[Role] = frozenset()
    via: str = "web"

    def holds(self, *roles: Role) -> bool:
        """Tell whether the actor holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)
