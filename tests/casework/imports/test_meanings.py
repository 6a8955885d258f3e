"""What an office's own word means is said once, for every row, and kept for the next list."""

import pytest
from sqlalchemy.orm import Session

from casework.db.engine import Database
from casework.errors import Invalid
from casework.imports import checking, meanings
from casework.imports import service as imports
from casework.imports.meanings import Meaning, Word
from casework.imports.model import ImportBatch
from tests.casework.imports.test_import import sheet, states, take_in
from tests.conftest import AT, Staff

ROWS = [
    {"Nama": name, "Nomor Register": f"{n}/PB/2025", "Tindak Pidana": offence}
    for n, (name, offence) in enumerate(
        [("Ani", "Nyolong"), ("Wayan", "nyolong ,"), ("Siti", "Nyolong"), ("Eko", "Judi; Begal")], 1
    )
]


def say(
    session: Session, staff: Staff, batch: ImportBatch, *given: Meaning, name: str = ""
) -> None:
    kept = imports.get(session, staff.assessor, batch.id)
    meanings.say(session, staff.assessor, kept, list(given), at=AT, keep_as=name)
    checking.check_all(session, kept, at=AT)


def test_the_words_of_no_list_are_counted_over_all_rows(database: Database, staff: Staff) -> None:
    batch = take_in(database, staff.assessor, sheet(*ROWS))

    with database.reading() as session:
        assert meanings.unknown(session, batch) == [
            Word("offence", "nyolong", "Nyolong", 3, 2),
            Word("offence", "begal", "begal", 1, 5),
        ]


def test_a_meaning_holds_for_every_row_and_for_each_part_of_a_cell(
    database: Database, staff: Staff
) -> None:
    batch = take_in(database, staff.assessor, sheet(*ROWS))
    with database.transaction() as session:
        own = (Meaning("offence", "nyolong", "pencurian"), Meaning("offence", "begal", "pencurian"))
        say(session, staff, batch, *own)

    with database.transaction() as session:
        kept = imports.get(session, staff.assessor, batch.id)
        rows = checking.body(session, kept)
        assert states(session, kept) == ["siap"] * 4
        assert rows[3].values["case_1_offence_2"] == "pencurian"
        say(session, staff, batch, Meaning("offence", "begal", ""))
        assert states(session, kept) == ["siap"] * 3 + ["salah"]


def test_a_person_and_a_sex_can_be_meant_too(database: Database, staff: Staff) -> None:
    batch = take_in(database, staff.assessor, sheet({"L/P": "cowok", "PK": "Mbak Sari K."}))
    with database.transaction() as session:
        own = (Meaning("sex", "cowok", "L"), Meaning("pk_id", "mbak sari k", staff.pk.id))
        say(session, staff, batch, *own)

    with database.reading() as session:
        (row,) = checking.body(session, batch)
        assert (row.values["sex"], row.values["pk_id"]) == ("L", staff.pk.id)


def test_what_was_said_is_kept_and_known_to_a_list_with_other_heads(
    database: Database, staff: Staff
) -> None:
    batch = take_in(database, staff.assessor, sheet(*ROWS))
    with database.transaction() as session:
        say(session, staff, batch, Meaning("offence", "nyolong", "pencurian"), name="Lembar kita")
        say(session, staff, batch, Meaning("offence", "begal", "pencurian"))
    rows = [row | {"Kolom lain": "x"} for row in ROWS]
    other = take_in(database, staff.assessor, sheet(*rows))

    with database.reading() as session:
        assert states(session, other) == ["siap"] * 4


def test_a_meaning_that_the_office_has_not_is_refused(database: Database, staff: Staff) -> None:
    batch = take_in(database, staff.assessor, sheet(*ROWS))
    with database.writing() as session, pytest.raises(Invalid, match="unknown-choice"):
        say(session, staff, batch, Meaning("offence", "nyolong", "bukan-kode"))
