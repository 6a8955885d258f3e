"""Walking the whole archive, or one chain, and telling everything that is not as it was sealed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from archive import inspection, io, layout, locks, schemas
from archive.chain import Chain, Tree
from archive.deposit import Place
from archive.errors import Busy, Damaged
from archive.findings import Code, Finding
from archive.shelf import Shelf
from archive.staging import STAGING

__all__ = ["Code", "Finding", "verify"]

_LEVELS = 3  # owner, group, leaf


@dataclass(slots=True)
class _Seen:
    """What the walk has met so far, for what only several bags together can tell."""

    ids: dict[str, PurePosixPath] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)


def verify(shelf: Shelf, chain: Chain | None = None) -> Iterator[Finding]:
    """Read every byte and yield what is wrong, bag by bag; nothing is changed."""
    seen = _Seen()
    if chain is not None:
        yield from _chain(shelf.root, chain, seen)
        return
    yield from _top(shelf.root)
    yield from _staging(shelf.root)
    for tree in Tree:
        yield from _tree(shelf.root, tree, PurePosixPath(tree), seen)
    yield from _schemas(shelf.root, seen)


def _top(root: Path) -> Iterator[Finding]:
    for entry in io.scan(root):
        if entry.name not in layout.TOP:
            yield Finding(Code.ENTRY_UNKNOWN, entry.name)
    if not io.exists(root / layout.README):
        yield Finding(Code.FILE_MISSING, layout.README)


def _staging(root: Path) -> Iterator[Finding]:
    for entry in io.scan(root / STAGING):
        place = f"{STAGING}/{entry.name}"
        if not entry.is_folder:
            yield Finding(Code.STAGING_LEFTOVER, place)
            continue
        try:
            claim = locks.try_claim(root / place)
        except Busy:  # a writer at work
            continue
        if claim is not None:
            claim.release()
            yield Finding(Code.STAGING_LEFTOVER, place)


def _tree(root: Path, tree: Tree, path: PurePosixPath, seen: _Seen) -> Iterator[Finding]:
    """Walk down to the chains; whatever is no folder, or is called like no chain, is told."""
    for entry in io.scan(root / path):
        below = path / entry.name
        if not entry.is_folder:
            yield Finding(Code.ENTRY_UNKNOWN, str(below), "not a folder")
        elif len(below.parts) <= _LEVELS:
            yield from _tree(root, tree, below, seen)
        else:
            try:
                chain = Chain.parse(below)
            except ValueError:
                yield Finding(Code.WRONG_NAME, str(below))
                continue
            yield from _chain(root, chain, seen)


def _chain(root: Path, chain: Chain, seen: _Seen) -> Iterator[Finding]:
    """Verify the bags of a chain one by one and each against the one before it."""
    try:
        entries = io.scan(root / chain.path)
    except FileNotFoundError:
        entries = []
    places = []
    for entry in entries:
        try:
            places.append(Place.parse(chain, entry.name))
        except ValueError:
            yield Finding(Code.WRONG_NAME, str(chain.path / entry.name))
    before: Place | None = None
    inside: set[str] = set()
    for place in sorted(places):
        yield from _number(place, before)
        yield from _bag(root, place, before, inside, seen)
        before = place


def _number(place: Place, before: Place | None) -> Iterator[Finding]:
    last = before.sequence if before else 0
    if place.sequence == last:
        yield Finding(Code.CHAIN_DOUBLE, str(place.path))
    elif place.sequence > last + 1:
        yield Finding(Code.CHAIN_GAP, str(place.path), f"after {last}")


def _bag(
    root: Path, place: Place, before: Place | None, inside: set[str], seen: _Seen
) -> Iterator[Finding]:
    seen.kinds.add(place.kind)
    found = inspection.inspect(root / place.path, place.path, place)
    yield from found.findings
    if found.info is None:
        return
    label = found.info.label
    if found.info.previous != _link(root, before):
        yield Finding(Code.CHAIN_BROKEN, str(place.path), f"before it: {before and before.name}")
    if label.supersedes is not None and label.supersedes not in inside:
        yield Finding(Code.SUPERSEDES_UNKNOWN, str(place.path), label.supersedes)
    if (other := seen.ids.setdefault(label.id, place.path)) != place.path:
        yield Finding(Code.ID_TWICE, str(place.path), str(other))
    inside.add(label.id)


def _link(root: Path, before: Place | None) -> str | None:
    if before is None:
        return None
    try:
        return inspection.tag_digest(root / before.path)
    except (Damaged, OSError):
        return None


def _schemas(root: Path, seen: _Seen) -> Iterator[Finding]:
    present = {entry.name.rpartition("-")[0] for entry in io.scan(root / layout.SCHEMAS)}
    for kind in sorted(seen.kinds & set(schemas.kinds()) - present):
        yield Finding(Code.SCHEMA_MISSING, f"{layout.SCHEMAS}/{kind}-1.json")
