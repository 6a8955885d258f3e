"""Reading a sealed file: only bytes that the archive and the database agree on are given out."""

from archive.chain import Chain
from archive.errors import Damaged
from archive.shelf import Sealed, Shelf
from casework.deposits.model import Deposit
from casework.errors import NotFound, Refusal

__all__ = ["DocumentDamaged", "content", "text_pages"]

TEXT = "teks.txt"
_PAGE_BREAK = "\f"


class DocumentDamaged(Refusal):
    """What lies in the archive is not what was sealed; `deposit_id` tells which document."""

    def __init__(self, deposit_id: str, detail: str) -> None:
        super().__init__(f"{deposit_id}: {detail}")
        self.deposit_id = deposit_id


def content(shelf: Shelf, deposit: Deposit, name: str) -> bytes:
    """Return one file of a sealed document, its digest computed now.

    NotFound where the document has no such file or is not sealed yet; DocumentDamaged where the
    bag, its manifest or the file is not the one that the database knows.
    """
    known = deposit.file(name)
    if known is None or deposit.sequence is None:
        raise NotFound(f"{name} of {deposit.id}")
    try:
        sealed = _bag(shelf, deposit)
        data = shelf.read(sealed, name)
        listed = sealed.file(name).sha256
    except (Damaged, KeyError) as error:
        raise DocumentDamaged(deposit.id, str(error)) from error
    if sealed.tagmanifest_sha256 != deposit.tagmanifest or listed != known.sha256:
        raise DocumentDamaged(deposit.id, "the bag is not the one that was noted")
    return data


def _bag(shelf: Shelf, deposit: Deposit) -> Sealed:
    sealed = shelf.find(Chain.parse(deposit.chain), deposit.id)
    if sealed is None:
        raise Damaged(deposit.chain, "the bag is gone")
    return sealed


def text_pages(shelf: Shelf, deposit: Deposit) -> tuple[str, ...]:
    """Return the text of a document page by page; empty where none was sealed with it."""
    if deposit.file(TEXT) is None:
        return ()
    return tuple(content(shelf, deposit, TEXT).decode().split(_PAGE_BREAK))
