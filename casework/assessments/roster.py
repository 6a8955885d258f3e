"""Every client whom somebody may read, each in one light line: what lists filter, count and sort.

An office's whole roster is read at once, because each filter says how many are behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import history
from casework.assessments.history import Due
from casework.assessments.model import Result
from casework.clients.model import Client, Sex
from casework.clients.queries import matches, readable
from casework.clients.workflow import GuidanceStatus, Stage
from casework.offices import service as offices
from casework.offices.profile import Profile

__all__ = ["Line", "Rating", "roster"]

_CLIENT = (
    *(Client.id, Client.number, Client.name, Client.child, Client.sex, Client.client_type),
    *(Client.guidance_status, Client.stage, Client.pk_id, Client.post, Client.received_on),
    *(Client.guidance_until, Client.taken_over, Client.old_place, Client.old_assessed_on),
    *(Client.old_assessment_band, Client.old_assessment_score, Client.old_next_due),
)
_RESULT = (
    *(Result.client_id, Result.risk_band, Result.risk_score, Result.risk_maximum),
    Result.finished_on,
    Result.next_due,
)


@dataclass(frozen=True, slots=True)
class Rating:
    """What the last result says of the risk."""

    band: str
    score: int
    maximum: int
    finished_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """One client as a list needs it; `unknown` where nobody knows the last assessment."""

    id: str
    number: str
    name: str
    child: bool
    sex: Sex
    client_type: str
    status: GuidanceStatus
    stage: Stage
    pk_id: str
    post: str
    received_on: date
    until: date | None
    rating: Rating | None
    old_band: str
    old_score: int | None
    old_place: str
    due: Due | None
    unknown: bool


def roster(session: Session, actor: Actor, *, text: str = "") -> list[Line]:
    """Return the clients whom the actor may read; with `text` those who match it."""
    profile = offices.settings(session, actor.office)
    query = select(*_CLIENT).where(readable(actor))
    if text.strip():
        query = query.where(matches(text))
    last = _last_results(session, actor.office)
    found = []
    for row in session.execute(query):
        result = last.get(row.id)
        found.append(_line(row, result, profile))
    return found


def _last_results(session: Session, office: str) -> Mapping[str, Any]:
    """Return the columns of each client's newest result, by the client's id."""
    newest = (
        select(Result.client_id, func.max(Result.ordinal).label("ordinal"))
        .where(Result.office == office)
        .group_by(Result.client_id)
        .subquery()
    )
    rows = session.execute(
        select(*_RESULT).join(
            newest,
            (newest.c.client_id == Result.client_id) & (newest.c.ordinal == Result.ordinal),
        )
    )
    return {row.client_id: row for row in rows}


def _line(row: Any, result: Any, profile: Profile) -> Line:  # noqa: ANN401  (rows of columns)
    return Line(
        id=row.id,
        number=row.number,
        name=row.name,
        child=row.child,
        sex=row.sex,
        client_type=row.client_type,
        status=row.guidance_status,
        stage=row.stage,
        pk_id=row.pk_id or "",
        post=row.post or "",
        received_on=row.received_on,
        until=row.guidance_until,
        rating=Rating(result.risk_band, result.risk_score, result.risk_maximum, result.finished_on)
        if result
        else None,
        old_band=row.old_assessment_band or "",
        old_score=row.old_assessment_score,
        old_place=row.old_place or "",
        due=history.due(row, result, profile),
        unknown=history.unknown(row, result),
    )
