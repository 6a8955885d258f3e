"""The search pages with a whole office behind them, its documents sealed and indexed."""

import pytest

from casework.clients.model import Client
from casework.search.finder import Finder
from tests.casework.search.conftest import Issue, budi, index_all, issue
from tests.conftest import MakeClient, make_client
from tests.webapp.views.berkas.conftest import (
    assessor,
    browser_of,
    database,
    parts,
    post,
    shelf,
    site,
)
from webapp.parts import Parts

__all__ = [
    "assessor",
    "browser_of",
    "budi",
    "database",
    "index_all",
    "issue",
    "make_client",
    "parts",
    "post",
    "shelf",
    "site",
]


@pytest.fixture
def finder(parts: Parts) -> Finder:
    return parts.finder


@pytest.fixture
def child(make_client: MakeClient, issue: Issue, budi: Client) -> Client:
    """A child beside Budi, with the same words in its document."""
    del budi
    found = make_client(name="Rizky Aditya", bin_binti=None, nik=None, child=True, registers=())
    issue(found, number="77/ANAK/2026", pages=("Rehabilitasi narkotika anak di bengkel.",))
    return found
