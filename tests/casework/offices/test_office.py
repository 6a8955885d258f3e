"""The office: settings that can issue letters, officials with terms, rules published once."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from casework.actor import Role
from casework.db.engine import Database
from casework.deposits.model import Deposit
from casework.errors import Invalid, NotFound
from casework.offices import service as offices
from casework.offices.model import Official, RuleFile
from casework.offices.profile import Profile
from casework.offices.service import OfficialDraft, RuleSource
from tests.conftest import Staff

SOURCE = RuleSource("instrumen", "rri", "9", b"kode = 'rri'", "toml")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "Bapas Contoh"),
        ("code", ""),
        ("name", " "),
        ("number_pattern", "tanpa urut"),
        ("number_pattern", "{n}/{bulan}"),
        ("number_pattern", "{n"),
        ("litmas_pattern", "{year}"),
        ("first_assessment_days", 0),
        ("reassessment_months", 0),
        ("first_assessment_days", 10**12),
        ("reassessment_months", 10**12),
        ("number_pattern", "{n:99999999}"),
        ("number_pattern", "{n!r}"),
        ("number_pattern", "{n:s}"),
        ("number_pattern", "{n}" + "x" * 100),
        ("public_url", "\ufeff"),
        ("public_url", "javascript:alert(1)"),
        ("public_url", "https://bapas.example/"),
    ],
)
def test_settings_that_no_letter_could_be_issued_with_are_refused(
    profile: Profile,
    field: str,
    value: Any,  # noqa: ANN401 - of whatever type the field is
) -> None:
    with pytest.raises(Invalid) as refused:
        replace(profile, **{field: value})

    assert [fault.field for fault in refused.value.faults] == [field]


def test_settings_come_back_from_what_is_stored(profile: Profile) -> None:
    assert Profile.from_dict({**profile.as_dict(), "setelan_baru": 1}) == profile


def test_new_settings_count_at_once_and_are_sealed_as_a_file(
    database: Database, staff: Staff, profile: Profile, at: datetime
) -> None:
    moved = replace(profile, city="Kota Lain", version=2)
    with database.transaction() as session:
        offices.set_profile(session, staff.admin, moved, at=at)
        offices.set_profile(session, staff.admin, moved, at=at)

    with database.reading() as session:
        assert offices.settings(session, profile.code) == moved
        kept = session.scalars(select(RuleFile).where(RuleFile.kind == "kantor")).all()
    assert sorted(one.version for one in kept) == ["1", "2"]


def test_a_rule_is_published_once_and_named_by_its_digest(
    database: Database, staff: Staff, at: datetime
) -> None:
    with database.transaction() as session:
        first, again = (offices.publish(session, staff.admin, SOURCE, at=at) for _ in range(2))
        other = offices.publish(session, staff.admin, replace(SOURCE, content=b"lain"), at=at)
        kept = session.scalars(select(RuleFile).where(RuleFile.name == "rri")).all()
        bags = session.scalars(select(Deposit.id).where(Deposit.kind == "aturan")).all()

    assert first == again
    assert first.sha256 == SOURCE.sha256 != other.sha256
    assert {one.content for one in kept} == {SOURCE.content, b"lain"}
    assert {one.id for one in kept} <= set(bags)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "-1"),
        ("name", "Ri\u200bna"),
        ("position", "Ase\u00adsor"),
        ("nip", "123"),
        ("nip", "19900101201503200X"),
        ("roles", frozenset()),
        ("until", date(2023, 12, 31)),
    ],
)
def test_an_official_that_no_paper_could_name_is_refused(field: str, value: Any) -> None:  # noqa: ANN401
    good = OfficialDraft("Rina", "", "Asesor", frozenset({Role.ASESOR}), date(2024, 1, 1))

    with pytest.raises(Invalid) as refused:
        replace(good, **{field: value})

    assert [fault.field for fault in refused.value.faults] == [field]


def test_the_head_who_signs_is_the_one_whose_term_it_is(
    database: Database, staff: Staff, profile: Profile, at: datetime
) -> None:
    change = date(2026, 4, 1)
    draft = OfficialDraft("Ayu Lestari", "", "Kepala", frozenset({Role.KABAPAS}), change)
    with database.transaction() as session:
        session.get_one(Official, staff.head.id).until = date(2026, 3, 31)
        after = offices.appoint(session, staff.admin, draft, at=at)
        found = [
            offices.head(session, profile.code, on=day)
            for day in (date(2023, 12, 31), date(2026, 3, 31), change)
        ]

    assert [one and one.id for one in found] == [None, staff.head.id, after.id]


def test_an_official_of_another_office_is_not_found(database: Database, staff: Staff) -> None:
    with database.reading() as session:
        assert offices.official(session, "bapas-contoh", staff.pk.id).name == staff.pk.name
        for office, id_ in (("bapas-lain", staff.pk.id), ("bapas-contoh", "tidak-ada")):
            with pytest.raises(NotFound):
                offices.official(session, office, id_)
        with pytest.raises(NotFound):
            offices.settings(session, "bapas-lain")
