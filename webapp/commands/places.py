"""Where a sealed document lies on the disk, for people who look for it themselves."""

from archive.chain import Chain
from casework.deposits.model import Deposit
from webapp.parts import Parts

__all__ = ["place_of"]


def place_of(parts: Parts, document: Deposit) -> str | None:
    """Return the folder of the document's bag, None while it is not sealed."""
    sealed = parts.shelf.find(Chain.parse(document.chain), document.id)
    return None if sealed is None else str(parts.shelf.root / sealed.path)
