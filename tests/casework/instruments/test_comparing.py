"""In what two versions differ, and when their sums can still be held against each other."""

from pathlib import Path

import pytest

from casework.instruments import shipped
from casework.instruments.comparing import Change, What, counts_alike, differences
from casework.instruments.form import Edition
from casework.instruments.reading import parse

OWN = (Path(__file__).parents[2] / "data" / "alat-contoh.toml").read_text()


def own(*changes: tuple[str, str]) -> Edition:
    text = OWN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return parse("alat.toml", text.encode())


def test_an_edition_does_not_differ_from_itself() -> None:
    for one in shipped.editions():
        assert differences(one, one) == ()


def test_another_wording_counts_as_before() -> None:
    other = own(("terlambat melapor?", "terlambat wajib lapor?"), ('"Hijau"', '"Biru"'))

    found = differences(own(), other)

    assert [(one.what, one.code, one.change) for one in found] == [
        (What.BAND, "hijau", Change.WORDED),
        (What.ITEM, "U2", Change.WORDED),
    ]
    assert found[1].aspects[0].before == "Apakah klien terlambat melapor?"
    assert found[1].aspects[0].after == "Apakah klien terlambat wajib lapor?"
    assert counts_alike(own().forms[0], other.forms[0])


@pytest.mark.parametrize(
    ("changes", "what", "code"),
    [
        ((("value = 4", "value = 3"), ("maximum = 9", "maximum = 8"), ("most = 9", "most = 8")),
         What.ITEM, "U2"),
        ((("most = 2", "most = 3"), ("least = 3\nmost = 5", "least = 4\nmost = 5")),
         What.BAND, "hijau"),
        ((('code = "T"\ntitle = "Hal tambahan"\noffered = "always"',
           'code = "T"\ntitle = "Hal tambahan"\noffered = "women"'),), What.PART, "T"),
        ((("least = 3\nparts", "least = 4\nparts"),), What.GATE, "kebutuhan-contoh"),
        ((('code = "T1"', 'code = "T2"'),), What.ITEM, "T1"),
    ],
)  # fmt: skip
def test_what_changes_the_count_is_a_change_of_the_instrument(
    changes: tuple[tuple[str, str], ...], what: What, code: str
) -> None:
    other = own(*changes)

    found = [one for one in differences(own(), other) if (one.what, one.code) == (what, code)]

    assert found
    assert found[0].change is not Change.WORDED
    assert not counts_alike(own().forms[0], other.forms[0])


def test_what_is_added_and_what_is_gone_is_told_whole() -> None:
    other = own(('code = "T1"', 'code = "T2"'))

    found = {one.code: one for one in differences(own(), other)}

    assert {code: one.change for code, one in found.items()} == {
        "T2": Change.ADDED,
        "T1": Change.REMOVED,
    }
    assert {one.before for one in found["T2"].aspects} == {""}
    assert {one.after for one in found["T1"].aspects} == {""}


def test_a_setting_that_is_read_otherwise_is_a_change() -> None:
    text = shipped.edition("rri").source.decode()
    other = parse("rri.toml", text.replace('value = "goes-on"', 'value = "ticks-decide"').encode())

    found = differences(shipped.edition("rri"), other)

    assert [(one.what, one.code) for one in found] == [
        (What.SETTING, "narcotics-gate"),
        (What.GATE, "kriminogenik"),
    ]
