"""How well a document matches: BM25F, with the lengths of all documents at hand.

The same figures as Whoosh's own; but a search looks at tens of thousands of documents, and
Whoosh takes six calls and a file to learn the length of each.
"""

from typing import Any

from whoosh import scoring
from whoosh.util.numeric import byte_to_length

__all__ = ["Ranking"]

_SATURATION = 1.2  # K1: how soon more of the same word stops to matter
_LENGTH = 0.75  # B: how much a long document must have more of it
_LENGTHS = [byte_to_length(code) for code in range(256)]

Searcher = Any  # Whoosh has no types
Matcher = Any
Lengths = dict[str, bytes]


class Ranking(scoring.WeightingModel):  # type: ignore[misc]
    """BM25F over the fields that are scored; for the others, the weight that a query gives."""

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1) -> object:
        """Return what scores one term in one segment."""
        del qf
        if not searcher.schema[fieldname].scorable:
            return scoring.WeightScorer.for_(searcher, fieldname, text)
        lengths: Lengths = searcher.reader().lengths
        return _Scorer(searcher, fieldname, text, lengths[fieldname])


class _Scorer(scoring.BaseScorer):  # type: ignore[misc]
    """Scores one term; what depends on a document's length alone is worked out beforehand."""

    def __init__(self, searcher: Searcher, fieldname: str, text: bytes, lengths: bytes) -> None:
        whole: Any = searcher.get_parent()
        self._average = float(whole.avg_field_length(fieldname)) or 1.0
        self._lengths = lengths
        self._idf = float(whole.idf(fieldname, text)) * (_SATURATION + 1)
        self._damping = [self._damped(length) for length in _LENGTHS]
        info: Any = searcher.term_info(fieldname, text)
        self._most = self._best(info.max_weight(), info.min_length())

    def supports_block_quality(self) -> bool:
        """Tell Whoosh that it may skip what cannot be among the best."""
        return True

    def score(self, matcher: Matcher) -> float:
        """Return the score of the document that the matcher is at."""
        weight: float = matcher.weight()
        length: int = self._lengths[matcher.id()]
        return self._idf * weight / (weight + self._damping[length])

    def max_quality(self) -> float:
        """Return a score that no document passes."""
        return self._most

    def block_quality(self, matcher: Matcher) -> float:
        """Return a score that no document of the matcher's block passes."""
        return self._best(matcher.block_max_weight(), matcher.block_min_length())

    def _best(self, weight: float, length: int) -> float:
        return self._idf * weight / (weight + self._damped(length))

    def _damped(self, length: int) -> float:
        return _SATURATION * (1 - _LENGTH + _LENGTH * length / self._average)
