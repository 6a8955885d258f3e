"""The client pages with a whole office behind them: people of every role, clients, an archive."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.shelf import Shelf
from casework.actor import Actor
from casework.clock import now
from casework.db.base import new_id
from casework.db.engine import Database
from casework.users import passwords
from casework.users.model import Account, WebSession
from tests.conftest import Staff, make_client
from webapp import create_app
from webapp.parts import Parts

__all__ = ["make_client"]

PASSWORD = "tujuh gajah menari pelan"

Browser = FlaskClient
BrowserOf = Callable[[Actor], Browser]
Post = Callable[..., TestResponse]


@pytest.fixture
def parts(empty_parts: Parts) -> Parts:
    return empty_parts


@pytest.fixture
def database(parts: Parts) -> Database:
    return parts.database


@pytest.fixture
def shelf(parts: Parts) -> Shelf:
    return parts.shelf


@pytest.fixture
def site(parts: Parts, staff: Staff) -> Flask:
    del staff  # sets the office up
    return create_app(parts)


def token_in(page: TestResponse) -> str:
    """Return the token of the forms on a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, "the page has no form"
    return found.group(1)


@pytest.fixture
def browser_of(site: Flask, database: Database) -> BrowserOf:
    """Give an official a browser that is signed in; signing in has its own tests and takes time."""

    def enter(actor: Actor) -> Browser:
        secret, login = passwords.token(), f"u{actor.id[-8:].lower()}"
        with database.transaction() as session:
            account = Account(id=new_id(), official_id=actor.id, login=login, password_hash="-")
            session.add(account)
            session.flush()
            session.add(
                WebSession(
                    token_sha256=passwords.digest(secret),
                    account_id=account.id,
                    created_at=now(),
                    seen_at=now(),
                    address="127.0.0.1",
                )
            )
        browser = site.test_client()
        with browser.session_transaction() as cookie:
            cookie["secret"] = secret
        return browser

    return enter


@pytest.fixture
def assessor(browser_of: BrowserOf, staff: Staff) -> Browser:
    return browser_of(staff.assessor)


@pytest.fixture
def post() -> Post:
    """Post a form with the token that the browser's own pages bear."""

    def send(browser: Browser, url: str, **fields: object) -> TestResponse:
        token = token_in(browser.get("/profil"))
        return browser.post(url, data={"csrf_token": token, **fields})

    return send
