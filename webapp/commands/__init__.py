"""The command line: `berkas`, for people and for scripts; one module a subject."""

import click

from webapp.commands import (
    archive,
    assessment,
    backup,
    client,
    config,
    demo,
    document,
    index,
    instrument,
    litmas,
    search,
    serve,
    source,
    user,
    work,
)

__all__ = ["COMMANDS", "main"]

COMMANDS: tuple[click.Command, ...] = (
    archive.archive,
    assessment.assessment,
    backup.backup,
    client.client,
    config.config,
    demo.demo,
    document.document,
    index.index,
    instrument.instrument,
    litmas.litmas,
    search.search,
    serve.serve,
    source.source,
    user.user,
    work.work,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="berkas")
def main() -> None:
    """Keep the records of a Balai Pemasyarakatan.

    Every command works on the data home that BERKAS_HOME names.
    """


for _command in COMMANDS:
    main.add_command(_command)
