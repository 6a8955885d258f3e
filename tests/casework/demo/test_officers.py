"""The invented officials: every post is filled, every NIP has its eighteen digits."""

from datetime import date

from casework.actor import Role
from casework.demo.officers import officers

TODAY = date(2026, 3, 9)


def test_every_role_is_held_by_somebody_even_in_a_small_office() -> None:
    held = {role for _, one in officers(7, 1, TODAY) for role in one.roles}

    assert held == set(Role)


def test_the_same_seed_makes_the_same_officials() -> None:
    assert officers(7, 40, TODAY)[:12] == officers(7, 12, TODAY)


def test_a_nip_holds_birth_appointment_and_sex_and_is_given_once() -> None:
    nips = [one.nip for _, one in officers(7, 60, TODAY)]

    assert len(set(nips)) == 60
    for nip in nips:
        born, appointed = date.fromisoformat(nip[:8]), date.fromisoformat(f"{nip[8:14]}01")
        assert len(nip) == 18
        assert 20 <= appointed.year - born.year <= 26
        assert appointed <= TODAY
        assert nip[14] in "12"


def test_logins_are_given_once() -> None:
    logins = [post.login for post, _ in officers(7, 60, TODAY)]

    assert len(set(logins)) == 60
