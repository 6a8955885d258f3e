"""The assessment on whose occasion something is recorded, as records name it."""

from dataclasses import dataclass

__all__ = ["Occasion"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """An assessment by its id and by its number in the client's file."""

    assessment_id: str
    ordinal: int
