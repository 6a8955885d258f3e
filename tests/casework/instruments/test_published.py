"""What the published files say: every item, every band, every sum of the official form."""

import hashlib
from importlib import resources

import pytest

from casework.instruments import shipped
from casework.instruments.form import Alternate, Factor, Instrument, Item

DATA = resources.files("casework.instruments.data")

# A line is added when a version is published. No line here is ever changed: results that were
# issued name these digests.
PUBLISHED = {
    "anak-01.toml": "49acf86a19b379eeb65974fe7f92fd568587f93d219d1b1229f32ddb6cdfcb8e",
    "kriminogenik-02-2021.toml": "0d22d78c2ab6091e706863f2c7938132cb545b13256e8710a41df4a7e5f595e0",
    "rri-02-2021.toml": "64f6ad905e0b257df65faaf85ae6792a03a480698b5394d7eb3ee5a5e239ac91",
    "rri-02-2021.2.toml": "8bc9c30ecd103a8b4de72871f6353424675a300e0cf7bb04252dc6d1fbb91909",
}

RISK_VALUES = {
    "A1": {"tidak": 0, "ya": 3},
    "A2": {"tidak": 0, "ya": 1},
    "A3": {"1-2": 0, "3-lebih": 1},
    "A4": {"tidak": 0, "ya": 1},
    "A5": {"tidak": 0, "1-2": 2, "3-lebih": 4},
    "A6": {"tidak": 0, "ya": 1},
    "A7": {"tidak": 0, "ya": 1},
    "A8": {"tidak": 0, "ya": 1},
    "A9": {"tidak": 0, "alkohol": 1, "narkotika": 2, "keduanya": 3},
    "A10": {"tidak": 0, "ya": 1},
}

NO_COSTS = {"ya": 0, "tidak": 1}
YES_COSTS = {"tidak": 0, "ya": 1}
PARTLY = {"ya": 0, "sebagian": 1, "tidak": 2}
GROWING = {"baik": 0, "perlu-dikembangkan": 1, "tidak-baik": 2}
NEEDS_VALUES = {
    "1": PARTLY,
    "2": {"keduanya": 0, "satu": 1, "tidak": 2},
    "3": PARTLY,
    "4": NO_COSTS,
    "5": NO_COSTS,
    "6A": YES_COSTS,
    "6B": NO_COSTS,
    "7": YES_COSTS,
    "8": PARTLY,
    "9": GROWING,
    "10": GROWING,
    **{str(n): YES_COSTS for n in range(11, 20)},
    "20": {"ya": 0, "terbatas": 1, "tidak": 2},
    "21": NO_COSTS,
    "22": YES_COSTS,
    "23": YES_COSTS,
    "24": YES_COSTS,
    "25": YES_COSTS,
    "26": {"ya": 0, "sedikit": 1, "tidak": 2},
    "27": {"tidak": 0, "riwayat": 1, "berulang": 2},
    "28": YES_COSTS,
    "29": YES_COSTS,
}

FACTORS = {
    "Keluarga dan pernikahan": (6, ("0-1", "2-3", "4-5", "6-6"), ("1", "2", "3")),
    "Pendidikan dan pekerjaan": (
        10,
        ("0-2", "3-6", "7-8", "9-10"),
        ("4", "5", "6A", "6B", "7", "8", "9", "10"),
    ),
    "Narkotika dan alkohol": (
        6,
        ("0-1", "2-4", "5-5", "6-6"),
        ("11", "12", "13", "14", "15", "16"),
    ),
    "Hubungan sosial": (5, ("0-1", "2-3", "4-4", "5-5"), ("17", "18", "19", "20")),
    "Waktu luang": (2, ("0-0", "1-1", "2-2"), ("21", "22")),
    "Manajemen keuangan": (2, ("0-0", "1-1", "2-2"), ("23", "24")),
    "Sikap antisosial": (7, ("0-1", "2-4", "5-6", "7-7"), ("25", "26", "27", "28", "29")),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_file_is_never_changed(name: str) -> None:
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == PUBLISHED[name]


def test_every_published_file_is_listed_here_and_on_the_shelf() -> None:
    assert dict(shipped.digests()) == PUBLISHED


def test_every_instrument_file_that_is_shipped_is_published() -> None:
    lists = {"jenis-klien.toml", "tindak-pidana.toml", "tujuan.toml"}
    shipped = {one.name for one in DATA.iterdir() if one.name.endswith(".toml")}

    assert shipped - lists == set(PUBLISHED)


def values(item: Item) -> dict[str, int | None]:
    return {option.code: option.value for option in item.options}


def test_the_risk_form_asks_ten_scored_items_worth_seventeen(risk: Instrument) -> None:
    main = risk.parts[0]

    assert {item.code: values(item) for item in main.items} == RISK_VALUES
    assert risk.maximum == main.maximum == 17


def test_the_parts_b_c_and_d_are_ticks_that_are_never_added(risk: Instrument) -> None:
    extra = {part.code: [item.code for item in part.items] for part in risk.parts[1:]}

    assert extra == {
        "B": ["B1", "B2", "B3", "B4"],
        "C": ["C1", "C2", "C3"],
        "D": ["D1", "D2", "D3"],
    }
    assert [part.scored for part in risk.parts] == [True, False, False, False]
    assert {str(values(item)) for part in risk.parts[1:] for item in part.items} == {
        str({"tidak": None, "ya": None})
    }


def test_the_needs_form_asks_twenty_nine_numbers_worth_thirty_eight(needs: Instrument) -> None:
    main = needs.parts[0]

    assert {item.code: values(item) for item in main.items} == NEEDS_VALUES
    assert len({item.code.rstrip("AB") for item in main.items}) == 29
    assert needs.maximum == main.maximum == 38


def test_the_seven_factors_have_their_items_maxima_and_bands(needs: Instrument) -> None:
    assert {factor.title: shape(needs, factor) for factor in needs.factors} == FACTORS
    assert sum(factor.maximum for factor in needs.factors) == 38


def shape(needs: Instrument, factor: Factor) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return (
        factor.maximum,
        tuple(f"{band.least}-{band.most}" for band in factor.bands),
        tuple(item.code for item in needs.items if item.factor == factor.code),
    )


def test_the_needs_form_has_nine_and_eight_ticks_that_are_never_added(needs: Instrument) -> None:
    assert [(part.code, len(part.items), part.scored) for part in needs.parts[1:]] == [
        ("B1", 9, False),
        ("B2", 8, False),
    ]


def test_only_6a_and_6b_take_turns(needs: Instrument) -> None:
    assert {one.code: one.alternate for one in needs.items if one.alternate} == {
        "6A": Alternate.FIRST,
        "6B": Alternate.AGAIN,
    }


@pytest.mark.parametrize(
    ("code", "bands"),
    [
        ("rri", {"Rendah": "0-6", "Sedang": "7-11", "Tinggi": "12-15", "Sangat Tinggi": "16-17"}),
        (
            "kriminogenik",
            {"Rendah": "0-10", "Sedang": "11-22", "Tinggi": "23-29", "Sangat Tinggi": "30-38"},
        ),
    ],
)
def test_the_bands_are_those_of_the_form(code: str, bands: dict[str, str]) -> None:
    found = shipped.find(code).bands

    assert {band.title: f"{band.least}-{band.most}" for band in found} == bands


@pytest.mark.parametrize("code", ["rri", "kriminogenik"])
def test_every_question_is_a_sentence_and_every_rule_names_its_source(code: str) -> None:
    form = shipped.find(code)
    found = [item.source for item in form.items] + [part.source for part in form.parts]
    found += [band.source for band in form.bands] + [one.source for one in form.factors]
    found += [setting.source for setting in form.settings.values()]

    assert all(item.text.endswith("?") and item.text[0].isupper() for item in form.items)
    assert set(found) <= {"S", "I", "K"}
    assert form.wording == "ringkas"


def test_the_newest_version_is_found_without_naming_it(risk: Instrument) -> None:
    assert shipped.find("rri", "02-2021.2") is risk
    assert shipped.find("rri", "02-2021") is not risk


@pytest.mark.parametrize(("code", "version"), [("rri", "99-2099"), ("ispn", None), ("", None)])
def test_an_instrument_that_was_not_published_is_not_found(code: str, version: str | None) -> None:
    with pytest.raises(shipped.UnknownInstrument):
        shipped.find(code, version)


def test_codes_fit_where_they_are_stored() -> None:
    forms = [shipped.find(code) for code in ("rri", "kriminogenik")]

    assert all(len(item.code) <= 16 for form in forms for item in form.items)
    assert all(
        len(option.code) <= 40 for form in forms for item in form.items for option in item.options
    )
