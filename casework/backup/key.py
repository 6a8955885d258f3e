"""The key of the backups: the secret half on paper, the recipient in `kunci/`.

A key is drawn first and in force only once somebody says that it is printed: until then nothing
is encrypted to it, and the one before it goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pyrage
from pyrage.x25519 import Identity, Recipient

from archive import durable, io, locks
from casework.backup.errors import KeyExists, KeyReplaced, NoKey, NotAKey

__all__ = [
    "Drawn",
    "Recipients",
    "confirm",
    "draw",
    "drop",
    "make",
    "read_secret",
    "recipients",
    "require_drawn",
    "unconfirmed",
]

FILE = "cadangan.txt"
_DRAWN = ".cadangan-baru.txt"  # hidden: a backup does not take it
_LOCK = ".cadangan.lock"
_PATIENCE = 5.0
_BARE_HEAD = "AGESECRETKEY1"
_LOOKS_LIKE = str.maketrans("OI1", "0LL")
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """A key on its way to paper: its secret half, kept nowhere, and the folder it will open."""

    secret: str = field(repr=False)
    folder: str


def draw(folder: Path) -> Drawn:
    """Make a key that is not in force yet; one drawn before and never confirmed is gone by it."""
    identity = Identity.generate()
    line = str(identity.to_public())
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locks.held(folder / _LOCK, _PATIENCE):
        durable.replace(folder / _DRAWN, f"{_HEAD}{line}\n".encode())
        durable.sync_folder(folder)
    return Drawn(str(identity), Recipients((line,)).folder)


def unconfirmed(folder: Path) -> Recipients | None:
    """Return the key that was drawn and that nobody has said to be printed, if there is one."""
    try:
        return _read(folder / _DRAWN)
    except (NoKey, NotAKey):
        return None


def require_drawn(folder: Path, opens: str) -> None:
    """Raise `KeyReplaced` unless the key that opens this folder is the one drawn last."""
    drawn = unconfirmed(folder)
    if drawn is None or drawn.folder != opens:
        raise KeyReplaced(opens)


def confirm(folder: Path, opens: str) -> None:
    """Put the drawn key in force in one step; `KeyReplaced` where it is not the one drawn last.

    The recipients before are replaced: what follows is written into a folder of its own, and
    the old paper goes on opening the old folder.
    """
    with locks.held(folder / _LOCK, _PATIENCE):
        require_drawn(folder, opens)
        io.rename(folder / _DRAWN, folder / FILE)
        durable.sync_folder(folder)


def drop(folder: Path) -> None:
    """Forget the key that was drawn; the one in force goes on."""
    with locks.held(folder / _LOCK, _PATIENCE):
        if io.exists(folder / _DRAWN):
            io.unlink(folder / _DRAWN)
        durable.sync_folder(folder)


def make(folder: Path, *, another: bool = False) -> str:
    """Make a key that is in force at once; returns its secret half, `KeyExists` if there is one."""
    if io.exists(folder / FILE) and not another:
        raise KeyExists
    drawn = draw(folder)
    confirm(folder, drawn.folder)
    return drawn.secret


def recipients(folder: Path) -> Recipients:
    """Read whom to encrypt to; `NoKey` before one was made, `NotAKey` where a line is none."""
    return _read(folder / FILE)


def _read(path: Path) -> Recipients:
    try:
        text = io.read(path).decode("ascii", "replace")
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
    """Read what stands on the paper, typed in any case, with any spaces and hyphens.

    No key has an O, an I or another 1 after its head: they are read as what they look like.
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    bare = "".join("".join(lines).replace("-", " ").split()).upper()
    head, found, rest = bare.partition(_BARE_HEAD)
    if head or not found:
        raise NotAKey
    try:
        return Identity.from_str(f"AGE-SECRET-KEY-1{rest.translate(_LOOKS_LIKE)}")
    except pyrage.IdentityError as error:
        raise NotAKey from error
