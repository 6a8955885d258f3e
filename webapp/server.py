"""The server: cheroot, http on the loopback address only, https on any other."""

import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType

from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from flask import Flask

from casework.clock import now
from webapp import certificates
from webapp.addresses import base_url, own_names
from webapp.parts import parts

__all__ = ["Background", "make_server", "serve"]

_log = logging.getLogger(__name__)
_STOP_SECONDS = 10
_QUEUE = 64


class Background:
    """Work beside the pages: what begins it and what ends it, for the worker to be hung in."""

    def __init__(self, start: Callable[[], None], stop: Callable[[], None]) -> None:
        self.start = start
        self.stop = stop


def make_server(app: Flask) -> Server:
    """Return the server of this site, not yet listening."""
    with app.app_context():
        settings = parts().settings
    server = Server(
        (settings.host, settings.port),
        app,
        numthreads=settings.threads,
        server_name="Berkas",
        request_queue_size=_QUEUE,
        shutdown_timeout=_STOP_SECONDS,
    )
    if settings.secure:
        served = certificates.provide(settings.keys, own_names(settings), at=now())
        server.ssl_adapter = BuiltinSSLAdapter(str(served.certificate), str(served.key))
    return server


def serve(
    app: Flask, background: Background | None = None, *, say: Callable[[str], None] = print
) -> None:
    """Answer until SIGTERM or Ctrl+C; then finish the requests at hand and the job at hand."""
    server = make_server(app)
    server.prepare()
    try:
        _stop_at_signal(server)
        if background is not None:
            background.start()
        _announce(app, server, say)
        server.serve()
    except KeyboardInterrupt:
        say("Berhenti.")
    finally:
        server.stop()
        if background is not None:
            background.stop()


def _announce(app: Flask, server: Server, say: Callable[[str], None]) -> None:
    with app.app_context():
        settings = parts().settings
    say(f"Berkas: {base_url(settings, server.bind_addr[1])}")
    if settings.secure:
        say(f"SHA-256 sertifikat: {certificates.fingerprint(settings.keys)}")
    _log.info("listening on %s", server.bind_addr)


def _stop_at_signal(server: Server) -> None:
    if threading.current_thread() is not threading.main_thread():
        return

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        # stopping waits for the threads, so it may not run inside the loop it interrupts
        threading.Thread(target=server.stop, name="stop").start()

    signal.signal(signal.SIGTERM, stop)
