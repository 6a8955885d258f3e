"""The key of the backups: the secret half on paper, the recipient in `kunci/`."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyrage
from pyrage.x25519 import Identity, Recipient

from archive import durable, io, locks
from casework.backup.errors import KeyExists, NoKey, NotAKey

__all__ = ["Recipients", "make", "read_secret", "recipients"]

FILE = "cadangan.txt"
_LOCK = ".cadangan.lock"
_PATIENCE = 5.0
_HEAD = "# Siapa yang dapat membuka cadangan (age); satu penerima sebaris.\n"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom the backups are encrypted to; whoever holds one of the secret halves opens them."""

    lines: tuple[str, ...]

    @property
    def folder(self) -> str:
        """The folder of the backups that these can open: another key never mixes with it."""
        return f"kunci-{sha256(' '.join(sorted(self.lines)).encode()).hexdigest()[:12]}"

    def encrypt(self, content: bytes) -> bytes:
        """Return what only they can read."""
        sealed: bytes = pyrage.encrypt(content, self.ciphers())
        return sealed

    def ciphers(self) -> Sequence[Recipient]:
        """Return them as the library wants them."""
        return [Recipient.from_str(line) for line in self.lines]


def make(folder: Path, *, another: bool = False) -> str:
    """Make a key and return its secret half, which is kept nowhere; `KeyExists` if there is one.

    With `another` the old recipients are replaced: what follows is written into a folder of
    its own, and the old paper goes on opening the old folder.
    """
    identity = Identity.generate()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locks.held(folder / _LOCK, _PATIENCE):
        if io.exists(folder / FILE) and not another:
            raise KeyExists
        durable.replace(folder / FILE, f"{_HEAD}{identity.to_public()}\n".encode())
        durable.sync_folder(folder)
    return str(identity)


def recipients(folder: Path) -> Recipients:
    """Read whom to encrypt to; `NoKey` before one was made, `NotAKey` where a line is none."""
    try:
        text = io.read(folder / FILE).decode("ascii", "replace")
    except FileNotFoundError as missing:
        raise NoKey from missing
    lines = tuple(line for raw in text.splitlines() if (line := raw.partition("#")[0].strip()))
    if not lines:
        raise NoKey
    found = Recipients(lines)
    try:
        found.ciphers()
    except pyrage.RecipientError as error:
        raise NotAKey from error
    return found


def read_secret(text: str) -> Identity:
    """Read what stands on the paper, typed in any case and with any spaces."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    try:
        return Identity.from_str("".join("".join(lines).split()).upper())
    except pyrage.IdentityError as error:
        raise NotAKey from error
