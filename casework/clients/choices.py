"""The closed lists of an office, as a form, a command or a row of a list is held against them."""

from datetime import date

from sqlalchemy.orm import Session

from casework.actor import Role
from casework.clients.sections import IntakeLists
from casework.instruments import own_lists
from casework.offices import service as offices

__all__ = ["known"]


def known(session: Session, office: str, *, today: date) -> IntakeLists:
    """Return what the office offers: types of clients, offences, PKs, posts and registers."""
    profile = offices.settings(session, office)
    return IntakeLists(
        client_types={code: one.child for code, one in own_lists.client_types(profile).items()},
        offences=own_lists.offences(profile),
        pks={one.id for one in offices.officials(session, office, Role.PK)},
        today=today,
        posts=profile.posts,
        register_patterns=profile.register_patterns,
    )
