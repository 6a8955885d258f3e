"""`berkas work`: the worker in a process of its own."""

import signal
import threading
from types import FrameType

import click

from casework.clock import now
from casework.rebuild.service import start_up
from webapp import log
from webapp.commands.console import settings
from webapp.commands.home import opened
from webapp.commands.working import turn
from webapp.turn import Shift, Turn
from webapp.work import make_worker

__all__ = ["work"]


@click.command()
@click.option("--once", is_flag=True, help="Stop when nothing that is due is left.")
def work(*, once: bool) -> None:
    """Do what waits in the outbox until told to stop; for a site with BERKAS_WORKER=apart."""
    log.to_file(settings().logs)
    with opened() as parts:
        start_up(parts.database, parts.shelf, at=now())
        worker = make_worker(parts)
        if once:
            with turn(parts) as ours:
                click.echo(f"done: {worker.drain()}" if ours else "another worker is at work")
            return
        shift = Shift(Turn(parts.settings.home), worker.start, worker.stop)
        shift.start()
        click.echo("Pekerja berjalan.")
        try:
            _until_told()
        finally:
            shift.stop()


def _until_told() -> None:
    told = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        told.set()

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
    told.wait()
