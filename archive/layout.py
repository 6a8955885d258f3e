"""The archive's own folders and marker, made once; whether a folder is an archive at all."""

import contextlib
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from archive import durable, io, locks, schemas
from archive.chain import Chain, Tree
from archive.errors import NewerArchive, NotAnArchive
from archive.staging import STAGING, Terms

__all__ = [
    "LOCKS",
    "MARKER",
    "README",
    "SCHEMAS",
    "TOP",
    "build",
    "chains",
    "copy_schema",
    "ensure",
]

MARKER = "0=berkas_1.0"
README = "BACA-SAYA.txt"
SCHEMAS = "skema"
LOCKS = ".kunci"
MIRROR = "lemari"
_FOLDERS = (STAGING, LOCKS, SCHEMAS, *Tree)
TOP = frozenset({MARKER, README, MIRROR, "lost+found", *_FOLDERS})

_ANY_MARKER = re.compile(r"0=berkas_([0-9]+)\.([0-9]+)")
_VERSION = (1, 0)


def ensure(root: Path) -> None:
    """Refuse a root that is no archive, or one of a later format; an empty mount point too."""
    try:
        names = [entry.name for entry in io.scan(root)]
    except FileNotFoundError:
        names = []
    found = [_ANY_MARKER.fullmatch(name) for name in names]
    versions = [(int(each[1]), int(each[2])) for each in found if each]
    if not versions:
        raise NotAnArchive(str(root))
    if max(versions) > _VERSION:
        raise NewerArchive("{}.{}".format(*max(versions)))


def build(root: Path, terms: Terms) -> None:
    """Make an empty archive; broken off, it is simply begun again. The marker comes last."""
    with contextlib.suppress(FileExistsError):
        io.mkdir(root)
    names = {entry.name for entry in io.scan(root)}
    if not names <= TOP:
        raise NotAnArchive(str(root))
    for folder in _FOLDERS:
        durable.make_folders(root, root / folder)
    durable.sync_folder(root.parent)
    text = resources.files("archive").joinpath(README).read_bytes()
    _place(root, terms, root / README, text)
    _place(root, terms, root / MARKER, f"{MARKER.partition('=')[2]}\n".encode())


def chains(root: Path, tree: Tree) -> Iterator[Chain]:
    """Walk the chains of one tree by the names of the folders."""
    for owner in _folders(root / tree):
        for group in _folders(root / tree / owner):
            for leaf in _folders(root / tree / owner / group):
                with contextlib.suppress(ValueError):  # verification tells of what is no chain
                    yield Chain(tree, owner, group, leaf)


def copy_schema(root: Path, terms: Terms, kind: str, version: int) -> None:
    """Put the schema of a kind beside the bags when the kind is first used."""
    target = root / SCHEMAS / f"{kind}-{version}.json"
    if not io.exists(target) and (content := schemas.schema_bytes(kind, version)) is not None:
        _place(root, terms, target, content)
    elif io.exists(target):
        durable.sync_folder(target.parent)


def _folders(path: Path) -> list[str]:
    return [entry.name for entry in io.scan(path) if entry.is_folder]


def _place(root: Path, terms: Terms, target: Path, content: bytes) -> None:
    """Write a file aside and move it into place, whole or not at all."""
    claim = locks.claim(root / STAGING / target.name, terms.patience)
    try:
        if not io.exists(target):
            durable.write_new(claim.folder / target.name, content)
            io.rename(claim.folder / target.name, target)
        durable.sync_folder(target.parent)
    finally:
        claim.discard()
