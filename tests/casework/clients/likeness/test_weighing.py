"""When two records are of one person, and why that is said."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clients.draft import RegisterEntry
from casework.clients.likeness.evidence import near_days
from casework.clients.likeness.weighing import Probe, Verdict, judge, sound_key
from casework.clients.model import Sex

NAUGHTY = Path(__file__).parents[5] / "shared" / "corpora" / "naughty-strings.json"
BORN = date(1991, 6, 17)
names = st.text(max_size=60)
days = st.dates(date(1900, 1, 1), date(2026, 1, 1))
entries = st.builds(
    RegisterEntry, st.sampled_from(["PB", "CB"]), st.from_regex(r"[0-9]{1,3}/P B?/20(24|25)")
)
probes = st.builds(
    Probe,
    name=st.one_of(names, st.sampled_from(["Budi Santoso", "Boedi Santosa", "M. Rizki", "Siti"])),
    aliases=st.lists(names, max_size=2).map(tuple),
    bin_binti=st.none() | names,
    birth_date=st.none() | days | st.just(BORN),
    birth_place=st.none() | names,
    nik=st.none() | st.from_regex(r"\A[0-9]{16}\Z"),
    registers=st.lists(entries, max_size=2).map(tuple),
    sex=st.none() | st.sampled_from(Sex),
)


def reasons(one: Probe, other: Probe) -> tuple[str, ...]:
    return judge(one, other).reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soeharto", "Suharto"),
        ("Djoko Tjahjono", "Joko Cahyono"),
        ("Moch. Rizqi", "Muhammad Rizky"),
        ("M. Rizki", "Mohamad Riski"),
        ("H. Budi Santoso, S.H., M.H.", "santoso BUDI"),
        ("Siti Nur'aini", "St. Nuraini"),
        ("Aisyah", "Aisha"),
        ("Zulkifli Achmad", "Dzulkifly Ahmat"),
        ("Bud\u0456 S\u0430nt\u03bfso", "Budi Santoso"),  # Cyrillic i and a, Greek o
        ("\uff22\uff55\uff44\uff49", "Budi"),
        ("AIi lmran", "Ali Imran"),
        ("Bud1 Sant0so", "Budi Santoso"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Budi Santoso", "budi  SANTOSO", "name-same"),
        ("Budi Santoso", "Santoso Budi", "name-sounds"),
        ("Siti Nur Aini", "Siti Nuraini", "name-sounds"),
        ("Budi Santoso", "Budi Santosa", "name-near"),
        ("A. Fauzi", "Ahmad Fauzi", "name-near"),
        ("J. P. Tampubolon", "Jonathan Parulian Tampubolon", "name-near"),
        ("Budi Santoso", "Budi Hadi Santoso", "name-part"),
        ("Rizki", "Muhammad Rizki", "name-part"),
        ("Rizki", "Rizki Pratama", "name-word"),
        ("Budi Santoso", "Budi Wijaya", "name-shared"),
        ("Muhammad Rizki", "Muhammad Fadli", "name-other"),
        ("Yanto", "Yanti", "name-other"),
        ("AIi", "Ali", "confusable"),
        ("Bud\u0456", "Budi", "confusable"),
        ("Slamet alias Kuncung", "Kuncung", "alias-same"),
    ],
)
def test_two_names_are_told_how_they_stand(one: str, other: str, code: str) -> None:
    assert reasons(Probe(name=one), Probe(name=other)) == (code,)


@pytest.mark.parametrize(
    ("born", "code"),
    [
        (BORN, "birth-same"),
        (date(1991, 6, 18), "birth-near"),
        (date(1919, 6, 17), "birth-near"),
        (date(1992, 6, 17), "birth-near"),
        (date(1991, 2, 28), "birth-year"),
        (date(1985, 2, 28), "birth-other"),
    ],
)
def test_a_birth_is_the_same_or_a_slip_away_or_another(born: date, code: str) -> None:
    assert code in reasons(Probe(name="", birth_date=BORN), Probe(name="", birth_date=born))


def test_day_and_month_exchanged_is_one_slip() -> None:
    assert date(1990, 4, 3) in near_days(date(1990, 3, 4))


def test_the_same_nik_is_proof_whatever_else_is_written() -> None:
    told = judge(
        Probe(name="Budi", nik="9999011706910001", birth_date=BORN),
        Probe(name="Wayan", nik="9999011706910001", birth_date=date(1970, 1, 2)),
    )

    assert told.verdict is Verdict.SAME
    assert told.reasons[0] == "nik-same"


def test_a_nik_that_only_fills_the_field_proves_nothing() -> None:
    told = judge(Probe(name="Budi", nik="0" * 16), Probe(name="Wayan", nik="0" * 16))

    assert told.verdict is Verdict.OTHER


def test_a_serial_apart_are_twins_and_a_digit_before_it_a_slip() -> None:
    nik = "9999011706910001"
    twin, slip = f"{nik[:-1]}2", f"98{nik[2:]}"

    assert reasons(Probe(name="", nik=nik), Probe(name="", nik=twin)) == ("nik-other",)
    assert reasons(Probe(name="", nik=nik), Probe(name="", nik=slip)) == ("nik-near",)


@pytest.mark.parametrize(
    ("kind", "number", "same"),
    [
        ("PB", "117/PB/2026", True),
        ("pb", "0117-PB-2026", True),
        ("P.B.", "117 / PB / 2026", True),
        ("CB", "117/PB/2026", False),
        ("PB", "118/PB/2026", False),
    ],
)
def test_a_register_number_is_the_same_however_it_is_joined(
    kind: str, number: str, *, same: bool
) -> None:
    one = Probe(name="Budi", registers=(RegisterEntry("PB", "117/PB/2026"),))
    other = Probe(name="Wayan", registers=(RegisterEntry(kind, number),))

    assert (judge(one, other).verdict is Verdict.SAME) is same


def test_a_number_that_comes_back_each_year_proves_nothing() -> None:
    entry = (RegisterEntry("PB", "12"),)

    assert "register-same" not in reasons(
        Probe(name="", registers=entry), Probe(name="", registers=entry)
    )


def test_a_namesake_born_on_another_day_is_possible_and_no_more() -> None:
    one = Probe(name="Budi Santoso", birth_date=BORN)

    assert judge(one, Probe(name="Budi Santoso", birth_date=date(1985, 1, 9))).verdict == 1
    assert judge(one, Probe(name="Budi Santoso", birth_date=BORN)).verdict is Verdict.LIKELY


def test_a_brother_of_the_same_birth_is_no_double() -> None:
    def one(name: str) -> Probe:
        return Probe(name=name, bin_binti="bin Ali", birth_date=BORN, birth_place="Serang")

    assert judge(one("Hasan"), one("Husein")).verdict is Verdict.OTHER


def test_the_father_written_in_the_name_is_the_father() -> None:
    one = Probe(name="Ahmad bin Kosim")

    assert reasons(one, Probe(name="Ahmad", bin_binti="Qosim")) == ("name-same", "bin-same")


@given(probes, probes)
def test_it_does_not_matter_which_of_the_two_comes_first(one: Probe, other: Probe) -> None:
    assert judge(one, other) == judge(other, one)


@given(names)
def test_composed_and_taken_apart_letters_are_one_name(name: str) -> None:
    composed, apart = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))

    assert sound_key(composed) == sound_key(apart)
    if composed.strip():
        assert reasons(Probe(name=composed), Probe(name=apart)) == ("name-same",)


@given(days)
def test_a_slip_is_a_slip_from_both_sides(day: date) -> None:
    assert all(day in near_days(other) for other in near_days(day))


def test_no_string_is_too_naughty() -> None:
    for one in json.loads(NAUGHTY.read_text("utf-8")):
        assert len(sound_key(one)) <= 320
        told = judge(Probe(name=one, bin_binti=one), Probe(name="Budi", aliases=(one,)))
        assert told.verdict < Verdict.SAME
        if one.strip():
            assert "name-same" in reasons(Probe(name=one), Probe(name=one))
