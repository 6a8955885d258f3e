"""The office as a list is held against it: its lists, people and day, read once for all rows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from casework.actor import Role
from casework.clients import choices
from casework.clients.intake import IntakeLists
from casework.clock import office_date
from casework.imports.cells import Office
from casework.imports.fields import lexicon, spoken
from casework.imports.model import ImportBatch
from casework.instruments import own_lists
from casework.offices import service as offices

__all__ = ["Reader", "reader"]


@dataclass(frozen=True, slots=True)
class Reader:
    """What rows are read with: once to translate their cells, once to judge the values."""

    office: Office
    known: IntakeLists


def reader(session: Session, batch: ImportBatch, *, at: datetime) -> Reader:
    """Return what the rows of this list are read with today."""
    profile = offices.settings(session, batch.office)
    today = office_date(at, profile.zone)
    types, offences = own_lists.client_types(profile), own_lists.offences(profile)
    pks = {one.id: one.name for one in offices.officials(session, batch.office, Role.PK)}
    columns = batch.columns
    return Reader(
        Office(
            pks,
            lexicon("client-type", {code: one.title for code, one in types.items()}),
            lexicon("offence", {code: one.title for code, one in offences.items()}),
            {code: one.register for code, one in types.items()},
            tuple(profile.posts),
            today,
            batch.facts.get("epoch", 1900),
            columns.short_years,
            columns.title_case,
            {
                "client-type": {code: one.title for code, one in types.items() if one.offered},
                "offence": {code: one.title for code, one in offences.items() if one.offered},
                "pk": pks,
                "post": {one: one for one in profile.posts},
                **{kind: spoken(kind) for kind in ("band", "sex", "stage")},
            },
            columns.meanings,
        ),
        choices.known(session, batch.office, today=today),
    )
