"""Passwords: argon2id with the low-memory profile of RFC 9106, two computations at once at most."""

import hashlib
import secrets
import threading
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from casework.errors import Fault, Invalid

__all__ = [
    "LONGEST",
    "SHORTEST",
    "Replacement",
    "check",
    "digest",
    "faults",
    "hashed",
    "matches",
    "one_time",
    "replacement_faults",
    "token",
]

SHORTEST = 15  # characters; NIST SP 800-63B-4 for a password that is the only factor
LONGEST = 200

# none that is read for another on paper, in capitals or by hand: no 0 o, 1 i l, 2 z, 5 s, u v
_CLEAR = "abcdefghjkmnpqrtwxy346789"
_GROUPS, _GROUP = 4, 4

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_turns = threading.BoundedSemaphore(2)  # 64 MiB each: a burst of sign-ins must not fill the memory


@dataclass(frozen=True, slots=True)
class Replacement:
    """A password in exchange for another, as its owner typed them: the new one twice."""

    old: str = field(repr=False)
    new: str = field(repr=False)
    again: str = field(repr=False)


def check(password: str, *, login: str) -> None:
    """Refuse a password that is too short, too long, the login itself or one letter repeated."""
    if found := faults(password, login=login):
        raise Invalid(*found)


def faults(password: str, *, login: str, field: str = "password") -> list[Fault]:
    """Return what `check` refuses a password for."""
    if len(password) < SHORTEST:
        return [Fault(field, "password-short", {"least": SHORTEST, "given": len(password)})]
    if len(password) > LONGEST:
        return [Fault(field, "password-long", {"most": LONGEST})]
    folded = password.casefold()
    if login.casefold() in {folded, folded[: len(folded) // 2]} or len(set(folded)) < 5:  # noqa: PLR2004
        return [Fault(field, "password-guessable")]
    return []


def replacement_faults(given: Replacement, *, login: str) -> list[Fault]:
    """Return what is wrong with the new password and its repetition, apart from the old one."""
    found = faults(given.new, login=login, field="new")
    if given.new == given.old:
        found = [Fault("new", "password-same")]
    if given.new != given.again:
        found.append(Fault("again", "password-repeat"))
    return found


def hashed(password: str) -> str:
    """Return the argon2id hash, salt and parameters in it."""
    with _turns:
        return _hasher.hash(password)


_DUMMY = hashed(secrets.token_hex(16))


def matches(password: str, stored: str | None) -> bool:
    """Tell whether the password fits; an unknown login takes as long as a known one."""
    try:
        with _turns:
            _hasher.verify(stored or _DUMMY, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def one_time() -> str:
    """Return a password for paper: four groups of four clear letters, 74 random bits."""
    return "-".join("".join(secrets.choice(_CLEAR) for _ in range(_GROUP)) for _ in range(_GROUPS))


def token() -> str:
    """Return 256 random bits as text fit for a cookie."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return the SHA-256 under which a random secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
