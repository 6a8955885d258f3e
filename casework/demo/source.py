"""The invented lists on the shelf of the demo, and drawing from them."""

import functools
from collections.abc import Sequence
from importlib import resources
from random import Random
from typing import TypeVar

from casework.instruments.toml import Table, read

__all__ = ["draw", "fork", "lists"]

_T = TypeVar("_T")


@functools.cache
def lists(name: str) -> Table:
    """Return one file of lists by its name."""
    file = f"{name}.toml"
    return read(file, (resources.files("casework.demo") / "data" / file).read_bytes())


def fork(seed: int, *place: int | str) -> Random:
    """Return the dice of one place: what falls there does not hang on what fell elsewhere."""
    return Random("/".join(map(str, (seed, *place))))  # noqa: S311  (invented people, no secrets)


def draw(dice: Random, rows: Sequence[_T], weights: Sequence[int]) -> _T:
    """Return one row, the heavier the likelier."""
    return dice.choices(rows, weights)[0]
