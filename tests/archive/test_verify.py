"""Verification: every kind of damage is planted and found, and nothing else is reported."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from archive import io
from archive.bag import write_manifest
from archive.chain import Chain
from archive.deposit import Deposit
from archive.findings import SENTENCES, Code, Finding
from archive.shelf import Shelf
from archive.verify import verify

MakeDeposit = Callable[..., Deposit]
Damage = Callable[[Path], None]
CHAIN = Path("berkas/bapas-contoh/2025/2025-00123")


def bag(root: Path, number: int) -> Path:
    return next((root / CHAIN).glob(f"{number:04}_*"))


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(old, new))


def no_tagmanifest(root: Path) -> None:
    (bag(root, 2) / "tagmanifest-sha256.txt").unlink()


def cut_manifest(root: Path) -> None:
    path = bag(root, 2) / "manifest-sha256.txt"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1])


def flip(root: Path) -> None:
    rewrite(bag(root, 2) / "data/dokumen.pdf", b"%PDF", b"%PdF")


def change_label(root: Path) -> None:
    rewrite(bag(root, 2) / "bag-info.txt", b"2026-03-02", b"2026-03-03")


def lose(root: Path) -> None:
    (bag(root, 2) / "data/dokumen.pdf").unlink()


def add(root: Path) -> None:
    (bag(root, 2) / "data/tambahan.txt").touch()


def add_folder(root: Path) -> None:
    (bag(root, 2) / "data/folder").mkdir()


def add_link(root: Path) -> None:
    (bag(root, 2) / "data/tautan").symlink_to("dokumen.pdf")


def move_to_other_day(root: Path) -> None:
    bag(root, 3).rename(root / CHAIN / "0003_2026-03-09_status")


def forge_record(root: Path) -> None:
    """Change the record and mend every digest, as one who knows the format would."""
    folder = bag(root, 3)
    rewrite(folder / "data/rekaman.json", b'"jenis":"status"', b'"jenis":"litmas"')
    for manifest, names in {
        "manifest-sha256.txt": ["data/dokumen.pdf", "data/rekaman.json"],
        "tagmanifest-sha256.txt": ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"],
    }.items():
        (folder / manifest).chmod(0o644)
        digests = {name: sha256((folder / name).read_bytes()).hexdigest() for name in names}
        (folder / manifest).write_bytes(write_manifest(digests))


def remove_bag(root: Path) -> None:
    shutil.rmtree(bag(root, 2))


def double(root: Path) -> None:
    shutil.copytree(bag(root, 2), root / CHAIN / "0002_2026-03-09_status")


def swap_tail_of_another(root: Path) -> None:
    other = root / "berkas/bapas-contoh/2025/2025-00124"
    shutil.rmtree(bag(root, 1))
    shutil.copytree(next(other.glob("0001_*")), root / CHAIN / "0001_2026-03-02_status")


def odd_bag_name(root: Path) -> None:
    (root / CHAIN / "catatan").mkdir()


def odd_chain_name(root: Path) -> None:
    (root / "berkas/bapas-contoh/2025/Budi").mkdir()


def stray_file(root: Path) -> None:
    (root / "kantor/catatan.txt").touch()


def stray_top(root: Path) -> None:
    (root / "catatan").mkdir()


def leave_staging(root: Path) -> None:
    (root / ".staging/01J8Z0000000000000000000AB").mkdir()


def drop_schema(root: Path) -> None:
    (root / "skema/status-1.json").unlink()


def drop_superseded(root: Path) -> None:
    shutil.rmtree(bag(root, 1))


DAMAGES: list[tuple[Damage, Code]] = [
    (no_tagmanifest, Code.BAG_INVALID),
    (cut_manifest, Code.BAG_INVALID),
    (flip, Code.DIGEST_DIFFERS),
    (change_label, Code.DIGEST_DIFFERS),
    (lose, Code.FILE_MISSING),
    (add, Code.FILE_EXTRA),
    (add_folder, Code.FILE_EXTRA),
    (add_link, Code.FILE_EXTRA),
    (move_to_other_day, Code.LABEL_DIFFERS),
    (forge_record, Code.RECORD_DIFFERS),
    (remove_bag, Code.CHAIN_GAP),
    (remove_bag, Code.CHAIN_BROKEN),
    (double, Code.CHAIN_DOUBLE),
    (double, Code.ID_TWICE),
    (swap_tail_of_another, Code.CHAIN_BROKEN),
    (swap_tail_of_another, Code.ID_TWICE),
    (drop_superseded, Code.SUPERSEDES_UNKNOWN),
    (odd_bag_name, Code.WRONG_NAME),
    (odd_chain_name, Code.WRONG_NAME),
    (stray_file, Code.ENTRY_UNKNOWN),
    (stray_top, Code.ENTRY_UNKNOWN),
    (leave_staging, Code.STAGING_LEFTOVER),
    (drop_schema, Code.SCHEMA_MISSING),
]


@pytest.fixture
def filled(shelf: Shelf, make_deposit: MakeDeposit) -> Shelf:
    first = shelf.deposit(make_deposit({"dokumen.pdf": b"%PDF-1"}))
    shelf.deposit(make_deposit({"dokumen.pdf": b"%PDF-2"}))
    shelf.deposit(make_deposit({"dokumen.pdf": b"%PDF-3"}, supersedes=first.id))
    shelf.deposit(make_deposit(chain=Chain.client("bapas-contoh", "2025-00124")))
    return shelf


def test_a_sound_archive_has_no_findings(filled: Shelf) -> None:
    assert list(verify(filled)) == []


@pytest.mark.parametrize(("damage", "code"), DAMAGES)
def test_each_damage_is_found(filled: Shelf, damage: Damage, code: Code) -> None:
    damage(filled.root)

    assert code in {finding.code for finding in verify(filled)}


def test_a_file_the_disk_refuses_is_told(filled: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    real = io.read

    def read(path: Path) -> bytes:
        if path.name == "dokumen.pdf":
            raise OSError(5, "Input/output error")
        return real(path)

    monkeypatch.setattr(io, "read", read)

    assert Code.FILE_UNREADABLE in {finding.code for finding in verify(filled)}


def test_every_code_of_the_table_has_a_sentence_and_a_damage() -> None:
    planted = {code for _, code in DAMAGES} | {Code.FILE_UNREADABLE}

    assert planted == set(Code) == set(SENTENCES)


def test_one_chain_can_be_verified_alone(filled: Shelf) -> None:
    flip(filled.root)

    assert list(verify(filled, Chain.client("bapas-contoh", "2025-00124"))) == []
    found = list(verify(filled, Chain.client("bapas-contoh", "2025-00123")))
    place = f"{CHAIN}/0002_2026-03-02_status/data/dokumen.pdf"
    assert found == [Finding(Code.DIGEST_DIFFERS, place)]
    assert str(found[0]) == f"digest-differs: {place}: the file is not the one that was sealed"


def test_a_writer_at_work_is_no_leftover(filled: Shelf, make_deposit: MakeDeposit) -> None:
    staged = filled.stage(make_deposit())

    assert list(verify(filled)) == []
    staged.discard()


def test_any_flipped_byte_anywhere_in_a_bag_is_found(filled: Shelf) -> None:
    folder = bag(filled.root, 1)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        path.chmod(0o644)
        whole = path.read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 7)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert list(verify(filled)), (path.name, at)
        path.write_bytes(whole)
    assert list(verify(filled)) == []
