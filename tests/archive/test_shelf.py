"""The shelf: sealed once, whole, in order, and read back as it was sealed."""

import dataclasses
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import io
from archive.chain import Chain
from archive.deposit import Deposit, Place
from archive.errors import AlreadyDeposited, Busy, Damaged, NewerArchive, NoRoom, NotAnArchive
from archive.recover import recover
from archive.shelf import Shelf
from archive.staging import Terms
from archive.verify import verify

MakeDeposit = Callable[..., Deposit]
ULID_B = "01J8Z0000000000000000000AB"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_first_bag_of_a_file_is_number_one_and_its_files_are_read_back(
    shelf: Shelf, make_deposit: MakeDeposit
) -> None:
    deposit = make_deposit({"dokumen.pdf": b"%PDF-1.7"})

    sealed = shelf.deposit(deposit)

    assert sealed.path.name == "0001_2026-03-02_status"
    assert shelf.read(sealed, "dokumen.pdf") == b"%PDF-1.7"
    assert shelf.record(sealed)["id"] == deposit.id
    assert shelf.find(deposit.chain, deposit.id) == sealed == shelf.bags(deposit.chain)[0]


def test_bags_are_numbered_without_a_gap_and_each_names_the_one_before(
    shelf: Shelf, make_deposit: MakeDeposit, file_chain: Chain
) -> None:
    sealed = [shelf.deposit(make_deposit()) for _ in range(3)]

    assert [bag.sequence for bag in sealed] == [1, 2, 3]
    assert [bag.previous for bag in sealed] == [
        None,
        *(bag.tagmanifest_sha256 for bag in sealed[:2]),
    ]
    assert shelf.bags(file_chain) == sealed
    assert list(verify(shelf)) == []


def test_the_same_deposit_brought_twice_is_sealed_once(
    shelf: Shelf, make_deposit: MakeDeposit, file_chain: Chain
) -> None:
    deposit = make_deposit()

    assert shelf.deposit(deposit) == shelf.deposit(deposit)
    assert len(shelf.bags(file_chain)) == 1
    assert names(shelf.root / ".staging") == []


def test_another_payload_under_a_sealed_id_is_refused(
    shelf: Shelf, make_deposit: MakeDeposit
) -> None:
    deposit = make_deposit({"dokumen.pdf": b"one"})
    sealed = shelf.deposit(deposit)
    forged = dataclasses.replace(deposit, files={**deposit.files, "dokumen.pdf": b"two"})

    with pytest.raises(AlreadyDeposited) as refused:
        shelf.deposit(forged)

    assert refused.value.path == str(sealed.path)
    assert shelf.read(sealed, "dokumen.pdf") == b"one"
    assert names(shelf.root / ".staging") == []


def test_a_correction_is_a_new_bag_that_names_the_old_one(
    shelf: Shelf, make_deposit: MakeDeposit
) -> None:
    first = shelf.deposit(make_deposit())

    second = shelf.deposit(make_deposit(supersedes=first.id))

    assert second.supersedes == first.id
    assert list(verify(shelf)) == []


def test_sealed_files_are_for_reading_only(shelf: Shelf, make_deposit: MakeDeposit) -> None:
    sealed = shelf.deposit(make_deposit({"dokumen.pdf": b"x"}))

    files = [path for path in (shelf.root / sealed.path).rglob("*") if path.is_file()]

    assert len(files) == 6
    assert {path.stat().st_mode & 0o333 for path in files} == {0}


def test_every_tree_is_walked_by_names_alone(shelf: Shelf, make_deposit: MakeDeposit) -> None:
    chains = [
        Chain.client("bapas-contoh", "2025-00123"),
        Chain.client("bapas-contoh", "2025-00124", child=True),
        Chain.office("bapas-contoh", "lokasi", 2026),
    ]
    sealed = [shelf.deposit(make_deposit(chain=chain)) for chain in chains]

    assert list(shelf.chains()) == chains
    assert list(shelf.walk()) == [Place(b.chain, 1, b.date, "status") for b in sealed]
    assert [shelf.look(place) for place in shelf.walk()] == sealed


def test_a_flipped_byte_is_never_served(shelf: Shelf, make_deposit: MakeDeposit) -> None:
    sealed = shelf.deposit(make_deposit({"dokumen.pdf": b"sealed"}))
    path = shelf.root / sealed.path / "data/dokumen.pdf"
    path.chmod(0o644)
    path.write_bytes(b"sealeD")

    with pytest.raises(Damaged, match="digest"):
        shelf.read(sealed, "dokumen.pdf")

    path.unlink()
    with pytest.raises(Damaged, match="missing"):
        shelf.read(sealed, "dokumen.pdf")


def test_a_name_that_is_not_of_the_bag_is_not_read(shelf: Shelf, make_deposit: MakeDeposit) -> None:
    sealed = shelf.deposit(make_deposit())

    with pytest.raises(KeyError):
        shelf.read(sealed, "../bag-info.txt")


@pytest.mark.parametrize("name", ["../x", "a/b", ".x", "", "x" * 101, "naïve.pdf", "a\nb"])
def test_a_file_name_that_could_lead_elsewhere_is_refused(
    make_deposit: MakeDeposit, name: str
) -> None:
    with pytest.raises(ValueError, match="file names"):
        make_deposit({name: b""})


def test_two_names_that_differ_in_case_alone_are_refused(make_deposit: MakeDeposit) -> None:
    with pytest.raises(ValueError, match="file names"):
        make_deposit({"a.pdf": b"", "A.pdf": b""})


@pytest.mark.parametrize("change", [{"id": ULID_B}, {"kind": "litmas"}, {"supersedes": ULID_B}])
def test_a_deposit_must_be_what_its_record_says(
    make_deposit: MakeDeposit, change: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="is not the record"):
        dataclasses.replace(make_deposit(), **change)  # type: ignore[arg-type]


def test_too_little_room_is_told_before_anything_is_written(
    tmp_path: Path, make_deposit: MakeDeposit
) -> None:
    shelf = Shelf.create(tmp_path / "arsip", Terms(margin=2**62))

    with pytest.raises(NoRoom):
        shelf.stage(make_deposit())

    assert names(shelf.root / ".staging") == []


def test_a_payload_may_take_a_third_of_the_free_room_beside_the_margin(
    shelf: Shelf, make_deposit: MakeDeposit, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposit = make_deposit({"dokumen.pdf": b"x" * 1000})
    monkeypatch.setattr(io, "free", lambda _: 3 * deposit.size)
    shelf.deposit(deposit)

    monkeypatch.setattr(io, "free", lambda _: 3 * deposit.size - 1)
    with pytest.raises(NoRoom):
        shelf.deposit(make_deposit({"dokumen.pdf": b"x" * 1000}))


def test_a_chain_locked_by_another_is_waited_for_and_then_told(
    shelf: Shelf, make_deposit: MakeDeposit, file_chain: Chain
) -> None:
    lock = io.open_lock(shelf.root / ".kunci" / file_chain.key)
    assert io.lock(lock)
    deposit = make_deposit()

    with pytest.raises(Busy, match=r"2025-00123"):
        shelf.deposit(deposit)

    os.close(lock)
    assert shelf.deposit(deposit).sequence == 1


def test_an_empty_folder_in_the_way_is_never_replaced(
    shelf: Shelf, make_deposit: MakeDeposit
) -> None:
    in_the_way = shelf.root / "berkas/bapas-contoh/2025/2025-00123/0001_2026-03-02_status"
    in_the_way.mkdir(parents=True)

    with pytest.raises(Damaged):
        shelf.deposit(make_deposit())

    assert in_the_way.is_dir()
    assert names(in_the_way) == []
    assert names(in_the_way.parent) == [in_the_way.name]


def test_a_folder_that_appears_at_the_last_moment_is_not_replaced(
    shelf: Shelf, make_deposit: MakeDeposit, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = shelf.root / "berkas/bapas-contoh/2025/2025-00123/0001_2026-03-02_status"
    real = io.exists

    def exists(path: Path) -> bool:
        if path == target:
            target.mkdir()
        return real(path)

    monkeypatch.setattr(io, "exists", exists)

    with pytest.raises(Damaged, match="taken"):
        shelf.deposit(make_deposit())

    assert names(target) == []


def test_what_was_staged_and_released_is_taken_up_and_published(
    shelf: Shelf, make_deposit: MakeDeposit
) -> None:
    deposit = make_deposit({"sumber.pdf": b"x"})
    shelf.stage(deposit).release()

    staged = Shelf.open(shelf.root, shelf.terms).staged(deposit.id)

    assert staged is not None
    assert shelf.publish(staged).id == deposit.id
    assert shelf.staged(deposit.id) is None


def test_what_is_staged_is_its_writers_until_released(
    shelf: Shelf, make_deposit: MakeDeposit
) -> None:
    deposit = make_deposit()
    staged = shelf.stage(deposit)

    with pytest.raises(Busy):
        shelf.staged(deposit.id)
    assert recover(shelf, lambda _: False).live == [deposit.id]

    staged.discard()
    assert shelf.staged(deposit.id) is None
    assert names(shelf.root / ".staging") == []


def test_what_could_not_be_published_is_kept_for_another_try(
    shelf: Shelf, make_deposit: MakeDeposit, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposit = make_deposit()
    staged = shelf.stage(deposit)

    def broken(*_: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(io, "rename", broken)
        with pytest.raises(OSError, match="full"):
            shelf.publish(staged)

    again = shelf.staged(deposit.id)
    assert again is not None
    assert shelf.publish(again).sequence == 1


def test_the_schema_of_a_kind_is_copied_when_it_is_first_used(
    shelf: Shelf, make_deposit: MakeDeposit
) -> None:
    assert names(shelf.root / "skema") == []

    shelf.deposit(make_deposit())
    shelf.deposit(make_deposit(kind="jenis-baru"))

    assert names(shelf.root / "skema") == ["status-1.json"]


def test_an_unknown_kind_is_kept_and_shown(shelf: Shelf, make_deposit: MakeDeposit) -> None:
    sealed = shelf.deposit(make_deposit(kind="jenis-baru", apa="saja"))

    assert shelf.record(sealed)["isi"] == {"apa": "saja"}
    assert list(verify(shelf)) == []


def test_a_folder_without_the_marker_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()

    for root in (tmp_path / "kosong", tmp_path / "tiada"):
        with pytest.raises(NotAnArchive):
            Shelf.open(root)


@pytest.mark.parametrize("marker", ["0=berkas_1.1", "0=berkas_2.0"])
def test_a_later_archive_is_refused(shelf: Shelf, marker: str) -> None:
    (shelf.root / marker).touch()

    with pytest.raises(NewerArchive, match=marker[-3:]):
        Shelf.open(shelf.root)


def test_no_archive_is_made_among_other_things(tmp_path: Path) -> None:
    (tmp_path / "surat.docx").touch()

    with pytest.raises(NotAnArchive):
        Shelf.create(tmp_path)


def test_making_an_archive_again_changes_nothing(shelf: Shelf, make_deposit: MakeDeposit) -> None:
    sealed = shelf.deposit(make_deposit())

    assert Shelf.create(shelf.root).look(next(shelf.walk())) == sealed
    assert "rekaman.json" in (shelf.root / "BACA-SAYA.txt").read_text()
