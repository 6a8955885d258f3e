"""The proof, before every deposit, that the PDF is a rendering of that very Word file."""

from typing import Any, cast

from rendering import limited

__all__ = ["WordsDiffer", "same_words"]


class WordsDiffer(Exception):
    """The PDF lacks words of the Word file, or has words that are not in it."""

    def __init__(self, missing: tuple[str, ...], extra: tuple[str, ...]) -> None:
        super().__init__(f"missing {list(missing[:10])}, extra {list(extra[:10])}")
        self.missing = missing
        self.extra = extra


def same_words(docx: bytes, pdf: bytes) -> tuple[str, ...]:
    """Return the PDF's text page by page if its words are the Word file's; WordsDiffer if not."""
    seen = cast("dict[str, Any]", limited.run("compare", blobs=[docx, pdf]).facts)
    if seen["missing"] or seen["extra"]:
        raise WordsDiffer(tuple(seen["missing"]), tuple(seen["extra"]))
    return tuple(seen["pages"])
