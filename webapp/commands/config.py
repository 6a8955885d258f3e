"""`berkas config`: the settings as they are understood."""

import click

from webapp.addresses import base_url, own_names
from webapp.commands.console import emit, json_option, settings

__all__ = ["config"]


@click.group()
def config() -> None:
    """Look at the settings."""


@config.command()
@json_option
def show(*, as_json: bool) -> None:
    """Print every setting, the variable it is read from in front."""
    found = settings()
    facts: dict[str, object] = {
        "BERKAS_HOME": found.home,
        "BERKAS_HOST": found.host,
        "BERKAS_PORT": found.port,
        "BERKAS_THREADS": found.threads,
        "BERKAS_WORKER": found.worker.value,
        "BERKAS_PUBLIC_URL": found.public_url,
        "BERKAS_NAMES": " ".join(found.names),
        "BERKAS_BACKUP": found.backup or "",
        "BERKAS_IMPORT_DAYS": found.import_days,
        "address": base_url(found),
        "hosts": " ".join(own_names(found)),
    }
    emit(facts, as_json=as_json)
