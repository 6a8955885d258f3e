"""Passwords: argon2id with the low-memory profile of RFC 9106, two computations at once at most."""

import hashlib
import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from casework.errors import Fault, Invalid

__all__ = [
    "LONGEST",
    "SHORTEST",
    "check",
    "digest",
    "hashed",
    "matches",
    "one_time",
    "token",
]

SHORTEST = 15  # characters; NIST SP 800-63B-4 for a password that is the only factor
LONGEST = 200

# none that is read for another on paper, in capitals or by hand: no 0 o, 1 i l, 2 z, 5 s, u v
_CLEAR = "abcdefghjkmnpqrtwxy346789"
_GROUPS, _GROUP = 4, 4

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_turns = threading.BoundedSemaphore(2)  # 64 MiB each: a burst of sign-ins must not fill the memory


def check(password: str, *, login: str, field: str = "password") -> None:
    """Refuse a password that is too short, too long, the login itself or one letter repeated."""
    if len(password) < SHORTEST:
        raise Invalid(Fault(field, "password-short", {"least": SHORTEST, "given": len(password)}))
    if len(password) > LONGEST:
        raise Invalid(Fault(field, "password-long", {"most": LONGEST}))
    folded = password.casefold()
    if login.casefold() in {folded, folded[: len(folded) // 2]} or len(set(folded)) < 5:  # noqa: PLR2004
        raise Invalid(Fault(field, "password-guessable"))


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
