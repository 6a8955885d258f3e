"""Validating any BagIt bag, of whatever maker and version up to 1.0, by RFC 8493 and its drafts."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive import io

__all__ = ["problems"]

_VERSIONS = {(0, 93), (0, 94), (0, 95), (0, 96), (0, 97), (1, 0)}
_STRICT = (1, 0)
_VERSION = re.compile(r"BagIt-Version: ([0-9]+)\.([0-9]+)")
_ENCODING = re.compile(r"Tag-File-Character-Encoding: (\S+)")
_MANIFEST = re.compile(r"(tag)?manifest-(md5|sha1|sha224|sha256|sha384|sha512)\.txt")
_LINE = re.compile(r"([0-9a-fA-F]+)[ \t]+\*?(.+)")
_FETCH = re.compile(r"\S+[ \t]+(?:[0-9]+|-)[ \t]+(.+)")
_OXUM = re.compile(r"Payload-Oxum[ \t]*:[ \t]*([0-9]+)\.([0-9]+)[ \t]*")
_ESCAPED = re.compile("%0A|%0D|%25", re.IGNORECASE)
_ESCAPES = {"%0A": "\n", "%0D": "\r", "%25": "%"}
_INFOS = ("bag-info.txt", "package-info.txt")


class _Refused(Exception):
    """The bag is so far from one that there is nothing more to look at."""


@dataclass(frozen=True, slots=True)
class _Bag:
    """The bag's files, and how its tag files are to be read."""

    files: Mapping[str, Path]
    version: tuple[int, int]
    encoding: str

    def lines(self, name: str) -> list[str]:
        """Return a tag file's lines without their ends."""
        try:
            text = io.read(self.files[name]).decode(self.encoding)
        except (UnicodeDecodeError, LookupError) as error:
            raise _Refused(f"{name} is not in {self.encoding}") from error
        return [line for line in re.split(r"\r\n|\r|\n", text) if line]

    def path(self, written: str) -> str:
        """Return a path as the disk knows it; a path out of the bag is refused."""
        parts = PurePosixPath(written).parts
        if not parts or ".." in parts or written.startswith(("/", "~", "\\")):
            raise _Refused(f"a path out of the bag: {written}")
        path = "/".join(parts)
        if self.version >= _STRICT:
            path = _ESCAPED.sub(lambda found: _ESCAPES[found[0].upper()], path)
        return path

    @property
    def payload(self) -> set[str]:
        """The files in data/."""
        return {name for name in self.files if name.startswith("data/")}


def problems(folder: Path) -> tuple[str, ...]:
    """Return everything that keeps the folder from being a valid and complete bag."""
    try:
        bag = _open(folder)
        return tuple(_look(bag))
    except _Refused as refused:
        return (str(refused),)


def _open(folder: Path) -> _Bag:
    files = dict(_walk(folder, ""))
    if "bagit.txt" not in files or not io.exists(folder / "data"):
        raise _Refused("no bagit.txt or no data/")
    try:
        lines = io.read(files["bagit.txt"]).decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise _Refused("bagit.txt is not UTF-8") from error
    version = _VERSION.fullmatch(lines[0]) if lines else None
    encoding = _ENCODING.fullmatch(lines[1]) if len(lines) > 1 else None
    if version is None or encoding is None or len(lines) > 2:  # noqa: PLR2004 - its two lines
        raise _Refused("bagit.txt does not read")
    if (number := (int(version[1]), int(version[2]))) not in _VERSIONS:
        raise _Refused(f"BagIt {version[1]}.{version[2]} is not known")
    return _Bag(files, number, encoding[1])


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    for entry in io.scan(folder):
        name = prefix + entry.name
        if entry.is_folder:
            yield from _walk(folder / entry.name, f"{name}/")
        elif entry.is_file:
            yield name, folder / entry.name
        else:
            raise _Refused(f"{name} is a link or a device")


def _look(bag: _Bag) -> Iterator[str]:
    listed: list[set[str]] = []
    for name in sorted(bag.files):
        if (found := _MANIFEST.fullmatch(name)) is None:
            continue
        digests = _manifest(bag, name)
        if not found[1]:
            listed.append(set(digests))
            yield from (f"{name}: {path} is no payload" for path in digests.keys() - bag.payload)
        yield from _compare(bag, name, found[2], digests)
    if not listed:
        yield "no payload manifest"
    enough = all if bag.version >= _STRICT else any
    for path in sorted(bag.payload):
        if not enough(path in each for each in listed):
            yield f"{path} is not in the manifests"
    yield from _fetch(bag)
    yield from _oxum(bag)


def _manifest(bag: _Bag, name: str) -> dict[str, str]:
    digests: dict[str, str] = {}
    for line in bag.lines(name):
        if (found := _LINE.fullmatch(line)) is None:
            raise _Refused(f"{name}: {line!r}")
        path, digest = bag.path(found[2]), found[1].lower()
        if path in digests and (bag.version >= _STRICT or digests[path] != digest):
            raise _Refused(f"{name}: {path} twice")
        digests[path] = digest
    return digests


def _compare(bag: _Bag, name: str, algorithm: str, digests: Mapping[str, str]) -> Iterator[str]:
    for path, expected in digests.items():
        if path not in bag.files:
            yield f"{name}: {path} is missing"
            continue
        content = io.read(bag.files[path])
        if hashlib.new(algorithm, content, usedforsecurity=False).hexdigest() != expected:
            yield f"{name}: {path} differs"


def _fetch(bag: _Bag) -> Iterator[str]:
    """Hold the paths of fetch.txt against the rules; nothing is ever fetched."""
    for line in bag.lines("fetch.txt") if "fetch.txt" in bag.files else ():
        found = _FETCH.fullmatch(line)
        if found is None or not bag.path(found[1]).startswith("data/"):
            yield f"fetch.txt: {line!r}"


def _oxum(bag: _Bag) -> Iterator[str]:
    sizes = [io.size(bag.files[name]) for name in bag.payload]
    for info in _INFOS:
        for line in bag.lines(info) if info in bag.files else ():
            said = _OXUM.fullmatch(line)
            if said and (int(said[1]), int(said[2])) != (sum(sizes), len(sizes)):
                yield f"{info}: {line}"
