"""A folder on the server's disk: nothing outside it is read, whatever lies in it."""

import os
import socket
import unicodedata
from pathlib import Path

import pytest

from casework.sources import folder
from casework.sources.folder import FolderRefused, Unread, look
from casework.sources.rules import LARGEST


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = tmp_path / "lama"
    (root / "2023").mkdir(parents=True)
    (root / "a.pdf").write_bytes(b"satu")
    (root / "2023" / "B.pdf").write_bytes(b"dua")
    return root


def _code(root: Path, name: str) -> str:
    with pytest.raises(Unread) as unread:
        look(root).named(name)
    return unread.value.code


def test_a_file_is_found_by_its_path_or_by_its_name_alone(place: Path) -> None:
    seen = look(place)

    assert seen.named("a.pdf") == seen.named(" ./A.PDF") == "a.pdf"
    for name in ("2023/B.pdf", "2023\\b.pdf", "b.pdf"):
        assert seen.read(seen.named(name)) == b"dua"
    assert _code(place, "c.pdf") == "row-without-file"


def test_one_name_in_two_folders_needs_its_path(place: Path) -> None:
    (place / "2022").mkdir()
    (place / "2022" / "B.pdf").write_bytes(b"tiga")

    assert _code(place, "B.pdf") == "name-ambiguous"
    assert look(place).named("2022/B.pdf") == "2022/B.pdf"


@pytest.mark.parametrize(
    "name",
    ["../rahasia.pdf", "2023/../../rahasia.pdf", "..\\rahasia.pdf", "/etc/passwd", "C:\\x.pdf"],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(place: Path, name: str) -> None:
    (place.parent / "rahasia.pdf").write_bytes(b"%PDF")

    assert _code(place, name) == "leads-out"


def test_links_pipes_sockets_and_what_hides_behind_them_are_named_and_not_read(
    place: Path,
) -> None:
    outside = place.parent / "luar"
    outside.mkdir()
    (outside / "rahasia.pdf").write_bytes(b"%PDF")
    (place / "tautan.pdf").symlink_to(outside / "rahasia.pdf")
    (place / "folder").symlink_to(outside)
    (place / "putus.pdf").symlink_to("tidak-ada")
    os.mkfifo(place / "pipa.pdf")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(place / "s"))

    seen = look(place)

    assert sorted(seen.files) == ["2023/B.pdf", "a.pdf"]
    assert seen.odd == {
        "tautan.pdf": "link",
        "folder": "link",
        "putus.pdf": "link",
        "pipa.pdf": "no-file",
        "s": "no-file",
    }
    assert _code(place, "tautan.pdf") == "link"
    assert _code(place, "folder/rahasia.pdf") == "row-without-file"


def test_a_file_that_became_a_link_since_is_not_followed(place: Path) -> None:
    secret = place.parent / "rahasia.pdf"
    secret.write_bytes(b"%PDF")
    seen = look(place)
    (place / "a.pdf").unlink()
    (place / "a.pdf").symlink_to(secret)
    (place / "2023").rename(place.parent / "pindah")
    (place / "2023").symlink_to(place.parent / "pindah")

    for path in ("a.pdf", "2023/B.pdf"):
        with pytest.raises(Unread, match="not-readable"):
            seen.read(path)


def test_names_that_differ_only_in_how_an_accent_is_written_are_both_named(place: Path) -> None:
    for form in ("NFC", "NFD"):
        (place / unicodedata.normalize(form, "René.pdf")).write_bytes(form.encode())
    (place / unicodedata.normalize("NFD", "José.pdf")).write_bytes(b"x")

    seen = look(place)

    assert seen.odd == {"René.pdf": "name-twice"}
    assert _code(place, unicodedata.normalize("NFD", "René.pdf")) == "name-twice"
    assert seen.read(seen.named("José.pdf")) == b"x"


def test_a_name_that_is_no_text_is_named(place: Path) -> None:
    os.close(os.open(os.fsencode(place) + b"/\xff\xfe.pdf", os.O_CREAT | os.O_WRONLY))

    assert list(look(place).odd.values()) == ["name-not-utf8"]


def test_the_sheet_and_the_litter_of_programs_are_no_files_of_the_cabinet(place: Path) -> None:
    for name in ("Thumbs.db", ".DS_Store", "~$a.docx", "desktop.ini", "daftar.csv"):
        (place / name).write_bytes(b"x")

    assert sorted(look(place, apart=place / "daftar.csv").files) == ["2023/B.pdf", "a.pdf"]


def test_a_huge_or_endless_folder_is_explained(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = place.joinpath(*["x"] * 25)
    deep.mkdir(parents=True)
    assert list(look(place).odd.values()) == ["too-deep"]

    monkeypatch.setattr(folder, "_MOST", 2)
    with pytest.raises(FolderRefused, match="too-many-files"):
        look(place)


def test_what_is_too_large_is_not_read_whole(place: Path) -> None:
    with (place / "besar.pdf").open("wb") as file:
        file.truncate(4 * LARGEST)

    assert len(look(place).read("besar.pdf")) == LARGEST + 1
