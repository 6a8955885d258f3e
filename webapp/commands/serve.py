"""`berkas serve`: the site."""

import click

from webapp import create_app, log
from webapp.commands.console import fail, settings
from webapp.server import serve as answer
from webapp.wiring import NotReady, open_parts

__all__ = ["serve"]


@click.command()
def serve() -> None:
    """Serve the site until it is told to stop.

    On 127.0.0.1 by http; on any other address of BERKAS_HOST by https only.
    """
    found = settings()
    log.to_file(found.logs)
    try:
        opened = open_parts(found)
    except NotReady as reason:
        fail(str(reason))
    try:
        answer(create_app(opened.parts), opened.background, say=click.echo)
    finally:
        opened.close()
