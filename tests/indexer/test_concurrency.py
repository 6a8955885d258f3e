"""One writes, many read, somebody rebuilds: no answer is ever half of something."""

import threading
from collections.abc import Callable, Iterator

import pytest

from indexer.criteria import Criteria
from indexer.entry import Entry
from indexer.index import Index
from indexer.parse import parse

MakeEntry = Callable[..., Entry]
QUESTION = parse("diversi")


class Reader(threading.Thread):
    """Asks the same question until told to stop, and keeps what was wrong."""

    def __init__(self, index: Index, is_right: Callable[[frozenset[str]], bool]) -> None:
        super().__init__()
        self._index, self._is_right = index, is_right
        self._stop_asking = threading.Event()
        self.asked = 0
        self.wrong: list[object] = []

    def run(self) -> None:
        while not self._stop_asking.is_set():
            try:
                page = self._index.search(QUESTION, limit=1000)
                found = self._index.ids(QUESTION)
                self._index.suggest("diversy")
            except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
                self.wrong.append(error)
                return
            if not self._is_right(found) or not self._is_right(frozenset(page.ids)):
                self.wrong.append(found)
            self.asked += 1

    def stop(self) -> None:
        self._stop_asking.set()
        self.join()


@pytest.mark.parametrize("rounds", [12, pytest.param(200, marks=pytest.mark.full)])
def test_readers_see_each_writing_whole_or_not_at_all(
    rounds: int, index: Index, make: MakeEntry
) -> None:
    readers = [Reader(index, lambda found: len(found) % 3 == 0) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for number in range(rounds):
            group = [make(3 * number + one, pages=("diversi",)) for one in range(3)]
            index.put(group)
            if number % 3 == 2:
                index.remove([entry.id for entry in group], purge=number % 2 == 0)
            if number % 5 == 4:
                index.rebuild([make(n, pages=("diversi",)) for n in range(3)])
    finally:
        for reader in readers:
            reader.stop()

    assert [reader.wrong for reader in readers] == [[], [], []]
    assert all(reader.asked for reader in readers)


def test_writers_of_many_threads_take_turns(index: Index, make: MakeEntry) -> None:
    threads = [
        threading.Thread(target=index.put, args=([make(number, pages=("diversi",))],))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(index.ids(QUESTION)) == 8


def test_what_is_written_during_a_rebuild_is_in_the_new_index(
    index: Index, make: MakeEntry
) -> None:
    index.put([make(1), make(2)])

    def archive() -> Iterator[Entry]:
        yield make(1)
        index.put([make(3)])
        index.remove([make(1).id])
        assert index.ids(Criteria()) == {make(2).id, make(3).id}
        yield make(2)

    index.rebuild(archive())

    assert index.ids(Criteria()) == {make(2).id, make(3).id}
    assert index.stamp().generation == "000002"


def test_the_first_rebuild_may_be_written_to_before_there_is_an_index(
    index: Index, make: MakeEntry
) -> None:
    (index._generations.root / "kini").unlink()

    def archive() -> Iterator[Entry]:
        index.put([make(2)])
        yield make(1)

    index.rebuild(archive())

    assert index.ids(Criteria()) == {make(1).id, make(2).id}


def test_a_reader_of_the_old_generation_moves_on_by_itself(index: Index, make: MakeEntry) -> None:
    index.put([make(1, pages=("diversi",))])
    assert index.ids(QUESTION) == {make(1).id}

    Index(index._generations.root).rebuild([make(2, pages=("diversi",))])

    assert index.ids(QUESTION) == {make(2).id}
    assert index.search(QUESTION).highlights[make(2).id].fragments
