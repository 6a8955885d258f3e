"""The invented office: only in an empty home, and then whole."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select

from archive.shelf import Shelf
from archive.verify import verify
from casework.assessments.model import Assessment
from casework.db.engine import open_database
from casework.demo import plan
from casework.demo.plan import Step
from casework.users import passwords
from casework.users.model import Account

AT = datetime(2026, 3, 9, 7, 32, tzinfo=UTC)


def test_a_home_in_use_is_never_mixed_with_an_invented_office(
    berkas: Callable[..., Result], home: Path
) -> None:
    (home / "berkas.sqlite3").touch()

    refused = berkas("demo", "--clients", "3")

    assert refused.exit_code == 1
    assert "is not empty (berkas.sqlite3)" in refused.stderr


@pytest.mark.office
def test_an_invented_office_is_whole_and_everybody_can_sign_in(
    facts: Callable[..., Any], home: Path
) -> None:
    made = facts("demo", "--clients", "12", "--issued", "2")

    assert (made["clients"], made["issued"], made["litmas"]) == (12, 2, 1)
    assert not list(verify(Shelf.open(home / "arsip")))
    assert made["password"] in (home / "DEMO.txt").read_text(encoding="utf-8")
    database = open_database(home / "berkas.sqlite3")
    with database.transaction() as session:
        states = Counter(str(state) for state in session.scalars(select(Assessment.state)))
        assert states["stored"] == 2
        assert states["draft"] >= 2
        hashes = {one.login: one.password_hash for one in session.scalars(select(Account))}
    for one in made["logins"]:
        assert passwords.matches(made["password"], hashes.pop(one["login"]))
    assert hashes == {}
    database.close()


@pytest.mark.parametrize("seed", range(20))
def test_a_plan_never_acts_in_the_future_nor_before_the_client_was_received(seed: int) -> None:
    made = plan.make(seed, 60, issued=12, at=AT)

    assert made.count(Step.REGISTER) == 60
    assert made.count(Step.ISSUE) == 12
    for act in made.acts:
        assert act.at <= AT
        assert act.day >= made.persons[act.n].draft.received_on
    assert list(made.acts) == sorted(made.acts, key=lambda act: act.at)


def test_the_same_seed_gives_the_same_plan() -> None:
    first, second = (plan.make(3, 30, issued=5, at=AT) for _ in range(2))

    assert first == second
    assert json.dumps([act.n for act in first.acts])


def test_some_clients_are_late_some_due_today_and_some_have_time_left() -> None:
    made = plan.make(1, 60, issued=12, at=AT)
    assessed = {act.n for act in made.acts if act.step in {Step.BEGIN, Step.CLOSE}}

    waited = [
        (AT.date() - person.draft.received_on).days
        for n, person in enumerate(made.persons)
        if n not in assessed and not person.draft.child
    ]

    assert min(waited) < 7
    assert 7 in waited
    assert max(waited) > 7
