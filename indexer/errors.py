"""What can be wrong with an index, or with what is asked of it."""

__all__ = ["IndexDamaged", "IndexMissing", "IndexOutdated", "InvalidCriteria", "WrongIndex"]


class IndexDamaged(Exception):
    """The index cannot be trusted; it is a cache, so the answer is always to rebuild it."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.reason = reason
        self.place = place


class IndexMissing(IndexDamaged):
    """There is no index at all: never built, or deleted."""


class IndexOutdated(IndexDamaged):
    """The index was built by a version of the program that wrote other terms."""


class WrongIndex(Exception):
    """A child's entry was brought to the adults' index, or the other way round."""

    def __init__(self, entry_id: str) -> None:
        super().__init__(entry_id)
        self.entry_id = entry_id


class InvalidCriteria(ValueError):
    """What is asked for makes no sense: the field, and a code for what is wrong with it."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code
