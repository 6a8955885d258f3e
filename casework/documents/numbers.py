"""Taking a number: gapless within an office, a register and a year, and never twice in it."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.documents.model import LetterNumber, NumberState, Register
from casework.errors import Fault, Invalid, Refusal
from casework.offices.profile import NumberSource, Profile
from casework.typed import line, not_on_paper

__all__ = ["NumberTaken", "as_record", "take", "void"]

_LONGEST = 120


class NumberTaken(Refusal):
    """The number typed was given out before in this year; `text` is that number."""

    def __init__(self, text: str) -> None:
        super().__init__(f"the number {text} is taken")
        self.text = text


def take(
    session: Session, profile: Profile, register: Register, subject: str, *, on: date, typed: str
) -> LetterNumber:
    """Take the next number, or the one `typed` where the office's numbers come from outside.

    Must run in the transaction that makes the document final: a number exists only together
    with what it stands on. `subject` is the id of the record; asked again for the same subject,
    the same number comes back. Raises Invalid where a number must be typed and is not,
    NumberTaken for one that was used before.
    """
    known = session.scalars(
        select(LetterNumber).where(
            LetterNumber.register == register, LetterNumber.subject == subject
        )
    ).one_or_none()
    if known is not None:
        return known
    n, text = _next(session, profile, register, on.year, typed)
    row = LetterNumber(
        id=subject,
        office=profile.code,
        register=register,
        year=on.year,
        n=n,
        text=text,
        subject=subject,
        date=on,
        state=NumberState.TAKEN,
    )
    session.add(row)
    session.flush()
    return row


def _next(
    session: Session, profile: Profile, register: Register, year: int, typed: str
) -> tuple[int | None, str]:
    if profile.number_source is NumberSource.BERKAS:
        highest = session.scalar(
            select(func.max(LetterNumber.n)).where(
                LetterNumber.office == profile.code,
                LetterNumber.register == register,
                LetterNumber.year == year,
            )
        )
        n = (highest or 0) + 1
        pattern = profile.litmas_pattern if register is Register.LITMAS else profile.number_pattern
        # typed earlier in a year in which the office let Berkas count from some day on
        while _is_taken(session, profile, register, year, pattern.format(n=n, year=year)):
            n += 1
        return n, pattern.format(n=n, year=year)
    text = line(" ".join(typed.split()), field="number", most=_LONGEST)
    if not text:
        raise Invalid(Fault("number", "required-named", {"label": "Nomor naskah dinas"}))
    if (fault := not_on_paper(text, field="number")) is not None:
        raise Invalid(fault)
    if _is_taken(session, profile, register, year, text):
        raise NumberTaken(text)
    return None, text


def _is_taken(session: Session, profile: Profile, register: Register, year: int, text: str) -> bool:
    query = select(LetterNumber.id).where(
        LetterNumber.office == profile.code,
        LetterNumber.register == register,
        LetterNumber.year == year,
        func.lower(LetterNumber.text) == text.lower(),
    )
    return session.scalar(query) is not None


def void(row: LetterNumber, reason: str) -> None:
    """Mark a number void; it stays in the register for ever."""
    row.state = NumberState.VOID
    row.reason = reason


def as_record(row: LetterNumber) -> dict[str, object]:
    """Return the number as it stands in a record's `nomor`."""
    return {"register": str(row.register), "tahun": row.year, "urut": row.n, "teks": row.text}
