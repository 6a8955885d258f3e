"""Slowing down who guesses: the delay grows with every failure, and nobody is locked out."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from casework.errors import Refusal
from casework.users.model import SignInAttempts

__all__ = ["Throttled", "ask", "failed", "succeeded"]

_FREE = 4  # failures before the first delay
_LONGEST = 15 * 60  # seconds; a thousand guesses take more than ten days


class Throttled(Refusal):
    """Too many failures in a row; the next try is heard after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


def ask(session: Session, keys: tuple[str, ...], *, at: datetime) -> None:
    """Refuse to listen before the delay of any of the keys is over."""
    for key in keys:
        known = session.get(SignInAttempts, key)
        if known is not None and known.open_at > at:
            raise Throttled(max(1, round((known.open_at - at).total_seconds())))


def failed(session: Session, keys: tuple[str, ...], *, at: datetime) -> None:
    """Count one failure for each key and set when it is heard again."""
    for key in keys:
        known = session.get(SignInAttempts, key)
        if known is None:
            known = SignInAttempts(key=key, failures=0, open_at=at)
            session.add(known)
        known.failures += 1
        over = known.failures - _FREE
        known.open_at = at + timedelta(seconds=min(2**over, _LONGEST) if over > 0 else 0)


def succeeded(session: Session, keys: tuple[str, ...]) -> None:
    """Forget the failures of the keys."""
    session.execute(delete(SignInAttempts).where(SignInAttempts.key.in_(keys)))
