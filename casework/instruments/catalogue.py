"""The shelf of published instruments: each version once, frozen by its digest."""

import functools
from importlib import resources

from casework.errors import NotFound
from casework.instruments.form import Instrument
from casework.instruments.reading import parse
from casework.instruments.toml import BadFile

__all__ = ["UnknownInstrument", "find", "published", "versions"]

_DATA = resources.files("casework.instruments.data")
_DIGESTS = "SHA256SUMS"


class UnknownInstrument(NotFound):
    """No instrument, or no such version of it, is published."""

    def __init__(self, code: str, version: str | None) -> None:
        super().__init__(f"instrument {code} {version or ''}".rstrip())
        self.code = code
        self.version = version


def find(code: str, version: str | None = None) -> Instrument:
    """Return a published version of an instrument, the newest where none is named."""
    found = versions(code)
    if version is None and found:
        return found[-1]
    for one in found:
        if one.version == version:
            return one
    raise UnknownInstrument(code, version)


@functools.cache
def versions(code: str) -> tuple[Instrument, ...]:
    """Return every published version of an instrument, oldest first."""
    found = [
        _load(name, digest)
        for name, digest in published().items()
        if name.startswith(f"{code}-") and name.removeprefix(f"{code}-")[:1].isdigit()
    ]
    return tuple(sorted(found, key=lambda one: one.valid_from))


@functools.cache
def published() -> dict[str, str]:
    """Return the digest of every published file by its name, as `sha256sum -c` reads them."""
    lines = (_DATA / _DIGESTS).read_text("ascii").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def _load(name: str, digest: str) -> Instrument:
    instrument = parse(name, (_DATA / name).read_bytes())
    if instrument.sha256 != digest:
        raise BadFile(name, "", "the file is not the one that was published")
    if name != f"{instrument.code}-{instrument.version}.toml":
        raise BadFile(name, "code", "the file is not named after its code and version")
    return instrument
