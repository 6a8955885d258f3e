"""Chains and places: every name leads back to what it names, and nonsense has no name."""

from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chain import SERIES, Chain, Tree
from archive.deposit import Place

NONSENSE = [
    ("", "2025-00123"),
    ("Bapas Contoh", "2025-00123"),
    ("bapas/contoh", "2025-00123"),
    ("bapas.contoh", "2025-00123"),
    ("..", "2025-00123"),
    ("bapas-contoh", "2025-123"),
    ("bapas-contoh", "2025/00123"),
    ("bapas-contoh", "../../etc"),
    ("bapas-contoh", ""),
    ("bapas-contoh", "2025-00123\n"),
    ("bapas-contoh", "\uff12\uff10\uff12\uff15-00123"),
]


def test_a_clients_file_lies_under_its_office_year_and_number() -> None:
    chain = Chain.client("bapas-contoh", "2025-00123")

    assert chain.path == PurePosixPath("berkas/bapas-contoh/2025/2025-00123")
    assert chain.key == "berkas.bapas-contoh.2025.2025-00123"


def test_a_childs_file_lies_in_a_tree_of_its_own() -> None:
    chain = Chain.client("bapas-contoh", "2025-00123", child=True)

    assert chain.path == PurePosixPath("berkas-anak/bapas-contoh/2025/2025-00123")
    assert chain.tree is Tree.CHILDREN


@pytest.mark.parametrize("series", sorted(SERIES))
def test_each_series_of_the_office_has_a_chain_a_year(series: str) -> None:
    chain = Chain.office("bapas-contoh", series, 2026)

    assert chain.path == PurePosixPath("kantor/bapas-contoh", series, "2026")
    assert Place(chain, 7, date(2026, 1, 2), "aturan").name == "000007_2026-01-02_aturan"


def test_a_series_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no series"):
        Chain.office("bapas-contoh", "rahasia", 2026)


@pytest.mark.parametrize(("office", "number"), NONSENSE)
def test_a_name_that_could_leave_the_archive_is_refused(office: str, number: str) -> None:
    with pytest.raises(ValueError, match="no chain"):
        Chain.client(office, number)


@pytest.mark.parametrize("path", ["", "berkas", "lemari/a/2025/2025-00001", "berkas/a/2025/b/c/d"])
def test_a_path_that_is_no_chain_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"chain|Tree"):
        Chain.parse(path)


@given(
    st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True).filter(str.isascii),
    st.integers(0, 9999),
    st.integers(0, 10**7),
    st.booleans(),
)
def test_a_chain_is_read_back_from_its_path(office: str, year: int, no: int, child: bool) -> None:  # noqa: FBT001 - drawn
    chain = Chain.client(office, f"{year:04}-{no:05}", child=child)

    assert Chain.parse(str(chain.path)) == chain


@given(
    st.integers(1, 10**6),
    st.dates(),
    st.from_regex(r"[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True).filter(str.isascii),
)
def test_a_place_is_read_back_from_its_name(sequence: int, day: date, kind: str) -> None:
    chain = Chain.client("bapas-contoh", "2025-00123")
    place = Place(chain, sequence, day, kind)

    assert Place.parse(chain, place.name) == place


@pytest.mark.parametrize(
    "name",
    [
        "0000_2026-03-02_status",
        "00001_2026-03-02_status",
        "001_2026-03-02_status",
        "0001_2026-02-30_status",
        "0001_2026-03-02_Status",
        "0001_2026-03-02_",
        "0001_2026-03-02_status ",
        "catatan",
    ],
)
def test_a_folder_called_like_no_bag_is_no_place(name: str) -> None:
    with pytest.raises(ValueError, match=r"no bag|day"):
        Place.parse(Chain.client("bapas-contoh", "2025-00123"), name)
