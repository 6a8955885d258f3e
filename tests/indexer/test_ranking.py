import pytest
from whoosh.scoring import BM25F

from indexer.criteria import Criteria
from indexer.index import Index
from indexer.query import build
from indexer.reading import View


@pytest.mark.parametrize("word", ["rehabilitasi", "bina", "klien", "litmas", "konseling"])
def test_the_scores_are_those_of_bm25f(word: str, filled: Index) -> None:
    def scores(view: View) -> dict[int, float]:
        found = view.searcher.search(build(Criteria(words=(word,))), limit=None)
        return {number: score for score, number in found.top_n}

    def scores_of_whoosh(view: View) -> dict[int, float]:
        searchers = (view.searcher, *(leaf.searcher for leaf in view.leaves))
        ours = view.searcher.weighting
        try:
            for searcher in searchers:
                searcher.weighting = BM25F()
            return scores(view)
        finally:
            for searcher in searchers:
                searcher.weighting = ours

    assert filled._readers.read(scores) == pytest.approx(filled._readers.read(scores_of_whoosh))


@pytest.mark.parametrize("words", [("klien",), ("klien", "rehabilitasi"), ("dibina", "korban")])
def test_a_short_page_holds_the_best_of_all(words: tuple[str, ...], filled: Index) -> None:
    criteria = Criteria(words=words, any_word=True)

    def best(view: View, most: int | None) -> list[float]:
        found = view.searcher.search(build(criteria), limit=most)
        return [round(score, 6) for score, _ in found.top_n]

    whole = filled._readers.read(lambda view: best(view, None))
    page = filled._readers.read(lambda view: best(view, 5))

    assert page == sorted(whole, reverse=True)[:5]
