"""The editions that come with Berkas: each version once, frozen by its digest."""

import functools
from importlib import resources
from typing import TypeVar

from casework.errors import NotFound
from casework.instruments.form import Edition, Instrument
from casework.instruments.reading import parse
from casework.instruments.toml import BadFile

__all__ = ["UnknownInstrument", "digests", "edition", "editions", "find"]

_DATA = resources.files("casework.instruments.data")
_DIGESTS = "SHA256SUMS"
_Found = TypeVar("_Found")


class UnknownInstrument(NotFound):
    """No instrument, or no such version of it, is published."""

    def __init__(self, code: str, version: str | None) -> None:
        super().__init__(f"instrument {code} {version or ''}".rstrip())
        self.code = code
        self.version = version


@functools.cache
def editions() -> tuple[Edition, ...]:
    """Return every edition that is shipped, those of one instrument oldest first."""
    found = [_load(name, digest) for name, digest in digests().items()]
    return tuple(sorted(found, key=lambda one: (one.code, one.valid_from, one.version)))


def edition(code: str, version: str | None = None) -> Edition:
    """Return a shipped edition by the code of its file, the newest where none is named."""
    return _last(
        [one for one in editions() if one.code == code and version in {None, one.version}],
        code,
        version,
    )


def find(code: str, version: str | None = None) -> Instrument:
    """Return a form of a shipped edition, of the newest where none is named."""
    return _last(
        [
            form
            for one in editions()
            for form in one.forms
            if form.code == code and version in {None, one.version}
        ],
        code,
        version,
    )


def _last(found: list[_Found], code: str, version: str | None) -> _Found:
    if not found:
        raise UnknownInstrument(code, version)
    return found[-1]


@functools.cache
def digests() -> dict[str, str]:
    """Return the digest of every shipped file by its name, as `sha256sum -c` reads them."""
    lines = (_DATA / _DIGESTS).read_text("ascii").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def _load(name: str, digest: str) -> Edition:
    found = parse(name, (_DATA / name).read_bytes())
    if found.sha256 != digest:
        raise BadFile(name, "", "the file is not the one that was published")
    if name != f"{found.code}-{found.version}.toml":
        raise BadFile(name, "code", "the file is not named after its code and version")
    return found
