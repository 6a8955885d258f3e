"""Work that a command waits for: done here, or by the worker that is running already."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.jobs.model import Job, JobState
from webapp.commands.console import fail
from webapp.parts import Parts
from webapp.turn import Turn
from webapp.work import make_worker

__all__ = ["drain", "turn", "wait_for"]

_PATIENCE = 180.0  # seconds; LibreOffice may have to be started first
_PAUSE = 0.1


@contextmanager
def turn(parts: Parts) -> Iterator[bool]:
    """Hold the worker's turn for a while; False inside where another process has it."""
    own = Turn(parts.settings.home)
    try:
        yield own.claim()
    finally:
        own.release()


def drain(parts: Parts) -> None:
    """Work on the outbox until nothing in it is due, where no other worker does."""
    with turn(parts) as ours:
        if ours:
            make_worker(parts).drain()


def wait_for(
    parts: Parts, done: Callable[[Session], bool], what: str, *, seconds: float = _PATIENCE
) -> None:
    """Return once `done`; ends the command with what the work waits for when it takes too long.

    What was asked for stays in the outbox then and is done by whoever works on it next.
    """
    until = time.monotonic() + seconds
    with turn(parts) as ours:
        worker = make_worker(parts) if ours else None
        while time.monotonic() < until:
            if worker is not None:
                worker.drain()
            with parts.database.reading() as session:
                if done(session):
                    return
            time.sleep(_PAUSE)
    fail(f"{what} is not finished yet: {_troubles(parts)}; it stays in the outbox")


def _troubles(parts: Parts) -> str:
    with parts.database.reading() as session:
        query = select(Job.trouble).where(Job.state == JobState.WAITING, Job.trouble.is_not(None))
        found = sorted({str(trouble) for trouble in session.scalars(query)})
    return ", ".join(found) or "the worker has not come to it"
