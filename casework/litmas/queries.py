"""What a PK's pages list: Litmas, their bundles, and results that wait to be attached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from casework.actor import Actor
from casework.assessments.model import Result
from casework.clients.model import Client
from casework.clients.queries import readable
from casework.deposits.model import Deposit
from casework.deposits.sealing import INDEX
from casework.documents import signed
from casework.documents.model import SignedCopy
from casework.jobs.model import Job, JobState
from casework.litmas.model import Bundle, BundleOrder, Litmas

__all__ = [
    "Attachable",
    "LitmasRow",
    "MadeBundle",
    "NewResult",
    "OpenOrder",
    "attachable",
    "bundles",
    "count_new_results",
    "findable_at",
    "listed",
    "new_results",
    "open_orders",
    "under_way",
]

_MOST = 200


@dataclass(frozen=True, slots=True)
class LitmasRow:
    """One Litmas in a list, with its client and its newest bundle."""

    litmas: Litmas
    client: Client
    bundle: Bundle | None


@dataclass(frozen=True, slots=True)
class NewResult:
    """A result that its PK has not attached to a Litmas yet ("Hasil baru"), and its record.

    `litmas` is the client's newest one if nothing was attached to it so far.
    """

    result: Result
    client: Client
    document: Deposit
    litmas: Litmas | None


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """A bundle that is being made."""

    order: BundleOrder
    litmas: Litmas
    client: Client


@dataclass(frozen=True, slots=True)
class Attachable:
    """A result of the Litmas' client: its record, its signed copy, and the bundle it is in.

    `bundled` tells that the newest bundle with this result holds the annex that counts today.
    """

    result: Result
    document: Deposit
    copy: SignedCopy | None
    bundle: Bundle | None
    bundled: bool


@dataclass(frozen=True, slots=True)
class MadeBundle:
    """A sealed bundle and the record that says which pages are what."""

    bundle: Bundle
    document: Deposit


def _waits(actor: Actor) -> ColumnElement[bool]:
    """Return the condition of a result that waits: the client's newest, in no bundle, not asked."""
    later = aliased(Result)
    newer = select(later.id).where(
        later.client_id == Result.client_id, later.ordinal > Result.ordinal
    )
    made = select(Bundle.id).where(Bundle.result_id == Result.id)
    asked = select(BundleOrder.id).where(BundleOrder.result_id == Result.id)
    return and_(
        Client.pk_id == actor.id,
        readable(actor),
        ~newer.exists(),
        ~made.exists(),
        ~asked.exists(),
    )


def new_results(session: Session, actor: Actor, *, most: int | None = None) -> list[NewResult]:
    """Return the results that wait for this PK, the oldest first."""
    rows = session.execute(
        select(Result, Client, Deposit)
        .join(Client, Client.id == Result.client_id)
        .join(Deposit, Deposit.id == Result.id)
        .where(_waits(actor))
        .order_by(Result.issued_on, Result.id)
        .limit(most)
    ).all()
    bare = _without_bundle(session, [client.id for _, client, _ in rows])
    return [
        NewResult(result, client, document, bare.get(client.id))
        for result, client, document in rows
    ]


def _without_bundle(session: Session, client_ids: Sequence[str]) -> dict[str, Litmas]:
    """Return, by client, the newest Litmas in whose name no bundle was ever asked for."""
    made = select(Bundle.id).where(Bundle.litmas_id == Litmas.id)
    asked = select(BundleOrder.id).where(BundleOrder.litmas_id == Litmas.id)
    rows = session.scalars(
        select(Litmas)
        .where(Litmas.client_id.in_(client_ids), ~made.exists(), ~asked.exists())
        .order_by(Litmas.id)
    )
    return {litmas.client_id: litmas for litmas in rows}


def count_new_results(session: Session, actor: Actor) -> int:
    """Return how many results wait for this PK."""
    query = (
        select(func.count())
        .select_from(Result)
        .join(Client, Client.id == Result.client_id)
        .where(_waits(actor))
    )
    return session.scalar(query) or 0


def listed(session: Session, actor: Actor, client: Client | None = None) -> list[LitmasRow]:
    """Return the Litmas that the actor made, newest first; all of one client when given."""
    query = (
        select(Litmas, Client)
        .join(Client, Client.id == Litmas.client_id)
        .where(readable(actor))
        .order_by(Litmas.id.desc())
        .limit(_MOST)
    )
    query = query.where(
        Litmas.pk_id == actor.id if client is None else Litmas.client_id == client.id
    )
    rows = session.execute(query).all()
    made = _newest_bundles(session, [litmas.id for litmas, _ in rows])
    return [LitmasRow(litmas, owner, made.get(litmas.id)) for litmas, owner in rows]


def _newest_bundles(session: Session, ids: Sequence[str]) -> dict[str, Bundle]:
    rows = session.scalars(select(Bundle).where(Bundle.litmas_id.in_(ids)).order_by(Bundle.id))
    return {bundle.litmas_id: bundle for bundle in rows}


def bundles(session: Session, litmas: Litmas) -> list[MadeBundle]:
    """Return the bundles made of a Litmas, newest first."""
    rows = session.execute(
        select(Bundle, Deposit)
        .join(Deposit, Deposit.id == Bundle.id)
        .where(Bundle.litmas_id == litmas.id)
        .order_by(Bundle.id.desc())
    )
    return [MadeBundle(*row) for row in rows]


def attachable(session: Session, litmas: Litmas) -> list[Attachable]:
    """Return the results of the Litmas' client, newest first: what can be attached."""
    rows = session.execute(
        select(Result, Deposit)
        .join(Deposit, Deposit.id == Result.id)
        .where(Result.client_id == litmas.client_id)
        .order_by(Result.ordinal.desc())
    ).all()
    copies = signed.copies(session, [result.id for result, _ in rows])
    made = {
        one.result_id: one
        for one in session.scalars(
            select(Bundle).where(Bundle.litmas_id == litmas.id).order_by(Bundle.id)
        )
    }
    found = []
    for result, document in rows:
        copy, bundle = copies.get(result.id), made.get(result.id)
        annex = copy.id if copy else result.id
        current = bundle is not None and bundle.annex_id == annex
        found.append(Attachable(result, document, copy, bundle, current))
    return found


def _orders() -> Select[BundleOrder, Litmas, Client]:
    return (
        select(BundleOrder, Litmas, Client)
        .join(Litmas, Litmas.id == BundleOrder.litmas_id)
        .join(Client, Client.id == Litmas.client_id)
    )


def under_way(session: Session, litmas: Litmas) -> BundleOrder | None:
    """Return the newest order of a Litmas that is still worked on: not sealed, or not findable."""
    newest = session.scalars(
        select(BundleOrder)
        .where(BundleOrder.litmas_id == litmas.id)
        .order_by(BundleOrder.id.desc())
        .limit(1)
    ).one_or_none()
    if newest is None or (newest.sealed_at is not None and not _indexing(session, newest.id)):
        return None
    return newest


def open_orders(session: Session, actor: Actor) -> list[OpenOrder]:
    """Return the bundles that this PK asked for and that are not sealed, the oldest first."""
    rows = session.execute(
        _orders()
        .where(BundleOrder.ordered_by == actor.id, BundleOrder.sealed_at.is_(None), readable(actor))
        .order_by(BundleOrder.id)
    )
    return [OpenOrder(*row) for row in rows]


def _indexing(session: Session, deposit_id: str) -> bool:
    query = select(Job.id).where(
        Job.kind == INDEX, Job.subject == deposit_id, Job.state == JobState.WAITING
    )
    return session.scalars(query.limit(1)).first() is not None


def findable_at(session: Session, deposit_id: str) -> datetime | None:
    """Return when the search took a deposit up, None while it has not."""
    return session.scalars(
        select(Job.done_at)
        .where(Job.kind == INDEX, Job.subject == deposit_id, Job.state == JobState.DONE)
        .order_by(Job.done_at)
        .limit(1)
    ).first()
