"""The lists as an office has them: added to, written anew, never taken from what is recorded."""

from dataclasses import replace

import pytest

from casework.errors import Invalid
from casework.instruments import lists, own_lists
from casework.offices.profile import ListEntry, Profile

PROFILE = Profile(code="contoh", name="Bapas Contoh")


def add(profile: Profile, entry: ListEntry) -> Profile:
    return replace(profile, own_entries=own_lists.kept(profile, entry))


def test_an_office_without_lines_of_its_own_has_the_shipped_lists() -> None:
    assert own_lists.offences(PROFILE) == lists.offences()
    assert own_lists.client_types(PROFILE) == lists.client_types()


def test_a_new_offence_gets_a_code_of_its_own() -> None:
    profile = add(PROFILE, ListEntry(own_lists.OFFENCES, "", "Pencurian  Ternak"))
    profile = add(profile, ListEntry(own_lists.OFFENCES, "", "Pencurian: ternak!"))

    own = [one.code for one in profile.own_entries]

    assert own == ["pencurian-ternak", "pencurian-ternak-2"]
    assert own_lists.offences(profile)["pencurian-ternak"].title == "Pencurian Ternak"


def test_an_own_narcotics_offence_counts_without_the_office_s_list() -> None:
    profile = add(PROFILE, ListEntry(own_lists.OFFENCES, "", "Prekursor", narcotics=True))
    (code,) = (one.code for one in profile.own_entries)

    assert lists.is_narcotics(code)
    assert not lists.is_narcotics("pencurian")


def test_a_line_written_anew_keeps_its_code() -> None:
    profile = add(PROFILE, ListEntry(own_lists.OFFENCES, "pencurian", "Pencurian biasa"))

    assert own_lists.offences(profile)["pencurian"].title == "Pencurian biasa"
    assert len(own_lists.offences(profile)) == len(lists.offences())


def test_a_type_for_children_is_a_child_s() -> None:
    entry = ListEntry(own_lists.TYPES, "", "Pidana Kerja Sosial Anak", child=True, register="PKSA")
    profile = add(PROFILE, entry)

    assert own_lists.client_types(profile)["pidana-kerja-sosial-anak"].child


@pytest.mark.parametrize("title", ["", "   ", "PENCURIAN", "x" * 121, "a\u202eb", "中文"])
def test_a_title_that_is_no_title_is_refused(title: str) -> None:
    with pytest.raises(Invalid):
        own_lists.kept(PROFILE, ListEntry(own_lists.OFFENCES, "", title))


def test_a_profile_with_own_lines_is_read_back_as_it_was() -> None:
    profile = add(PROFILE, ListEntry(own_lists.TYPES, "", "Rehabilitasi", register="RH"))

    assert Profile.from_dict(profile.as_dict()) == profile
