"""The NIK, the sixteen digits of a citizen, and what it says of its bearer."""

from datetime import date

from casework.clients.model import Sex
from casework.errors import Fault

__all__ = ["LENGTH", "contradictions", "read"]

LENGTH = 16
_WOMEN_ADD = 40  # a woman's NIK bears the day of her birth plus 40
_SEPARATORS = str.maketrans("", "", " .-")


def read(typed: str, field: str) -> str | Fault:
    """Return the sixteen digits, or what is wrong; spaces and points between them are let go."""
    digits = typed.translate(_SEPARATORS)
    if not (digits.isascii() and digits.isdigit()):
        return Fault(field, "nik-digits")
    if len(digits) != LENGTH:
        return Fault(field, "nik-length", {"given": len(digits)})
    return digits


def contradictions(nik: str, born: date, sex: Sex, field: str) -> list[Fault]:
    """Return what the NIK says otherwise; NIKs with errors exist, so these are only warnings."""
    day, rest = int(nik[6:8]), nik[8:12]
    woman = day > _WOMEN_ADD
    found = []
    if (day - _WOMEN_ADD if woman else day) != born.day or rest != born.strftime("%m%y"):
        found.append(Fault(field, "nik-other-birth"))
    if woman is not (sex is Sex.FEMALE):
        found.append(Fault(field, "nik-other-sex"))
    return found
