"""`berkas demo`: an invented office in an empty data home."""

import time
from collections.abc import Sequence
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Role
from casework.assessments import issuing
from casework.assessments.model import Assessment, AssessmentState
from casework.clock import now
from casework.demo import office, plan
from casework.demo.office import Account, Staff
from casework.demo.plan import Plan, Step
from casework.deposits.journal import SEAL
from casework.deposits.sealing import INDEX, seal
from casework.jobs.model import Job, JobState
from casework.jobs.worker import Worker
from casework.litmas import bundling, intake
from casework.litmas.service import BUNDLE
from casework.search import indexing
from webapp.commands.console import emit, fail, json_option, settings
from webapp.commands.home import opened
from webapp.commands.working import turn, wait_for
from webapp.parts import Parts

__all__ = ["PAPER", "PASSWORD", "demo"]

PASSWORD = "berkas-contoh-2026"  # noqa: S105  (printed: the office is invented, and says so)
PAPER = "DEMO.txt"
_MOST_ISSUED = 40  # a paper takes a moment; an office of 1,500 is ready in minutes all the same
_CLIENTS_A_PK = 55


@click.command()
@click.option("--clients", default=60, show_default=True, type=click.IntRange(1, 9000))
@click.option("--seed", default=1, show_default=True, type=int, help="Another seed, other people.")
@click.option(
    "--issued",
    type=click.IntRange(0, 2000),
    help="How many have an issued result; one in five if not given, 40 at most.",
)
@json_option
def demo(clients: int, seed: int, issued: int | None, *, as_json: bool) -> None:
    """Invent an office in an empty data home: people, clients, assessments, Litmas."""
    began = time.monotonic()
    _refuse_a_home_in_use(settings().home)
    with opened() as parts:
        at = now()
        with parts.database.transaction() as session:
            count = 8 + -(-clients // _CLIENTS_A_PK)
            staff = office.set_up(session, seed, count, PASSWORD, at=at)
        made = plan.make(
            seed,
            clients,
            issued=min(_MOST_ISSUED, clients // 5) if issued is None else issued,
            at=at,
            pks=[actor.id for actor in staff.of(Role.PK)],
        )
        _carry_out(parts, made, staff)
        facts = _told(parts, made, time.monotonic() - began)
    paper = _paper(staff.accounts)
    (parts.settings.home / PAPER).write_text(paper, encoding="utf-8")
    if as_json:
        emit(facts | {"password": PASSWORD, "logins": _logins(staff.accounts)}, as_json=True)
        return
    for name, value in facts.items():
        _say(f"{name}: {value}")
    click.echo(paper, nl=False)


def _refuse_a_home_in_use(home: Path) -> None:
    there = sorted(one.name for one in home.iterdir()) if home.exists() else []
    if used := [name for name in there if name != PAPER]:
        fail(
            f"{home} is not empty ({', '.join(used[:5])}): "
            "an invented office is never mixed with a real one; set BERKAS_HOME to an empty folder"
        )


def _carry_out(parts: Parts, made: Plan, staff: Staff) -> None:
    total = len(made.acts)
    _say(f"{len(made.persons)} clients, {made.count(Step.ISSUE)} results, {total} acts")

    with turn(parts) as ours:
        if not ours:
            fail("a worker is running on this home")
        worker = _worker(parts)

        def done(kept: int) -> None:
            worker.drain()
            _say(f"{kept * 100 // total} %: {kept} of {total} acts are kept and sealed")

        worker.drain()
        office.carry_out(
            parts.database,
            made,
            staff,
            lambda content, name: intake.read(parts.press, content, name),
            done,
        )
    _say("making the index")
    _make_index(parts)
    wait_for(parts, _nothing_waits, "the invented office", seconds=600)


def _worker(parts: Parts) -> Worker:
    """Return a worker that leaves the index alone: made whole at the end, it is much quicker."""
    workshop = issuing.Workshop(parts.database, parts.shelf, parts.press)
    return Worker(
        parts.database,
        {
            SEAL: lambda one: seal(parts.database, parts.shelf, one),
            issuing.ISSUE: lambda one: issuing.carry_out(workshop, one),
            BUNDLE: lambda one: bundling.carry_out(parts.database, parts.shelf, parts.press, one),
            INDEX: lambda _: None,
        },
    )


def _make_index(parts: Parts) -> None:
    indexing.rebuild_catalogue(parts.database)
    indexing.rebuild(parts.database, parts.shelf, parts.finder)
    with parts.database.transaction() as session:
        stored = select(Assessment).where(Assessment.state == AssessmentState.STORED)
        for one in session.scalars(stored):
            one.indexed_at = now()


def _nothing_waits(session: Session) -> bool:
    return session.scalar(select(Job.id).where(Job.state == JobState.WAITING).limit(1)) is None


def _told(parts: Parts, made: Plan, seconds: float) -> dict[str, object]:
    return {
        "home": str(parts.settings.home),
        "clients": len(made.persons),
        "children": sum(person.draft.child for person in made.persons),
        "issued": made.count(Step.ISSUE),
        "drafts": made.count(Step.BEGIN) - made.count(Step.ISSUE),
        "litmas": made.count(Step.LITMAS),
        "bundles": made.count(Step.ATTACH),
        "seconds": round(seconds, 1),
    }


def _logins(accounts: Sequence[Account]) -> list[dict[str, object]]:
    return [{"login": one.login, "name": one.name, "roles": list(one.roles)} for one in accounts]


def _paper(accounts: Sequence[Account]) -> str:
    """Return what a newcomer needs: who can sign in, and the password of them all."""
    widest = max(len(one.login) for one in accounts)
    lines = [
        "Kantor contoh: semua orang dan perkara di dalamnya rekaan.",
        f"Sandi untuk semua akun: {PASSWORD}",
        "",
        *(f"  {one.login:{widest}}  {', '.join(one.roles)}: {one.name}" for one in accounts),
    ]
    return "\n".join(lines) + "\n"


def _say(text: str) -> None:
    click.echo(text, err=True)
