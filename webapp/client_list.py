"""What the list of clients shows: fifty rows with band, due day, PK and the map's place."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.assessments import history
from casework.assessments.history import Due
from casework.assessments.model import Result
from casework.clients import queries
from casework.clients.model import Client, GuidanceStatus
from casework.offices import service as offices
from casework.physical.queries import folders
from webapp.people import STATUSES, client_type, listed_name, officer

__all__ = ["ClientList", "ClientRow", "Criteria", "client_list", "criteria"]


_LONGEST = 200  # of words; the database matches no endless pattern


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked of the list; the words are typed into a form and never stand in an address."""

    mine: bool = False
    status: GuidanceStatus | None = None
    page: int = 1
    words: str = ""

    @property
    def in_address(self) -> dict[str, str]:
        """The part that may stand in an address, without the page."""
        chosen = {"punya": "saya" if self.mine else "", "status": self.status or ""}
        return {name: str(value) for name, value in chosen.items() if value}


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client of the list; a child by initials."""

    number: str
    name: str
    child: bool
    kind: str
    status: str
    pk: str
    last: Result | None
    due: Due | None
    place: str | None


@dataclass(frozen=True, slots=True)
class ClientList:
    """One page of the list."""

    rows: list[ClientRow]
    total: int
    first: int
    last: int
    page: int
    pages: int


def criteria(values: Mapping[str, str], actor: Actor) -> Criteria:
    """Read what was asked; anything that no link of ours says is taken as not said.

    A PK starts with her own clients.
    """
    whose = values.get("punya", "saya" if actor.holds(Role.PK) else "")
    status, page = values.get("status", ""), values.get("hlm", "")
    return Criteria(
        mine=whose == "saya",
        status=GuidanceStatus(status) if status in set(GuidanceStatus) else None,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,  # noqa: PLR2004
        words=values.get("q", "").strip()[:_LONGEST],
    )


def client_list(session: Session, actor: Actor, asked: Criteria) -> ClientList:
    """Return the page that was asked for, trimmed to what the reader may see."""
    found = queries.listed(
        session,
        actor,
        text=asked.words,
        mine=asked.mine,
        status=asked.status,
        page=asked.page,
    )
    last = history.latest(session, [one.id for one in found.clients])
    places = folders(session, actor.office, [one.number for one in found.clients])
    profile = offices.settings(session, actor.office)
    pks = {one.id: officer(one) for one in offices.officials(session, actor.office)}
    first = (found.number - 1) * queries.PAGE + 1
    return ClientList(
        rows=[
            ClientRow(
                number=client.number,
                name=listed_name(client),
                child=client.child,
                kind=client_type(client.client_type),
                status=_status(client),
                pk=pks.get(client.pk_id or "", ""),
                last=last.get(client.id),
                due=history.due(client, last.get(client.id), profile),
                place=places.get(client.number),
            )
            for client in found.clients
        ],
        total=found.total,
        first=first,
        last=first + len(found.clients) - 1,
        page=found.number,
        pages=found.pages,
    )


def _status(client: Client) -> str:
    running = client.guidance_status is GuidanceStatus.RUNNING
    return "" if running else STATUSES[client.guidance_status]
