"""Cells as offices fill them: read where they can mean one thing only, named where not."""

from datetime import date

import pytest

from casework.errors import Fault
from casework.imports.cells import Office, Values, translate
from casework.imports.fields import fields, lexicon
from casework.imports.names import bare_name, split_name
from casework.instruments import lists

TODAY = date(2026, 3, 9)


def office(**others: object) -> Office:
    values = {
        "pks": {"1": "Sari Dewi, S.Sos.", "2": "Sari Wulandari, S.H.", "3": "Drs. H. Joko Susilo"},
        "client_types": lexicon(
            "client-type", {c: t.title for c, t in lists.client_types().items()}
        ),
        "offences": lexicon("offence", {c: t.title for c, t in lists.offences().items()}),
        "registers": {},
        "posts": ("Pos Bapas Contoh", "Pos Bapas Umpama"),
        "today": TODAY,
        **others,
    }
    return Office(**values)  # type: ignore[arg-type]


def read(code: str, text: str, **others: object) -> Values | str:
    found = translate(fields()[code], text, office(**others))
    return found.code if isinstance(found, Fault) else found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9 Maret 2026", "2026-03-09"),
        ("09-03-2026", "2026-03-09"),
        ("9/3/2026", "2026-03-09"),
        ("9 / 3 / 2026", "2026-03-09"),
        ("9.3.2026", "2026-03-09"),
        ("09-Mar-2026", "2026-03-09"),
        ("9 Pebruari 2026", "2026-02-09"),
        ("9 Nopember 2025", "2025-11-09"),
        ("Senin, 9 Maret 2026", "2026-03-09"),
        ("2026-03-09", "2026-03-09"),
        ("2026-03-09 00:00:00", "2026-03-09"),
        ("46090", "2026-03-09"),
        ("9/3/26", "date-short-year"),
        ("9 Mar 26", "date-short-year"),
        ("31 Februari 2026", "date-impossible"),
        ("31/2/2026", "date-impossible"),
        ("29-02-2025", "date-impossible"),
        ("13/13/2025", "date-impossible"),
        ("sesudah Lebaran", "date-form"),
        ("2026", "date-form"),
    ],
)
def test_a_day_is_read_as_offices_write_it(text: str, day: str) -> None:
    found = read("received_on", text)

    assert found in ({"received_on": day}, day)


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("birth_date", "17/6/91", "1991-06-17"),
        ("birth_date", "17/6/05", "2005-06-17"),
        ("received_on", "9/3/26", "2026-03-09"),
        ("received_on", "10/3/26", "1926-03-10"),
        ("guidance_until", "12-10-28", "2028-10-12"),
        ("received_on", "2025-06-02", "2025-06-02"),
        ("received_on", "2025-04-30 00:00:00", "2025-04-30"),
        ("received_on", "2 Juni 25", "2025-06-02"),
        ("received_on", "2-Jun-25", "2025-06-02"),
    ],
)
def test_a_short_year_is_the_last_that_fits_where_the_office_says_so(
    code: str, text: str, day: str
) -> None:
    assert read(code, text, short_years=True) == {code: day}


def test_a_serial_day_follows_the_sheets_own_epoch() -> None:
    assert read("received_on", "44628", epoch=1904) == {"received_on": "2026-03-09"}


@pytest.mark.parametrize(
    "text",
    [
        "Kota Contoh, 17 Juni 1991",
        "Kota Contoh/17-06-1991",
        "Kota Contoh 17.6.1991",
        "Kota Contoh,17 Juni 1991",
        "Kota  Contoh - 17-06-1991",
    ],
)
def test_place_and_day_of_birth_are_parted(text: str) -> None:
    assert read("birth", text) == {"birth_date": "1991-06-17", "birth_place": "Kota Contoh"}


def test_a_birth_without_a_day_is_named() -> None:
    assert read("birth", "Kota Contoh") == "birth-form"
    assert read("birth", "17-06-1991") == {"birth_date": "1991-06-17"}


@pytest.mark.parametrize("text", ["L", "lk", "Laki-laki", "LAKI - LAKI", "Pria", "1", "Laki2"])
def test_a_man_is_written_in_many_ways(text: str) -> None:
    assert read("sex", text) == {"sex": "L"}


@pytest.mark.parametrize("text", ["P", "PR", "Perempuan", "wanita", "2"])
def test_a_woman_is_written_in_many_ways(text: str) -> None:
    assert read("sex", text) == {"sex": "P"}


def test_another_sex_is_never_guessed() -> None:
    assert read("sex", "Lp") == "not-sex"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PB", "pembebasan-bersyarat"),
        ("Pembebasan bersyarat", "pembebasan-bersyarat"),
        ("Pembebsan Bersyarat", "pembebasan-bersyarat"),
        ("CB", "cuti-bersyarat"),
        ("CMB", "cuti-menjelang-bebas"),
        ("Asimilasi rumah", "asimilasi"),
        ("pembebasan-bersyarat", "pembebasan-bersyarat"),
        ("Titipan Kejaksaan", "not-in-list"),
    ],
)
def test_a_type_of_client_is_known_by_title_code_or_letters(text: str, code: str) -> None:
    assert read("client_type", text) in ({"client_type": code}, code)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Pencurian", ["pencurian"]),
        ("PENCURIAN DENGAN KEKERASAN", ["pencurian"]),
        ("curanmor", ["pencurian"]),
        ("Penggelapan dalam Jabatan", ["penggelapan-dalam-jabatan"]),
        ("Narkotika/Psikotropika", ["narkotika"]),
        ("narkoba", ["narkotika"]),
        ("Pencurian dan Penganiayaan", ["pencurian", "penganiayaan"]),
        ("Pencurian; Penipuan; Pencurian", ["pencurian", "penipuan"]),
        ("Penganiyaan", ["penganiayaan"]),
        ("Minyak dan Gas Bumi", ["migas"]),
    ],
)
def test_an_offence_is_known_by_what_offices_call_it(text: str, codes: list[str]) -> None:
    found = read("offence", text)

    assert isinstance(found, dict)
    assert list(found.values()) == codes


def test_an_offence_that_nobody_knows_is_named() -> None:
    assert read("offence", "Perbuatan tercela") == "not-in-list"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sari Dewi", {"pk_id": "1"}),
        ("SARI DEWI, S.Sos", {"pk_id": "1"}),
        ("Dewi", {"pk_id": "1"}),
        ("Sari", "ambiguous"),
        ("Joko Susilo", {"pk_id": "3"}),
        ("H. Joko Susilo", {"pk_id": "3"}),
        ("Joko Tingkir", "pk-unknown"),
        ("S.H.", "pk-unknown"),
    ],
)
def test_a_pk_is_known_by_name_without_titles(text: str, found: Values | str) -> None:
    assert read("pk_id", text) == found


def test_a_post_is_known_by_its_place() -> None:
    assert read("post", "contoh") == {"post": "Pos Bapas Contoh"}
    assert read("post", "Bapas") == {}
    assert read("post", "Pos Lain") == "not-in-list"


@pytest.mark.parametrize("text", ["", " ", "-", "N/A", "tidak ada", "."])
def test_a_dash_is_an_empty_cell(text: str) -> None:
    assert read("nik", text) == {}


def test_a_score_may_stand_with_its_maximum() -> None:
    assert read("old_assessment_score", "14/17") == {"old_assessment_score": "14"}
    assert read("old_assessment_score", "14,0") == {"old_assessment_score": "14"}
    assert read("old_assessment_band", "SANGAT TINGGI") == {"old_assessment_band": "sangat-tinggi"}


@pytest.mark.parametrize(
    ("text", "name", "bin_binti", "aliases"),
    [
        ("Budi Santoso", "Budi Santoso", "", ()),
        ("Budi Santoso bin Karto", "Budi Santoso", "bin Karto", ()),
        ("SITI AMINAH BINTI DULLAH", "SITI AMINAH", "binti DULLAH", ()),
        ("Siti Binti. Dullah", "Siti", "binti Dullah", ()),
        ("Budi alias Codet", "Budi", "", ("Codet",)),
        ("Budi als. Codet, Gareng bin Karto", "Budi", "", ("Codet", "Gareng bin Karto")),
        ("Budi bin Karto als Codet", "Budi", "bin Karto", ("Codet",)),
        ("Budi (alias Codet)", "Budi", "", ("Codet",)),
        ("H. Budi Santoso, S.E.", "H. Budi Santoso, S.E.", "", ()),
        ("Drs. Hj. Siti", "Drs. Hj. Siti", "", ()),
        ("Albino Binsar", "Albino Binsar", "", ()),
        ("Alsa Maharani", "Alsa Maharani", "", ()),
        ("Sukarno", "Sukarno", "", ()),
        ("Bin Laden", "Bin Laden", "", ()),
        ("Ma'ruf O'Brien", "Ma'ruf O'Brien", "", ()),
        ("D\u2019Artagnan", "D\u2019Artagnan", "", ()),
        ("\u674e\u660e", "\u674e\u660e", "", ()),
        ("Budi B. Karto", "Budi B. Karto", "", ()),
        ("Ren\u00e9 van den Berg", "Ren\u00e9 van den Berg", "", ()),
    ],
)
def test_a_name_is_parted_from_what_stands_beside_it(
    text: str, name: str, bin_binti: str, aliases: tuple[str, ...]
) -> None:
    parts = split_name(text)

    assert (parts.name, parts.bin_binti, parts.aliases) == (name, bin_binti, aliases)


def test_capitals_stay_unless_the_office_says_otherwise() -> None:
    assert split_name("H. BUDI SANTOSO").name == "H. BUDI SANTOSO"
    assert split_name("H. BUDI SANTOSO-KARTO", title_case=True).name == "H. Budi Santoso-Karto"
    assert split_name("McDonald", title_case=True).name == "McDonald"
    assert split_name("Dr. AGUS WIJAYA, S.Sos.", title_case=True).name == "Dr. Agus Wijaya, S.Sos."


def test_titles_are_no_part_of_an_officials_name() -> None:
    assert bare_name("Drs. H. Joko Susilo, M.Si.") == bare_name("JOKO SUSILO") == "joko susilo"
