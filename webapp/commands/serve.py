"""`berkas serve`: the site."""

from dataclasses import replace

import click

from casework.clock import now
from casework.users import service as users
from webapp import create_app, log
from webapp.addresses import base_url
from webapp.commands.console import fail, settings
from webapp.parts import Parts
from webapp.server import serve as answer
from webapp.settings import BadSetting, Settings
from webapp.wiring import NotReady, open_parts

__all__ = ["serve"]


@click.command()
@click.option("--host", help="Instead of BERKAS_HOST.")
@click.option("--port", type=int, help="Instead of BERKAS_PORT; 0 takes any free port.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the site until it is told to stop.

    On 127.0.0.1 by http; on any other address by https only. While nobody can sign in yet, a
    one-time code for the first administrator is printed.
    """
    found = _chosen(settings(), host, port)
    log.to_file(found.logs)
    try:
        opened = open_parts(found)
    except NotReady as reason:
        fail(str(reason))
    try:
        _invite(opened.parts)
        answer(create_app(opened.parts), opened.background, say=click.echo)
    finally:
        opened.close()


def _chosen(found: Settings, host: str | None, port: int | None) -> Settings:
    try:
        return replace(found, host=host or found.host, port=found.port if port is None else port)
    except BadSetting as bad:
        fail(str(bad))


def _invite(parts: Parts) -> None:
    with parts.database.transaction() as session:
        if users.has_accounts(session):
            return
        code = users.new_setup_code(session, at=now())
    click.echo(f"Kantor ini masih kosong. Buka {base_url(parts.settings)}awal dengan kode {code}")
