"""An account of the assessor, and signing in as the site does."""

from collections.abc import Callable
from datetime import datetime

import pytest

from casework.db.engine import Database
from casework.users import service as users
from casework.users.model import Account
from tests.conftest import Staff

PASSWORD = "tujuh gajah menari pelan"
SignIn = Callable[..., str]


@pytest.fixture
def account(database: Database, staff: Staff) -> Account:
    with database.transaction() as session:
        return users.add_account(session, staff.assessor.id, "Rina", PASSWORD)


@pytest.fixture
def enter(database: Database, account: Account) -> SignIn:
    """Knock and come in; the password was compared, which takes long."""
    del account

    def work(*, at: datetime) -> str:
        with database.transaction() as session:
            attempt = users.knock(session, "rina", address="192.0.2.7", at=at)
        with database.transaction() as session:
            return users.enter(session, attempt, at=at)

    return work


@pytest.fixture
def sign_in(database: Database, account: Account) -> SignIn:
    """Knock, compare, enter: each in the session that the site gives it."""
    del account

    def work(
        password: str = PASSWORD,
        *,
        at: datetime,
        login: str = "rina",
        address: str = "192.0.2.7",
    ) -> str:
        with database.transaction() as session:
            attempt = users.knock(session, login, address=address, at=at)
        users.compare(attempt, password)
        with database.transaction() as session:
            return users.enter(session, attempt, at=at)

    return work
