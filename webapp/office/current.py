"""The office that this request is for: its letterhead, its name and its zone."""

from flask import g, has_request_context
from sqlalchemy import select

from casework.clock import Zone
from casework.offices.model import Office
from casework.offices.profile import Profile
from webapp.access import signed_in
from webapp.parts import parts

__all__ = ["profile", "zone"]


def profile() -> Profile | None:
    """Return the settings of the reader's office; of the only one where nobody is signed in."""
    if "office" not in g:
        actor = signed_in()
        with parts().database.reading() as session:
            query = select(Office).order_by(Office.code).limit(1)
            if actor is not None:
                query = query.where(Office.code == actor.office)
            office = session.scalars(query).one_or_none()
            g.office = None if office is None else office.settings
    found: Profile | None = g.office
    return found


def zone() -> Zone:
    """Return the zone whose calendar and clock the pages show."""
    if not has_request_context():
        return Zone.WIB
    found = profile()
    return Zone.WIB if found is None else found.zone
