"""The worker: takes jobs from the outbox one by one and runs the table of periodic work."""

import logging
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.clock import now
from casework.db.engine import Database
from casework.jobs import service as jobs
from casework.jobs.model import Job, JobState, PeriodicRun

__all__ = ["GiveWay", "Handler", "Later", "Periodic", "Worker"]

_log = logging.getLogger(__name__)

Handler = Callable[[str], None]


class Later(Exception):
    """The job cannot be done now but will be; `trouble` is a code that a page can show."""

    def __init__(self, trouble: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble


class GiveWay(Exception):
    """A long job stops between two of its parts: what somebody waits for goes first, then on."""


@dataclass(frozen=True, slots=True)
class Periodic:
    """Work that returns: its name, how often, and what to run; a missed run is caught up."""

    name: str
    every: timedelta
    run: Callable[[datetime], str]


class Worker:
    """One thread that does the outbox's work, in the process of the site or in its own.

    A handler takes the job's subject, opens its own transactions and must bear being run
    again after a crash at any point. What takes long and must hold nobody up is done by
    another worker `beside` it, in a thread of its own and one thing at a time as well.
    """

    def __init__(
        self,
        database: Database,
        handlers: Mapping[str, Handler],
        periodic: Sequence[Periodic] = (),
        *,
        pause: float = 1.0,
        beside: "Worker | None" = None,
    ) -> None:
        self._database = database
        self._handlers = handlers
        self._periodic = periodic
        self._pause = pause
        self._beside = beside
        self._only: Collection[str] | None = None
        self._but = () if beside is None else beside.keep_to_own()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def keep_to_own(self) -> Collection[str]:
        """Leave alone, from now on, what this worker has no handler for.

        Returns what it has one for, and what is done beside it.
        """
        self._only = tuple(self._handlers)
        return (*self._only, *self._but)

    def start(self) -> None:
        """Begin to work in a thread of its own."""
        if self._beside is not None:
            self._beside.start()
        self._thread = threading.Thread(target=self.run, name="worker", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look at the outbox at once instead of after the pause."""
        self._wake.set()
        if self._beside is not None:
            self._beside.wake()

    def stop(self, timeout: float = 30.0) -> None:
        """Finish the job at hand and stop."""
        self.ask_to_stop()
        if self._thread is not None:
            self._thread.join(timeout)
            self._thread = None
        if self._beside is not None:
            self._beside.stop(timeout)

    def ask_to_stop(self) -> None:
        """Begin nothing new from now on."""
        self._stop.set()
        self._wake.set()
        if self._beside is not None:
            self._beside.ask_to_stop()

    def run(self) -> None:
        """Work until `stop` is called."""
        while not self._stop.is_set():
            self._wake.clear()
            try:
                self._drain()
                self._run_periodic(now())
            except Exception:  # noqa: BLE001  (the thread must outlive any bug)
                # the outbox itself could not be read: say so and go on, nothing is lost
                _log.exception("the outbox could not be worked on")
            self._wake.wait(self._pause)

    def drain(self, limit: int = 100_000) -> int:
        """Do every job whose time has come, here and now, and return how many were taken up."""
        done = self._drain(limit)
        return done if self._beside is None else done + self._beside.drain(limit)

    def _drain(self, limit: int = 100_000) -> int:
        done = 0
        while done < limit and not self._stop.is_set() and self._step():
            done += 1
        return done

    def _step(self) -> bool:
        with self._database.reading() as session:
            job = jobs.due(session, at=now(), only=self._only, but=self._but)
        if job is None:
            return False
        trouble: str | None = None
        try:
            self._handlers[job.kind](job.subject)
        except GiveWay:
            return True  # it waits as before, behind whatever is more urgent
        except Later as later:
            trouble = later.trouble
        except Exception as error:  # noqa: BLE001  (the thread must outlive any bug)
            # the class alone: the text of an exception may hold what a client was asked
            _log.exception("job %s %s failed", job.kind, job.id)
            trouble = type(error).__name__
        self._close(job, trouble)
        return True

    def _close(self, job: Job, trouble: str | None) -> None:
        with self._database.transaction() as session:
            row = session.get_one(Job, job.id)
            if row.state is not JobState.WAITING:
                return
            if trouble is None:
                jobs.finish(row, at=now())
            else:
                jobs.postpone(row, trouble, at=now())

    def run_periodic(self, at: datetime) -> None:
        """Run what is due of the periodic table; a failure is noted and tried at the next turn."""
        self._run_periodic(at)
        if self._beside is not None:
            self._beside.run_periodic(at)

    def _run_periodic(self, at: datetime) -> None:
        for periodic in self._periodic:
            with self._database.reading() as session:
                last = session.get(PeriodicRun, periodic.name)
            if last is not None and last.ran_at + periodic.every > at:
                continue
            try:
                result = periodic.run(at)
            except Exception as error:  # noqa: BLE001  (the thread must outlive any bug)
                _log.exception("periodic work %s failed", periodic.name)
                result = type(error).__name__
            with self._database.transaction() as session:
                session.merge(PeriodicRun(name=periodic.name, ran_at=at, result=result[:200]))
