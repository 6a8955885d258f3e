"""Slowing down who guesses: the delay grows with every failure, and nobody is locked out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from casework.errors import Refusal
from casework.users.model import SignInAttempts

__all__ = ["Keys", "Throttled", "attempt", "succeeded"]

_FREE_LOGIN = 4  # failures before the first delay
_FREE_ADDRESS = 20  # a whole office may come from one address, and people mistype
_LONGEST = 15 * 60  # seconds; a thousand guesses take more than a day
_FORGIVEN = timedelta(hours=1)  # of quiet: slips of months must not add up to a delay


class Throttled(Refusal):
    """Too many failures in a row; the next try is heard after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Keys:
    """What attempts are counted by: the login that is tried and the address it is tried from."""

    login: str
    address: str

    @property
    def free(self) -> dict[str, int]:
        """How many failures of each key are borne without a delay."""
        return {self.login: _FREE_LOGIN, self.address: _FREE_ADDRESS}


def attempt(session: Session, keys: Keys, *, at: datetime) -> None:
    """Count an attempt as failed and set when the next is heard; Throttled before that time."""
    known = {key: session.get(SignInAttempts, key) for key in keys.free}
    opens = max((one.open_at for one in known.values() if one is not None), default=at)
    if opens > at:
        raise Throttled(max(1, round((opens - at).total_seconds())))
    for key, free in keys.free.items():
        one = known[key]
        if one is None:
            one = SignInAttempts(key=key, failures=0, open_at=at)
            session.add(one)
        failures = 0 if one.open_at + _FORGIVEN <= at else one.failures
        one.failures = failures + 1
        over = one.failures - free
        one.open_at = at + timedelta(seconds=min(2**over, _LONGEST) if over > 0 else 0)


def succeeded(session: Session, keys: Keys, *, at: datetime) -> None:
    """Forget the failures of the login, and the attempt that succeeded for the address."""
    if (login := session.get(SignInAttempts, keys.login)) is not None:
        session.delete(login)
    if (address := session.get(SignInAttempts, keys.address)) is not None:
        address.failures = max(0, address.failures - 1)
        address.open_at = min(address.open_at, at)
