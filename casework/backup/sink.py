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

    def write(self, data: bytes) -> int:
        rest = memoryview(data)
        self._sha.update(data)
        while rest:
            taken = io.write(self._descriptor, rest)
            if taken <= 0:
                raise OSError(errno.EIO, "nothing was written")
            rest = rest[taken:]
        return len(data)

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
        pyrage.encrypt_io(plain, sink, to.ciphers())
        io.fsync(descriptor)
    io.rename(fresh, target)
    return sink.sha256


def decrypt(source: Path, target: Path, identity: Identity) -> None:
    """Write what `source` holds into a new file; `WrongKey` or `BackupDamaged` where it cannot."""
    with source.open("rb") as cipher, durable.opened(io.create(target)) as descriptor:
        try:
            pyrage.decrypt_io(cipher, _Sink(descriptor), [identity])
        except pyrage.DecryptError as error:
            if "matching keys" in str(error):
                raise WrongKey(source.name) from error
            raise BackupDamaged(source.name) from error
        except OSError as error:
            if error.errno is not None:
                raise
            raise BackupDamaged(source.name) from error


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    sha = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            sha.update(chunk)
    return sha.hexdigest()
