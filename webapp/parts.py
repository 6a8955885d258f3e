"""What a running site holds: its settings, its database, its archive and the door to its worker."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from archive.shelf import Shelf
from casework.db.engine import Database
from casework.documents.press import Press
from casework.search.finder import Finder
from webapp.settings import Settings

__all__ = ["Parts", "parts"]


def _nobody() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that `create_app` was given; `press` starts LibreOffice when it is first needed."""

    settings: Settings
    database: Database
    shelf: Shelf
    press: Press
    finder: Finder
    wake_worker: Callable[[], None] = _nobody


def parts() -> Parts:
    """Return the parts of the site that is answering now."""
    found: Parts = current_app.extensions["berkas"]
    return found
