"""How alike two records of a person are: keys under which names that sound alike meet."""

from casework.clients.spelling import sounds

__all__ = ["sound_key"]

_LONGEST = 320


def sound_key(name: str) -> str:
    """Return the words of a name as they sound, sorted; spellings of one name share it (stored)."""
    return " ".join(sorted(sounds(name)))[:_LONGEST]
