"""The lists on the cover sheet: offences, purposes, types of client."""

from casework.instruments import lists
from casework.instruments.form import Audience


def test_the_offence_list_has_forty_six_entries_one_of_them_narcotics() -> None:
    offences = lists.offences()

    assert len(offences) == 46
    assert [one.code for one in offences.values() if one.narcotics] == ["narkotika"]
    assert len({one.title for one in offences.values()}) == 46


def test_an_unknown_offence_is_no_narcotics_offence() -> None:
    assert not lists.is_narcotics("tidak-dikenal")


def test_only_purposes_of_people_under_guidance_are_offered() -> None:
    offered = [one.title for one in lists.purposes().values() if one.offered]

    assert offered == ["Pembimbingan", "Permintaan Instansi Lain"]


def test_both_instruments_have_their_own_purposes() -> None:
    purposes = lists.purposes().values()

    assert sum(Audience.ADULT in one.audiences for one in purposes) == 15
    assert sum(Audience.CHILD in one.audiences for one in purposes) == 13


def test_every_type_of_client_is_for_adults_or_for_children() -> None:
    types = lists.client_types()

    assert sum(one.child for one in types.values()) == 13
    assert not types["pembebasan-bersyarat"].child
    assert types["diversi"].child
    assert all(len(code) <= 40 for code in types)
