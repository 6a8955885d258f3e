import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.criteria import Criteria
from indexer.entry import Entry
from indexer.errors import IndexMissing, IndexOutdated, WrongIndex
from indexer.index import Difference, Index
from indexer.parse import parse

MakeEntry = Callable[..., Entry]


def test_a_document_is_found_as_soon_as_it_is_written(index: Index, make: MakeEntry) -> None:
    assert index.search(parse("menjahit")).ids == ()

    index.put([make(1, pages=("Klien belajar menjahit",))])

    assert index.search(parse("menjahit")).ids == (make(1).id,)


def test_a_document_written_again_replaces_itself(index: Index, make: MakeEntry) -> None:
    index.put([make(1, pages=("merah",))])
    index.put([make(1, pages=("hijau",)), make(1, pages=("biru",))])

    assert index.ids(Criteria()) == {make(1).id}
    assert index.search(parse("merah")).ids == index.search(parse("hijau")).ids == ()
    assert index.search(parse("biru")).ids == (make(1).id,)


def test_a_removed_document_is_gone_at_the_next_query(index: Index, make: MakeEntry) -> None:
    index.put([make(number, pages=(f"kata{number}",)) for number in range(1, 4)])

    for number in range(1, 4):
        assert index.search(parse(f"kata{number}")).ids == (make(number).id,)
        index.remove([make(number).id])
        assert index.search(parse(f"kata{number}")).ids == ()
        assert make(number).id not in index.ids(Criteria())


def test_another_opener_of_the_same_folder_sees_it_too(
    index: Index, make: MakeEntry, tmp_path: Path
) -> None:
    other = Index(tmp_path / "indeks")
    assert other.ids(Criteria()) == frozenset()

    index.put([make(1)])
    assert other.ids(Criteria()) == {make(1).id}

    index.remove([make(1).id])
    assert other.ids(Criteria()) == frozenset()


def test_a_purged_document_leaves_no_word_on_disk(
    index: Index, make: MakeEntry, tmp_path: Path
) -> None:
    index.put([make(1, names=("Zulkarnaen Xyzzy",), pages=("rahasianya qwertyuiop",)), make(2)])

    index.remove([make(1).id], purge=True)

    on_disk = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"qwertyuiop" not in on_disk
    assert b"syssi" not in on_disk
    assert b"Xyzzy" not in on_disk
    assert index.ids(Criteria()) == {make(2).id}


def test_a_removed_document_is_never_suggested(index: Index, make: MakeEntry) -> None:
    index.put([make(1, names=("Zulkarnaen",), pages=("rehabilitasi",)), make(2)])
    assert index.suggest("rehabilitsi").did_you_mean == "rehabilitasi"
    assert index.suggest("zulk").names

    index.remove([make(1).id])

    assert index.suggest("rehabilitsi").did_you_mean == ""
    assert index.suggest("zulk").names == ()


def test_the_childrens_index_and_the_adults_never_mix(tmp_path: Path, make: MakeEntry) -> None:
    adults, children = Index(tmp_path / "dewasa", child=False), Index(tmp_path / "anak", child=True)
    adults.rebuild([make(1)])
    children.rebuild([make(2, child=True, names=("Bintang",))])

    with pytest.raises(WrongIndex):
        adults.put([make(3, child=True)])
    with pytest.raises(WrongIndex):
        children.rebuild([make(3)])

    assert adults.ids(Criteria()) == {make(1).id}
    assert children.ids(Criteria()) == {make(2).id}
    assert adults.suggest("binta").names == ()
    children.put([make(4, child=True)])  # a refused rebuild leaves the old index in use
    assert len(children.ids(Criteria())) == 2


def test_the_exact_word_stands_before_any_number_of_its_relatives(
    index: Index, make: MakeEntry
) -> None:
    index.put([make(1, pages=("dibina membina pembinaan binaan " * 9,))])
    index.put([make(2, pages=("kata lain " * 400 + "bina",))])

    assert index.search(Criteria(words=("bina",))).ids == (make(2).id, make(1).id)


def test_a_word_of_the_title_counts_more_than_one_of_the_text(
    index: Index, make: MakeEntry
) -> None:
    index.put([make(1, title="Catatan", pages=("litmas",)), make(2, title="Litmas", pages=("x",))])

    assert index.search(parse("litmas")).ids == (make(2).id, make(1).id)


@pytest.mark.parametrize("typed", ["Moh. Djoko", "muhammad joko", "MUCHAMAD JOKO"])
def test_a_client_is_found_under_every_spelling(typed: str, index: Index, make: MakeEntry) -> None:
    index.put([make(1, names=("Moch. Joko",)), make(2, names=("Moch. Eko",))])

    assert index.search(Criteria(client=typed)).ids == (make(1).id,)
    assert index.search(parse(typed)).ids == (make(1).id,)


def test_one_letter_of_a_name_may_be_wrong_when_asked_so(index: Index, make: MakeEntry) -> None:
    index.put([make(1, names=("Budi Santoso",)), make(2, names=("Budi Sentosa",))])

    assert index.ids(Criteria(client="budi santosa")) == frozenset()
    assert index.ids(Criteria(client="budi santosa", near=True)) == {make(1).id, make(2).id}


def test_an_initial_stands_for_a_name(index: Index, make: MakeEntry) -> None:
    index.put([make(1, names=("Taufik Hidayat",)), make(2, names=("Budi Hidayat",))])

    assert index.ids(Criteria(client="T. Hidayat")) == {make(1).id}


def test_the_last_word_may_be_unfinished(index: Index, make: MakeEntry) -> None:
    index.put([make(1, pages=("rehabilitasi narkotika",)), make(2, names=("Rehan",))])

    assert index.ids(Criteria(words=("reha",))) == frozenset()
    assert index.ids(Criteria(words=("reha",), prefix=True)) == {make(1).id, make(2).id}
    assert index.ids(Criteria(words=("narkotika", "rehab"), prefix=True)) == {make(1).id}
    assert index.ids(Criteria(client="bud", prefix=True)) == {make(1).id}
    assert index.ids(Criteria(words=("2025-0000",), prefix=True)) == {make(1).id, make(2).id}


def test_suggestions_complete_names_and_numbers_and_correct_words(
    index: Index, make: MakeEntry
) -> None:
    index.put(
        [
            make(1, names=("Siti Aminah",), pages=("rehabilitasi narkotika",)),
            make(2, names=("Siti Aisyah",), pages=("rehabilitasi",)),
            make(3, names=("Budi Hery",)),
        ]
    )

    assert [found.text for found in index.suggest("siti a").names] == ["Siti Aisyah", "Siti Aminah"]
    assert index.suggest("sit", limit=1).names[0].ids == (make(2).id,)
    assert [found.text for found in index.suggest("Heri").names] == ["Budi Hery"]
    assert [found.text for found in index.suggest("2025-00003").numbers] == ["2025-00003"]
    assert index.suggest("Rehabilitsi, narkotka!").did_you_mean == "rehabilitasi, narkotika!"
    assert index.suggest("rehabilitasi siti").did_you_mean == ""


def test_the_stamp_changes_with_whatever_is_written(index: Index, make: MakeEntry) -> None:
    stamps = [index.stamp()]
    index.put([make(1), make(2)])
    stamps.append(index.stamp())
    index.remove([make(1).id])
    stamps.append(index.stamp())
    index.rebuild([make(1)])
    stamps.append(index.stamp())

    assert [stamp.count for stamp in stamps] == [0, 2, 1, 1]
    assert len({str(stamp) for stamp in stamps}) == len(stamps)


def test_a_wrong_count_is_noticed_and_the_difference_named(index: Index, make: MakeEntry) -> None:
    index.put([make(1), make(2)])

    assert index.check(2) is None
    assert index.check(3) == "2 documents instead of 3"
    difference = index.compare({make(2).id, make(3).id})
    assert difference == Difference(frozenset({make(3).id}), frozenset({make(1).id}))


def test_an_index_that_was_never_built_says_so(tmp_path: Path, make: MakeEntry) -> None:
    index = Index(tmp_path / "indeks")

    with pytest.raises(IndexMissing):
        index.search(Criteria())
    with pytest.raises(IndexMissing):
        index.put([make(1)])
    assert index.check(0) is not None


def test_an_index_of_another_version_is_not_read(
    index: Index, make: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.generations.SIGNATURE", "another")

    with pytest.raises(IndexOutdated):
        index.search(Criteria())
    index.rebuild([make(1)])
    assert index.ids(Criteria()) == {make(1).id}


def test_two_processes_build_the_same_index(
    tmp_path: Path, entries: list[Entry], filled: Index
) -> None:
    index = Index(tmp_path / "indeks")

    assert index.rebuild(entries, processes=2) == len(entries)

    assert index.check(len(entries)) is None
    for question in (Criteria(), parse("rehabilitasi"), Criteria(client="Ahmad Fauzi")):
        assert index.ids(question) == filled.ids(question)
    index.put([entries[0]])
    assert index.check(len(entries)) is None
    index.close()


def test_an_entry_survives_the_journey_through_json(make: MakeEntry) -> None:
    entry = make(1, recommendations=("a", "b"), pages=("satu", "dua"), date=dt.date(2026, 3, 9))

    assert Entry.from_dict(entry.to_dict()) == entry
    with pytest.raises(ValueError, match="id"):
        make(1, id=" ")


def test_highlights_are_cut_from_the_documents_that_are_named(filled: Index) -> None:
    criteria = Criteria(words=("klien",))
    page = filled.search(criteria, limit=4)
    bare = filled.search(criteria, limit=4, marked=False)

    assert (bare.ids, bare.more, bare.highlights) == (page.ids, page.more, {})
    assert len(page.ids) == 4
    assert filled.highlights(criteria, [*page.ids, "unknown"]) == page.highlights
    assert filled.highlights(criteria, []) == {}
    assert filled.highlights(Criteria(bands=("tinggi",)), page.ids) == {}
