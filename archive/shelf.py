"""The archive as its users meet it: deposit a bag, find it, read it; nothing else changes it."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from archive import bag, inspection, io, layout, publication, record, staging
from archive.chain import Chain, Tree
from archive.deposit import RECORD, Deposit, Place, Sealed
from archive.errors import AlreadyDeposited, Damaged
from archive.staging import Staged, Terms

__all__ = ["Sealed", "Shelf", "Staged"]


class Shelf:
    """An open archive; several processes and threads may each have one on the same root."""

    def __init__(self, root: Path, terms: Terms | None = None) -> None:
        layout.ensure(root)
        self.root = root
        self.terms = terms or Terms()
        self._names = publication.Names()

    @classmethod
    def create(cls, root: Path, terms: Terms | None = None) -> "Shelf":
        """Make an empty archive, or open the one that is there."""
        layout.build(root, terms or Terms())
        return cls(root, terms)

    @classmethod
    def open(cls, root: Path, terms: Terms | None = None) -> "Shelf":
        """Open an archive; `NotAnArchive` without its marker, `NewerArchive` above our format."""
        return cls(root, terms)

    def stage(self, deposit: Deposit) -> Staged:
        """Write the payload where `publish` takes it from; `NoRoom` before anything is written.

        When this returns, the payload and its label survive a power cut. It is held until it
        is published, released or discarded; whoever makes a promise on it releases it only
        after that promise is committed.
        """
        return staging.stage(self.root, self.terms, deposit)

    def staged(self, id_: str) -> Staged | None:
        """Take up again what was staged whole and released; `None` if there is no such thing."""
        return staging.reopen(self.root, self.terms, id_)

    def publish(self, staged: Staged) -> Sealed:
        """Seal what was staged: when this returns, the bag survives a power cut.

        The same payload under the same id is sealed once, however often it is brought;
        another payload under that id is `AlreadyDeposited`. After any other failure what was
        staged is kept and released, to be taken up by `staged` or by recovery.
        """
        try:
            sealed = self._publish(staged)
        except AlreadyDeposited:
            staged.discard()
            raise
        except BaseException:
            staged.release()
            raise
        staged.discard()
        return sealed

    def deposit(self, deposit: Deposit) -> Sealed:
        """Stage and publish; after a failure nothing is kept, the caller has the bytes."""
        staged = self.stage(deposit)
        try:
            return self._publish(staged)
        finally:
            staged.discard()

    def find(self, chain: Chain, id_: str) -> Sealed | None:
        """Return the bag of this id, if the chain holds it."""
        return publication.find(self.root, self._names, chain, id_)

    def confirm(self, chain: Chain, id_: str) -> Sealed | None:
        """Find a bag that another writer may have left half announced, and make it durable.

        For a journal row still open: only what this returns may be called sealed.
        """
        if (sealed := self.find(chain, id_)) is not None:
            publication.settle(self.root, chain)
        return sealed

    def bags(self, chain: Chain) -> list[Sealed]:
        """Return the bags of a chain in order; `Damaged` if one cannot be described."""
        return [self.look(place) for place in self.places(chain)]

    def places(self, chain: Chain) -> list[Place]:
        """List the bags of a chain by their names alone."""
        return publication.places(self.root, chain)

    def chains(self) -> Iterator[Chain]:
        """Walk the chains of all three trees, in order; what is no chain is passed over."""
        for tree in Tree:
            yield from layout.chains(self.root, tree)

    def walk(self) -> Iterator[Place]:
        """Walk every bag by its name alone, without opening one."""
        for chain in self.chains():
            yield from self.places(chain)

    def look(self, place: Place) -> Sealed:
        """Read the tag files of the bag at a place."""
        return inspection.open_bag(self.root, place)

    def read(self, sealed: Sealed, name: str) -> bytes:
        """Return one file of the payload; `Damaged` if it is not the one that was sealed."""
        expected = sealed.file(name)
        path = sealed.path / bag.DATA / name
        try:
            content = io.read(self.root / path)
        except FileNotFoundError as error:
            raise Damaged(str(path), "the file is missing") from error
        if sha256(content).hexdigest() != expected.sha256:
            raise Damaged(str(path), "the digest differs")
        return content

    def record(self, sealed: Sealed) -> dict[str, Any]:
        """Return the record, of whatever kind and format it is."""
        return record.parse(self.read(sealed, RECORD))

    def _publish(self, staged: Staged) -> Sealed:
        return publication.publish(self.root, self.terms, self._names, staged)
