"""Taking in what was typed about a client."""

from datetime import date

import pytest

from casework.clients import intake
from casework.clients.draft import CaseDraft, Guarantor, RegisterEntry
from casework.clients.intake import IntakeLists
from casework.clients.model import Sex
from casework.errors import Invalid

TODAY = date(2026, 3, 9)
KNOWN = IntakeLists(
    client_types={"pembebasan-bersyarat": False, "anak-diversi": True},
    offences={"pencurian", "penadahan", "narkoba-psikotropika"},
    pks={"01J00000000000000000000001"},
    today=TODAY,
)
TYPED = {
    "name": "Budi Santoso",
    "nik": "9999 0117 0691 0001",
    "birth_date": "17 Juni 1991",
    "sex": "L",
    "client_type": "pembebasan-bersyarat",
    "received_on": "3-3-2026",
    "guidance_from": "3/3/2026",
    "case_1_offence_1": "pencurian",
}


def faults(**changes: str) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        intake.read(TYPED | changes, KNOWN)
    return [(fault.field, fault.code) for fault in refused.value.faults]


def warnings(**changes: str) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in intake.read(TYPED | changes, KNOWN).warnings]


def test_the_least_that_registers_a_client() -> None:
    found = intake.read(TYPED, KNOWN)

    assert found.warnings == ()
    assert found.draft.name == "Budi Santoso"
    assert found.draft.nik == "9999011706910001"
    assert found.draft.birth_date == date(1991, 6, 17)
    assert found.draft.sex is Sex.MALE
    assert found.draft.received_on == found.draft.guidance_from == date(2026, 3, 3)
    assert found.draft.cases == (CaseDraft(("pencurian",)),)
    assert found.draft.guarantor is None
    assert not found.draft.child


def test_everything_that_can_be_typed_is_taken() -> None:
    found = intake.read(
        TYPED
        | {
            "bin_binti": "bin  Karto",
            "aliases": "Budi Kecil, Si Bud, Budi Kecil",
            "address": "Jalan Melati 4\r\nKota Contoh",
            "pk_id": "01J00000000000000000000001",
            "guidance_until": "12 Oktober 2027",
            "origin": "Lapas Kelas IIA Contoh",
            "guarantor_name": "Sumarni",
            "guarantor_relation": "kakak kandung",
            "case_1_offence_2": "penadahan",
            "case_1_articles": "Pasal 363 KUHP",
            "case_1_verdict_on": "1 Agustus 2022",
            "case_3_offence_1": "narkoba-psikotropika",
            "register_2_kind": "PB",
            "register_2_number": "117/PB/2026",
        },
        KNOWN,
    ).draft

    assert found.bin_binti == "bin Karto"
    assert found.aliases == ("Budi Kecil", "Si Bud")
    assert found.address == "Jalan Melati 4\nKota Contoh"
    assert found.pk_id == "01J00000000000000000000001"
    assert [case.offences for case in found.cases] == [
        ("pencurian", "penadahan"),
        ("narkoba-psikotropika",),
    ]
    assert found.cases[0].verdict_on == date(2022, 8, 1)
    assert found.registers == (RegisterEntry("PB", "117/PB/2026"),)
    assert found.guarantor == Guarantor("Sumarni", "kakak kandung")


def test_an_empty_form_names_every_field_that_must_be_filled_in() -> None:
    with pytest.raises(Invalid) as refused:
        intake.read({}, KNOWN)

    assert [(fault.field, fault.code) for fault in refused.value.faults] == [
        (name, "required")
        for name in (
            "name",
            "birth_date",
            "sex",
            "case_1_offence_1",
            "client_type",
            "received_on",
            "guidance_from",
        )
    ]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("nik", "999901170691000", "nik-length"),
        ("nik", "99990117069100011", "nik-length"),
        ("nik", "999901170691000A", "nik-digits"),
        ("nik", "٩٩٩٩٠١١٧٠٦٩١٠٠٠١", "nik-digits"),
        ("birth_date", "31 Februari 1991", "date-impossible"),
        ("birth_date", "17-06-91", "date-short-year"),
        ("birth_date", "10 Maret 2026", "date-future"),
        ("birth_date", "3 Maret 2026", "born-too-late"),
        ("received_on", "10-3-2026", "date-future"),
        ("guidance_until", "2 Maret 2026", "before-start"),
        ("sex", "X", "unknown-choice"),
        ("client_type", "wisatawan", "unknown-choice"),
        ("pk_id", "01J00000000000000000000009", "unknown-choice"),
        ("case_1_offence_1", "mencontek", "unknown-choice"),
        ("name", "Budi\u202eotnas", "turning-character"),
        ("name", "Budi\x00", "control-character"),
        ("name", "B" * 301, "too-long"),
        ("name", "   ", "required"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field: str, value: str, code: str) -> None:
    assert faults(**{field: value}) == [(field, code)]


@pytest.mark.parametrize("score", ["100", "00001234", "9" * 5000, "-1", "٩"])
def test_an_old_score_beyond_every_instrument_is_refused(score: str) -> None:
    found = faults(taken_over="ya", old_assessment_score=score)
    assert found == [("old_assessment_score", "between")]


def test_a_verdict_before_the_birth_is_refused() -> None:
    assert faults(case_1_verdict_on="1 Januari 1990") == [("birth_date", "born-too-late")]


def test_a_sentence_cannot_end_before_it_was_passed() -> None:
    assert faults(case_1_verdict_on="1-1-2020", case_1_expires_on="1-1-2019") == [
        ("case_1_expires_on", "before-verdict")
    ]


def test_guidance_cannot_end_before_the_client_came() -> None:
    assert faults(guidance_from="1-2-2026", guidance_until="1-3-2026") == [
        ("guidance_until", "before-received")
    ]


def test_a_second_case_needs_its_offence_too() -> None:
    assert faults(case_2_articles="Pasal 480 KUHP") == [("case_2_offence_1", "required")]


def test_half_a_register_is_refused() -> None:
    assert faults(register_1_kind="PB") == [("register_1_number", "required")]


def test_a_guarantor_has_a_name() -> None:
    assert faults(guarantor_phone="0812") == [("guarantor_name", "required")]


def test_more_rows_than_anyone_has_are_refused() -> None:
    many = {f"register_{n}_{part}": "1" for n in range(1, 22) for part in ("kind", "number")}

    assert faults(**many) == [("register_1_number", "too-many-rows")]


def test_every_fault_is_told_at_once() -> None:
    assert faults(nik="1", birth_date="kemarin", case_1_offence_1="") == [
        ("nik", "nik-length"),
        ("birth_date", "date-form"),
        ("case_1_offence_1", "required"),
    ]


def test_a_childs_type_makes_the_file_a_childs() -> None:
    assert intake.read(TYPED | {"client_type": "anak-diversi"}, KNOWN).draft.child


def test_who_is_under_eighteen_is_a_child_whatever_the_type_says() -> None:
    young = {"birth_date": "4 Maret 2008", "nik": ""}

    assert intake.read(TYPED | young, KNOWN).draft.child
    assert warnings(**young) == [("client_type", "child-under-adult-type")]
    assert not intake.read(TYPED | {"birth_date": "3 Maret 2008", "nik": ""}, KNOWN).draft.child


def test_who_was_a_child_at_the_verdict_keeps_a_childs_file() -> None:
    grown = {"birth_date": "3 Maret 2008", "nik": "", "case_1_verdict_on": "1 Maret 2026"}

    assert intake.read(TYPED | grown, KNOWN).draft.child


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"nik": "9999011806910001"}, [("nik", "nik-other-birth")]),
        ({"nik": "9999015706910001"}, [("nik", "nik-other-sex")]),
        ({"sex": "P"}, [("nik", "nik-other-sex")]),
        ({"sex": "P", "nik": "9999015706910001"}, []),
        ({"nik": "", "birth_date": "1 Januari 1920"}, [("birth_date", "age-odd")]),
        ({"guidance_until": "8 Maret 2026"}, [("guidance_until", "guidance-over")]),
    ],
)
def test_what_is_odd_is_asked_about_but_can_be_kept(
    changes: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert warnings(**changes) == expected
