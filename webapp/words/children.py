"""Why the figures of two readers differ: whose lists leave the children out (UU SPPA art. 19)."""

from casework.actor import Actor, Role
from casework.users.permissions import Permission, permits

__all__ = ["left_out"]


def left_out(actor: Actor, *, own: bool = False) -> str:
    """Return what the reader's lists leave out, empty where they are whole.

    A PK's `own` clients are all there, children too.
    """
    guides = actor.holds(Role.PK)
    if permits(actor, Permission.READ_CHILD_FILES) or (own and guides):
        return ""
    return "tanpa berkas anak, selain klien Anda" if guides else "tanpa berkas anak"
