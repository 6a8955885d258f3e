"""A torn index is noticed or does no harm, and is always mended by building it anew."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.criteria import Criteria
from indexer.entry import Entry
from indexer.errors import IndexDamaged
from indexer.index import Index
from indexer.parse import parse

QUESTIONS = (
    Criteria(),
    parse("rehabilitasi"),
    parse('"rehabilitasi narkotika"'),
    parse("ahmad fauzi"),
    parse("2024"),
    Criteria(number="2025-00042"),
)


def torn(content: bytes) -> bytes:
    return content[: len(content) // 2]


def emptied(_: bytes) -> bytes:
    return b""


def with_a_page_lost(content: bytes) -> bytes:
    start = len(content) // 3
    lost = content[start : start + 4096]
    return content[:start] + bytes(len(lost)) + content[start + len(lost) :]


def overwritten(content: bytes) -> bytes:
    return random.Random(1).randbytes(len(content) + 7)


def with_one_bit_flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 4]) + content[middle + 1 :]


DAMAGES = (torn, emptied, with_a_page_lost, overwritten, with_one_bit_flipped)

Answers = list[tuple[str, ...]]


@pytest.fixture(scope="module")
def sound(
    entries: list[Entry], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Answers]]:
    root = tmp_path_factory.mktemp("utuh") / "indeks"
    index = Index(root)
    index.rebuild(entries[:40])
    index.put(entries[40:60])
    index.remove([entries[3].id])
    yield root, answers(index)
    index.close()


def answers(index: Index) -> Answers:
    return [index.search(question, limit=50).ids for question in QUESTIONS]


def files(root: Path) -> list[Path]:
    return [file for file in sorted(root.rglob("*")) if file.is_file() and not file.is_symlink()]


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_file_may_be_damaged_and_no_answer_is_wrong(
    damage: Callable[[bytes], bytes], sound: tuple[Path, Answers], tmp_path: Path
) -> None:
    root, right = sound
    noticed = 0
    for number, file in enumerate(files(root)):
        copy = tmp_path / str(number)
        shutil.copytree(root, copy, symlinks=True)
        victim = copy / file.relative_to(root)
        content = victim.read_bytes()
        if not content:
            continue
        victim.write_bytes(damage(content))
        index = Index(copy)
        try:
            assert answers(index) == right, file.name
        except IndexDamaged:
            noticed += 1
            assert index.check() is not None
        index.close()
    assert noticed >= 15


@pytest.mark.parametrize("damage", [torn, overwritten])
def test_a_damaged_index_is_mended_by_building_it_anew(
    damage: Callable[[bytes], bytes],
    sound: tuple[Path, Answers],
    entries: list[Entry],
    tmp_path: Path,
) -> None:
    root, right = sound
    held = [entry for entry in entries[:60] if entry != entries[3]]
    for number, file in enumerate(files(root)[::4]):
        copy = tmp_path / str(number)
        shutil.copytree(root, copy, symlinks=True)
        victim = copy / file.relative_to(root)
        victim.write_bytes(damage(victim.read_bytes()))
        index = Index(copy)

        index.rebuild(held)

        assert index.check(len(held)) is None
        assert [set(one) for one in answers(index)] == [set(one) for one in right]
        index.close()


def test_damage_under_an_open_index_is_found_by_the_check(
    sound: tuple[Path, Answers], tmp_path: Path
) -> None:
    copy = tmp_path / "indeks"
    shutil.copytree(sound[0], copy, symlinks=True)
    index = Index(copy)
    assert index.check() is None
    victim = next(copy.rglob("*.pst"))

    victim.write_bytes(with_one_bit_flipped(victim.read_bytes()))

    assert victim.name in (index.check() or "")
    index.close()


@pytest.mark.parametrize("gone", ["kini", "000001", "000001/cap.json", "000001/_MAIN_3.toc"])
def test_a_deleted_part_of_the_index_is_noticed(
    gone: str, sound: tuple[Path, Answers], tmp_path: Path, make: Callable[..., Entry]
) -> None:
    copy = tmp_path / "indeks"
    shutil.copytree(sound[0], copy, symlinks=True)
    victim = copy / gone
    assert victim.exists()
    shutil.rmtree(victim) if victim.is_dir() and not victim.is_symlink() else victim.unlink()
    index = Index(copy)

    with pytest.raises(IndexDamaged):
        index.search(Criteria())
    with pytest.raises(IndexDamaged):
        index.put([make(1)])
    index.rebuild([make(1)])
    assert index.ids(Criteria()) == {make(1).id}
    index.close()


def test_a_lock_left_behind_hinders_nobody(index: Index, make: Callable[..., Entry]) -> None:
    index.put([make(1)])
    for lock in (".tulis", ".bangun", "kini/MAIN_WRITELOCK"):
        (index._generations.root / lock).touch()

    index.put([make(2)])

    assert len(index.ids(Criteria())) == 2


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(
    index: Index, make: Callable[..., Entry]
) -> None:
    def archive() -> Iterator[Entry]:
        yield make(2)
        raise OSError("the disk went away")

    index.put([make(1)])
    for processes in (1, 2):
        with pytest.raises(OSError, match="went away"):
            index.rebuild(archive(), processes=processes)

    assert index.ids(Criteria()) == {make(1).id}
    index.put([make(3)])
    index.rebuild([make(4)])
    assert index.ids(Criteria()) == {make(4).id}
    numbered = [one for one in index._generations.root.iterdir() if one.name.isdecimal()]
    assert len(numbered) == 1


def test_an_index_copied_by_what_follows_links_is_built_anew(
    entries: list[Entry], sound: tuple[Path, Answers], tmp_path: Path
) -> None:
    root = tmp_path / "indeks"
    shutil.copytree(sound[0], root, symlinks=False)
    index = Index(root)

    index.rebuild(entries[:40])

    assert index.search(parse("rehabilitasi"), limit=5).ids
    assert [one.name for one in root.iterdir() if one.is_symlink()] == ["kini"]
