"""docs/commands.md names every command and every option, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from webapp.commands import main

_PAGE = Path(__file__).parents[3] / "docs" / "commands.md"


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, set[str]]]:
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from _commands(one, f"{path} {name}")
        return
    options = (one for one in command.params if isinstance(one, click.Option))
    yield path, {name for one in options for name in one.opts}


def _documented() -> dict[str, set[str]]:
    found = {}
    for section in _PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading = re.match(r"`([a-z ]+?)(?: \[?[A-Z].*)?`", section)
        assert heading is not None, section[:60]
        found[heading[1]] = set(re.findall(r"^\| `(--[a-z-]+)", section, re.MULTILINE))
    return found


def test_the_page_of_commands_agrees_with_the_commands() -> None:
    assert _documented() == dict(_commands(main, "berkas"))
