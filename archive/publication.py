"""Steps 2 to 7 of a deposit: number, tags, reading back, and the one rename that seals it."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from archive import bag, durable, inspection, io, layout, locks
from archive.chain import Chain
from archive.deposit import Place, Sealed, SealedFile
from archive.errors import AlreadyDeposited, Damaged
from archive.staging import STAGING, Staged, Terms

__all__ = ["Names", "find", "places", "publish", "settle"]


@dataclass(frozen=True, slots=True)
class Names:
    """Which id lies at which place: remembered, since a published bag never changes."""

    ids: dict[Place, str] = field(default_factory=dict)

    def id_at(self, root: Path, place: Place) -> str | None:
        """Return the id of the bag at `place`; `None` where its label cannot be read."""
        if place not in self.ids:
            with contextlib.suppress(OSError, bag.NotATagFile):
                info = bag.read_info(io.read(root / place.path / bag.INFO))
                self.ids[place] = info.label.id
        return self.ids.get(place)


def places(root: Path, chain: Chain) -> list[Place]:
    """List the bags of a chain by their folders' names, in order."""
    found = []
    try:
        entries = io.scan(root / chain.path)
    except FileNotFoundError:
        return []
    for entry in entries:
        with contextlib.suppress(ValueError):  # verification tells of what is no bag
            found.append(Place.parse(chain, entry.name))
    return sorted(found)


def find(root: Path, names: Names, chain: Chain, id_: str) -> Sealed | None:
    """Return the bag of this id in the chain; the newest are looked at first."""
    for place in reversed(places(root, chain)):
        if names.id_at(root, place) == id_:
            return inspection.open_bag(root, place)
    return None


def settle(root: Path, chain: Chain) -> None:
    """Step 7's syncs, also after a writer who died between his rename and his syncs."""
    durable.sync_folder(root / chain.path)
    durable.sync_folder(root / STAGING)


def publish(root: Path, terms: Terms, names: Names, staged: Staged) -> Sealed:
    """Seal what is staged: whole or not at all, and once."""
    chain = staged.label.chain
    layout.copy_schema(root, terms, staged.label.kind, staged.version)
    with locks.held(root / layout.LOCKS / chain.key, terms.patience):
        if (sealed := find(root, names, chain, staged.label.id)) is not None:
            _refuse_other_payload(sealed, staged.files)
        else:
            sealed = _seal(root, staged)
        settle(root, chain)
    return sealed


def _seal(root: Path, staged: Staged) -> Sealed:
    """Give the bag its number and move it into its chain; the caller holds the chain."""
    label, folder = staged.label, staged.claim.folder
    existing = places(root, label.chain)
    last = existing[-1] if existing else None
    previous = inspection.tag_digest(root / last.path) if last else None
    info = bag.Info.of(label, staged.files, last.sequence + 1 if last else 1, previous)
    tags = bag.compose(info, staged.files)
    _finish(folder, tags)
    if last is None:
        durable.make_folders(root / label.chain.tree, root / label.chain.path)
    place = Place(label.chain, info.sequence, label.date, label.kind)
    if io.exists(root / place.path):
        raise Damaged(str(place.path), "the place is taken")
    io.rename(folder, root / place.path)
    return _sealed(place, info, tags, staged.files)


def _finish(folder: Path, tags: Mapping[str, bytes]) -> None:
    """Bring the tag files to what they must be, the tagmanifest last; read the bag back."""
    present = {entry.name for entry in io.scan(folder)}
    for name, content in tags.items():
        if name not in present or io.read(folder / name) != content:
            durable.replace(folder / name, content)
    durable.sync_folder(folder)
    seen = inspection.inspect(folder, PurePosixPath(STAGING, folder.name))
    if seen.findings:
        raise Damaged(folder.name, str(seen.findings[0]))


def _sealed(
    place: Place, info: bag.Info, tags: Mapping[str, bytes], files: tuple[SealedFile, ...]
) -> Sealed:
    return Sealed(
        id=info.label.id,
        chain=place.chain,
        sequence=place.sequence,
        kind=place.kind,
        date=place.date,
        path=place.path,
        tagmanifest_sha256=SealedFile.of(bag.TAGMANIFEST, tags[bag.TAGMANIFEST]).sha256,
        files=files,
        supersedes=info.label.supersedes,
        previous=info.previous,
    )


def _refuse_other_payload(sealed: Sealed, files: tuple[SealedFile, ...]) -> None:
    sealed_digests = {file.name: file.sha256 for file in sealed.files}
    if sealed_digests != {file.name: file.sha256 for file in files}:
        raise AlreadyDeposited(sealed.id, str(sealed.path))
