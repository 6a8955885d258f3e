"""How alike two records of a person are: keys under which names that sound alike meet."""

from indexer.analysis import name_keys

__all__ = ["sound_key"]

_LONGEST = 320


def sound_key(name: str) -> str:
    """Return the words of a name as they sound, sorted; spellings of one name share it (stored)."""
    return " ".join(sorted(name_keys(name)))[:_LONGEST]
