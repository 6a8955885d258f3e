"""Encrypting to the disk and back as streams: large files never lie in the memory."""

import contextlib
import errno
from hashlib import sha256
from pathlib import Path

import pyrage
from pyrage.x25519 import Identity

from archive import durable, io
from casework.backup.errors import BackupDamaged, WrongKey
from casework.backup.key import Recipients

__all__ = ["decrypt", "digest_of", "encrypt"]

_CHUNK = 1 << 20


class _Sink:
    """What the cipher writes into; every byte goes through the archive's own disk calls."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._sha = sha256()
        self.trouble: OSError | None = None  # the cipher hides which error of the disk it met

    def write(self, data: bytes) -> int:
        try:
            self._write(memoryview(data))
        except OSError as error:
            self.trouble = error
            raise
        self._sha.update(data)
        return len(data)

    def _write(self, rest: memoryview) -> None:
        while rest:
            taken = io.write(self._descriptor, rest)
            if taken <= 0:
                raise OSError(errno.EIO, "nothing was written")
            rest = rest[taken:]

    def flush(self) -> None:
        return None

    @property
    def sha256(self) -> str:
        return self._sha.hexdigest()


def encrypt(source: Path, target: Path, to: Recipients) -> str:
    """Write `source` encrypted under the name `target`, whole or not at all; returns its sum."""
    fresh = target.with_name(target.name + durable.FRESH)
    with contextlib.suppress(FileNotFoundError):
        io.unlink(fresh)
    with source.open("rb") as plain, durable.opened(io.create(fresh)) as descriptor:
        sink = _Sink(descriptor)
        try:
            pyrage.encrypt_io(plain, sink, to.ciphers())
        except pyrage.EncryptError as error:
            raise sink.trouble or OSError(errno.EIO, str(error)) from error
        io.fsync(descriptor)
    io.rename(fresh, target)
    return sink.sha256


def decrypt(source: Path, target: Path, identity: Identity) -> None:
    """Write what `source` holds into a new file; `WrongKey` or `BackupDamaged` where it cannot."""
    with source.open("rb") as cipher, durable.opened(io.create(target)) as descriptor:
        sink = _Sink(descriptor)
        try:
            pyrage.decrypt_io(cipher, sink, [identity])
        except (pyrage.DecryptError, OSError) as error:
            raise sink.trouble or _meaning(error, source.name) from error


def _meaning(error: Exception, name: str) -> Exception:
    """Tell a disk that fails from a key that does not fit, and both from a damaged file."""
    if isinstance(error, OSError) and error.errno is not None:
        return error
    return WrongKey(name) if "matching keys" in str(error) else BackupDamaged(name)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    sha = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            sha.update(chunk)
    return sha.hexdigest()
