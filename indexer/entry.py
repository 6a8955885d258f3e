"""What the index is told about one sealed document."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

__all__ = ["Entry"]


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One document as the index sees it; `pages` is its text, one string a page."""

    id: str
    client: str
    file_number: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    date: dt.date
    kind: str
    title: str
    band: str = ""
    recommendations: tuple[str, ...] = ()
    recommendation_words: str = ""
    decision: str = ""
    place: str = ""
    officer: str = ""
    pages: tuple[str, ...] = ()
    child: bool = False

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise ValueError("an entry needs an id")
        for name in _LISTS:
            object.__setattr__(self, name, tuple(getattr(self, name)))

    def to_dict(self) -> dict[str, object]:
        """Return the entry as JSON can carry it."""
        return dataclasses.asdict(self) | {"date": self.date.isoformat()}

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> "Entry":
        """Read back what `to_dict` wrote."""
        fields = dict(values)
        fields["date"] = dt.date.fromisoformat(str(fields["date"]))
        return cls(**fields)  # type: ignore[arg-type]


_LISTS = ("names", "numbers", "recommendations", "pages")
