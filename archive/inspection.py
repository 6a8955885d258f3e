"""Reading one bag of this archive: its tags alone, or every byte of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from archive import bag, io, record
from archive.deposit import RECORD, Place, Sealed, SealedFile, says
from archive.errors import Damaged
from archive.findings import Code, Finding

__all__ = ["Inspection", "contents", "inspect", "open_bag", "payload", "tag_digest"]

_INSIDE = f"{bag.DATA}/"
_TAGS = (bag.BAGIT, bag.INFO, bag.MANIFEST)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What every byte of a bag came to; `info` is there where the label could be read."""

    findings: tuple[Finding, ...]
    info: bag.Info | None = None


def tag_digest(folder: Path) -> str:
    """Return the digest of a bag's tagmanifest, the link of the chain."""
    return sha256(_read_tag(folder, bag.TAGMANIFEST)).hexdigest()


def open_bag(root: Path, place: Place) -> Sealed:
    """Read a bag's tag files; `Damaged` where they do not agree with one another."""
    folder = root / place.path
    tags = {name: _read_tag(folder, name) for name in (*_TAGS, bag.TAGMANIFEST)}
    try:
        info = bag.read_info(tags[bag.INFO])
        digests = bag.read_manifest(tags[bag.MANIFEST])
        expected = bag.read_manifest(tags[bag.TAGMANIFEST])
    except bag.NotATagFile as error:
        raise Damaged(str(place.path), str(error)) from error
    if expected != {name: sha256(tags[name]).hexdigest() for name in _TAGS}:
        raise Damaged(str(place.path), f"{bag.TAGMANIFEST} does not fit")
    if not _agree(info, place):
        raise Damaged(str(place.path), f"{bag.INFO} is of another bag")
    return Sealed(
        id=info.label.id,
        chain=place.chain,
        sequence=place.sequence,
        kind=place.kind,
        date=place.date,
        path=place.path,
        tagmanifest_sha256=sha256(tags[bag.TAGMANIFEST]).hexdigest(),
        files=_listed(folder, digests),
        supersedes=info.label.supersedes,
        previous=info.previous,
    )


def inspect(folder: Path, name: PurePosixPath, place: Place | None = None) -> Inspection:
    """Read every byte of a bag and compare; `name` is how the findings call it.

    Without a `place` (in staging) the bag is not held against where it lies.
    """
    try:
        found, inside = contents(folder, name)
        found += list(_compare(name, inside))
        if found:
            return Inspection(tuple(found))
        info = bag.read_info(inside[bag.INFO])
    except bag.NotATagFile as error:
        return Inspection((Finding(Code.BAG_INVALID, str(name), str(error)),))
    files = payload(inside)
    return Inspection(tuple(_disagreements(name, place, info, files)), info)


def payload(inside: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what lies in data/, by its name there."""
    return {
        path.removeprefix(_INSIDE): content
        for path, content in inside.items()
        if path.startswith(_INSIDE)
    }


def contents(folder: Path, name: PurePosixPath) -> tuple[list[Finding], dict[str, bytes]]:
    """Read what lies in the bag; a folder inside data/, a link or a device is a finding."""
    found: list[Finding] = []
    read: dict[str, bytes] = {}
    try:
        entries = {entry.name: entry for entry in io.scan(folder)}
        data = entries.pop(bag.DATA, None)
        if data is not None and data.is_folder:
            inside = io.scan(folder / bag.DATA)
            entries.update({f"{bag.DATA}/{each.name}": each for each in inside})
    except OSError as error:
        return [Finding(Code.FILE_UNREADABLE, str(name), _reason(error))], {}
    for path, entry in entries.items():
        if not entry.is_file:
            found.append(Finding(Code.FILE_EXTRA, f"{name}/{path}", "not an ordinary file"))
            continue
        try:
            read[path] = io.read(folder / path)
        except OSError as error:
            found.append(Finding(Code.FILE_UNREADABLE, f"{name}/{path}", _reason(error)))
    return found, read


def _compare(name: PurePosixPath, inside: Mapping[str, bytes]) -> Iterator[Finding]:
    """Hold the files against the two manifests; the tagmanifest itself is in neither."""
    tagmanifest = bag.read_manifest(inside.get(bag.TAGMANIFEST, b""))
    digests = bag.read_manifest(inside.get(bag.MANIFEST, b""))
    if set(tagmanifest) != set(_TAGS) or not all(each.startswith(_INSIDE) for each in digests):
        yield Finding(Code.BAG_INVALID, str(name), "a manifest names the wrong files")
        return
    if inside.get(bag.BAGIT, bag.BAGIT_TEXT) != bag.BAGIT_TEXT:
        yield Finding(Code.BAG_INVALID, f"{name}/{bag.BAGIT}", "not BagIt 1.0")
    expected = tagmanifest | digests
    for path in sorted(expected.keys() | inside.keys() - {bag.TAGMANIFEST}):
        if path not in inside:
            yield Finding(Code.FILE_MISSING, f"{name}/{path}")
        elif path not in expected:
            yield Finding(Code.FILE_EXTRA, f"{name}/{path}")
        elif sha256(inside[path]).hexdigest() != expected[path]:
            yield Finding(Code.DIGEST_DIFFERS, f"{name}/{path}")


def _disagreements(
    name: PurePosixPath, place: Place | None, info: bag.Info, files: Mapping[str, bytes]
) -> Iterator[Finding]:
    if (info.octets, info.files) != (sum(map(len, files.values())), len(files)):
        yield Finding(Code.LABEL_DIFFERS, f"{name}/{bag.INFO}", "Payload-Oxum")
    if place is not None and not _agree(info, place):
        yield Finding(Code.LABEL_DIFFERS, f"{name}/{bag.INFO}")
    try:
        agreed = says(info.label, record.parse(files.get(RECORD, b"")))
    except record.NotARecord:
        agreed = False
    if not agreed:
        yield Finding(Code.RECORD_DIFFERS, f"{name}/{bag.DATA}/{RECORD}")


def _agree(info: bag.Info, place: Place) -> bool:
    label = info.label
    said = Place(label.chain, info.sequence, label.date, label.kind)
    return said == place


def _listed(folder: Path, digests: Mapping[str, str]) -> tuple[SealedFile, ...]:
    """Join the manifest with the sizes on the disk; a missing file counts as empty."""
    sizes = {entry: io.size(folder / entry) for entry in digests}
    return tuple(
        SealedFile(path.removeprefix(_INSIDE), sizes[path], digest)
        for path, digest in digests.items()
    )


def _read_tag(folder: Path, name: str) -> bytes:
    try:
        return io.read(folder / name)
    except FileNotFoundError as error:
        raise Damaged(folder.name, f"{name} is missing") from error


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
