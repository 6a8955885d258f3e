"""The outbox is worked off in order, patiently, and no bug of a handler stops the worker."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from casework.db.engine import Database
from casework.jobs import service as jobs
from casework.jobs.model import Job, JobState, PeriodicRun, Rank
from casework.jobs.worker import GiveWay, Later, Periodic, Worker

AT = datetime(2026, 3, 9, 7, 32, tzinfo=UTC)
PATIENCE = [1, 2, 5, 15, 30, 60, 120, 300, 300, 300]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


def put(database: Database, *subjects: str, kind: str = "uji", at: datetime = AT) -> None:
    with database.transaction() as session:
        for subject in subjects:
            jobs.add(session, kind, subject, at=at)


def states(database: Database) -> list[tuple[str, JobState]]:
    with database.reading() as session:
        return [(one.subject, one.state) for one in session.scalars(select(Job).order_by(Job.id))]


def test_jobs_are_done_in_the_order_in_which_they_were_put(
    database: Database, clock: time_machine.Traveller
) -> None:
    del clock
    subjects, done = [f"{n}" for n in range(50)], list[str]()
    put(database, *subjects)

    assert Worker(database, {"uji": done.append}).drain() == 50

    assert done == subjects
    assert {state for _, state in states(database)} == {JobState.DONE}


def test_a_job_that_waits_is_not_doubled_and_one_that_is_done_can_return(
    database: Database, clock: time_machine.Traveller
) -> None:
    del clock
    done = list[str]()
    worker = Worker(database, {"uji": done.append})
    put(database, "x", "x")
    put(database, "x")
    worker.drain()
    put(database, "x")
    worker.drain()

    assert done == ["x", "x"]


def test_a_job_that_must_wait_is_tried_again_with_growing_patience(
    database: Database, clock: time_machine.Traveller
) -> None:
    tries = list[datetime]()

    def later(_: str) -> None:
        tries.append(datetime.now(UTC))
        raise Later("office-missing:paket")

    put(database, "x")
    worker = Worker(database, {"uji": later})
    for seconds in [0, *PATIENCE]:
        clock.shift(timedelta(seconds=seconds))
        assert worker.drain() == 1
        clock.shift(timedelta(milliseconds=-1))  # a moment too early
        assert worker.drain() == 0
        clock.shift(timedelta(milliseconds=1))

    assert len(tries) == len(PATIENCE) + 1
    with database.reading() as session:
        assert jobs.trouble(session, "x") == "office-missing:paket"
        assert session.scalars(select(Job.attempts)).one() == len(tries)


def test_a_job_that_waits_does_not_hold_up_the_ones_behind_it(
    database: Database, clock: time_machine.Traveller
) -> None:
    done = list[str]()

    def work(subject: str) -> None:
        if subject == "sakit" and not done:
            raise RuntimeError
        done.append(subject)

    worker = Worker(database, {"uji": work})
    put(database, "sakit", "sehat")
    worker.drain()
    clock.shift(timedelta(seconds=1))
    worker.drain()

    assert done == ["sehat", "sakit"]
    with database.reading() as session:
        assert jobs.trouble(session, "sakit") is None


def test_a_bug_tells_its_class_and_nothing_of_the_client(
    database: Database, clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    del clock
    caplog.set_level(logging.CRITICAL)

    def bug(_: str) -> None:
        raise LookupError("Budi Santoso")

    put(database, "x")
    put(database, "y", kind="tidak-dikenal")
    Worker(database, {"uji": bug}).drain()

    with database.reading() as session:
        assert jobs.trouble(session, "x") == "LookupError"
        assert jobs.trouble(session, "y") == "KeyError"


def until(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def test_the_thread_outlives_every_bug_and_does_what_comes_after(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, broken = list[str](), list[str]()

    def work(subject: str) -> None:
        if subject == "bug":
            broken.append(subject)
            raise RuntimeError
        done.append(subject)

    others = set(threading.enumerate())  # a site of another test may have a worker of its own
    worker = Worker(database, {"uji": work}, pause=0.01)
    worker.start()
    put(database, "bug")
    worker.wake()
    assert until(lambda: bool(broken))
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "due", None)  # the outbox itself cannot be read
        time.sleep(0.05)
    put(database, "baik")
    worker.wake()

    assert until(lambda: done == ["baik"])
    worker.stop()
    left = set(threading.enumerate()) - others
    assert [thread for thread in left if thread.name == "worker"] == []


def test_a_handler_that_dies_with_the_process_is_run_again(
    database: Database, clock: time_machine.Traveller
) -> None:
    del clock
    runs = list[str]()

    def first(subject: str) -> None:
        runs.append(subject)
        raise KeyboardInterrupt  # stands for the end of the process

    put(database, "x")
    with pytest.raises(KeyboardInterrupt):
        Worker(database, {"uji": first}).drain()
    assert states(database) == [("x", JobState.WAITING)]

    Worker(database, {"uji": runs.append}).drain()

    assert runs == ["x", "x"]


def test_periodic_work_runs_when_it_is_due_and_a_missed_run_is_caught_up(
    database: Database,
) -> None:
    ran = list[datetime]()

    def run(at: datetime) -> str:
        ran.append(at)
        return "sealed"

    worker = Worker(database, {}, [Periodic("segmen", timedelta(hours=1), run)])
    moments = [AT + timedelta(minutes=m) for m in (0, 59, 60, 61, 3 * 24 * 60, 3 * 24 * 60 + 1)]
    for at in moments:
        worker.run_periodic(at)

    assert ran == [moments[0], moments[2], moments[4]]
    with database.reading() as session:
        last = session.get_one(PeriodicRun, "segmen")
    assert (last.ran_at, last.result) == (moments[4], "sealed")


def test_periodic_work_that_fails_stops_neither_the_worker_nor_its_neighbours(
    database: Database,
) -> None:
    ran = list[str]()

    def fail(_: datetime) -> str:
        raise OSError

    def work(_: datetime) -> str:
        ran.append("kedua")
        return "ok"

    hour = timedelta(hours=1)
    worker = Worker(database, {}, [Periodic("a", hour, fail), Periodic("b", hour, work)])
    worker.run_periodic(AT)

    assert ran == ["kedua"]
    with database.reading() as session:
        assert session.get_one(PeriodicRun, "a").result == "OSError"


def test_what_somebody_waits_for_goes_before_work_in_bulk(
    database: Database, clock: time_machine.Traveller
) -> None:
    del clock
    done = list[str]()
    with database.transaction() as session:
        for subject in ("impor-1", "impor-2", "terbit"):
            rank = Rank.AWAITED if subject == "terbit" else Rank.BULK
            jobs.add(session, "uji", subject, at=AT, rank=rank)
    Worker(database, {"uji": done.append}).drain()

    assert done == ["terbit", "impor-1", "impor-2"]


def test_a_job_in_bulk_that_somebody_asks_for_moves_forward(
    database: Database, clock: time_machine.Traveller
) -> None:
    del clock
    done = list[str]()
    with database.transaction() as session:
        for subject in ("impor-1", "impor-2"):
            jobs.add(session, "uji", subject, at=AT, rank=Rank.BULK)
        jobs.add(session, "uji", "impor-2", at=AT)
    Worker(database, {"uji": done.append}).drain()

    assert done == ["impor-2", "impor-1"]


def test_a_long_job_gives_way_and_goes_on_afterwards(
    database: Database, clock: time_machine.Traveller
) -> None:
    del clock
    done = list[str]()

    def work(subject: str) -> None:
        done.append(subject)
        if subject == "impor" and done.count("impor") == 1:
            put(database, "terbit")
            raise GiveWay

    with database.transaction() as session:
        jobs.add(session, "uji", "impor", at=AT, rank=Rank.BULK)
    Worker(database, {"uji": work}).drain()

    assert done == ["impor", "terbit", "impor"]
    with database.reading() as session:
        assert jobs.trouble(session, "impor") is None


def test_what_is_long_goes_on_beside_the_rest_and_never_twice_at_once(database: Database) -> None:
    began, may_end, quick = threading.Event(), threading.Event(), threading.Event()
    at_once, most = list[int](), list[int]()

    def long(_: str) -> None:
        at_once.append(1)
        most.append(len(at_once))
        began.set()
        assert may_end.wait(20)
        at_once.pop()

    def again(_: datetime) -> str:
        most.append(len(at_once) + 1)
        return "done"

    long_one = Worker(
        database, {"panjang": long}, [Periodic("lagi", timedelta(0), again)], pause=0.01
    )
    worker = Worker(database, {"uji": lambda _: quick.set()}, pause=0.01, beside=long_one)
    put(database, "x", kind="panjang")
    worker.start()
    assert began.wait(20)
    put(database, "y")
    worker.wake()

    assert quick.wait(20)
    assert states(database)[0] == ("x", JobState.WAITING)
    may_end.set()
    worker.stop()
    assert max(most) == 1
    assert states(database)[0] == ("x", JobState.DONE)


def test_one_that_is_asked_to_do_everything_now_does_what_is_beside_as_well(
    database: Database, clock: time_machine.Traveller
) -> None:
    del clock
    done = list[str]()
    beside = Worker(database, {"panjang": done.append}, [Periodic("lagi", timedelta(1), str)])
    worker = Worker(database, {"uji": done.append}, beside=beside)
    put(database, "x", kind="panjang")
    put(database, "y")

    assert worker.drain() == 2
    worker.run_periodic(AT)

    assert done == ["y", "x"]
    with database.reading() as session:
        assert session.get(PeriodicRun, "lagi") is not None
