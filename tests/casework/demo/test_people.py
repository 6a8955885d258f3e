"""The invented clients are credible, and the same for the same seed."""

from collections import Counter
from datetime import date

import pytest

from casework import typed
from casework.clients import nik, rules
from casework.clients.model import Sex
from casework.demo.people import Person, people, person
from casework.instruments import lists

TODAY = date(2026, 3, 9)
PKS = ("01J00000000000000000000001", "01J00000000000000000000002")


@pytest.fixture(scope="module")
def crowd() -> list[Person]:
    return list(people(7, 2_000, TODAY, PKS))


def test_the_same_seed_makes_the_same_people(crowd: list[Person]) -> None:
    assert list(people(7, 60, TODAY, PKS)) == crowd[:60]
    assert person(7, 1_999, TODAY, PKS) == crowd[1_999]


def test_another_seed_makes_other_people(crowd: list[Person]) -> None:
    others = [one.draft.name for one in people(8, 60, TODAY, PKS)]

    assert others != [one.draft.name for one in crowd[:60]]


def test_hardly_two_of_two_thousand_share_a_name_and_none_a_nik(crowd: list[Person]) -> None:
    known = Counter(one.draft.name for one in crowd)

    assert len(known) > 1_500
    assert known.most_common(1)[0][1] < 25
    assert len({one.draft.nik for one in crowd}) == 2_000


def test_every_name_and_address_can_be_typed(crowd: list[Person]) -> None:
    for draft in (one.draft for one in crowd):
        for text in (draft.name, *draft.aliases, draft.address or "", draft.bin_binti or ""):
            assert typed.line(text, field="name", most=300) == text


def test_every_nik_is_synthetic_and_agrees_with_birth_and_sex(crowd: list[Person]) -> None:
    for draft in (one.draft for one in crowd):
        assert draft.nik is not None
        assert draft.nik.startswith("9999")  # no province bears 99
        assert nik.read(draft.nik, "nik") == draft.nik
        assert nik.contradictions(draft.nik, draft.birth_date, draft.sex, "nik") == []


def test_who_is_a_child_before_the_law_has_a_childs_type(crowd: list[Person]) -> None:
    types = lists.client_types()

    for draft in (one.draft for one in crowd):
        verdict = draft.cases[0].verdict_on
        assert verdict is not None
        assert draft.child is types[draft.client_type].child
        assert draft.child is rules.is_child(
            draft.birth_date, [verdict, draft.received_on], child_type=draft.child
        )
        assert (rules.age(draft.birth_date, verdict) < rules.ADULT) is draft.child


def test_the_days_of_every_case_follow_each_other(crowd: list[Person]) -> None:
    for draft in (one.draft for one in crowd):
        verdict, until = draft.cases[0].verdict_on, draft.guidance_until
        assert verdict is not None
        assert until is not None
        assert draft.birth_date < verdict < draft.received_on <= TODAY < until


def test_every_type_of_client_occurs_among_the_first_hundred_and_twenty(
    crowd: list[Person],
) -> None:
    assert {one.draft.client_type for one in crowd[:120]} == set(lists.client_types())


def test_every_offence_is_on_the_list_and_many_occur(crowd: list[Person]) -> None:
    offences = Counter(code for one in crowd for code in one.draft.cases[0].offences)

    assert set(offences) <= set(lists.offences())
    assert len(offences) > 15
    assert offences["narkotika"] > 200


def test_women_men_and_faiths_all_occur(crowd: list[Person]) -> None:
    women = sum(one.draft.sex is Sex.FEMALE for one in crowd)

    assert 100 < women < 300
    assert len({one.draft.religion for one in crowd}) == 6


def test_everybody_has_a_register_number_and_a_pk(crowd: list[Person]) -> None:
    numbers = [one.draft.registers[0].number for one in crowd]

    assert len(set(numbers)) == 2_000
    assert {one.draft.pk_id for one in crowd} == set(PKS)
    assert all(one.draft.pk_id is None for one in people(7, 5, TODAY))
