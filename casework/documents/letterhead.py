"""What every paper of an office shares: its letterhead and the way it writes days."""

from datetime import date

from babel.dates import format_date

from casework.offices.profile import Profile

__all__ = ["SECRET", "day", "letterhead", "link", "period"]

SECRET = "RAHASIA"  # noqa: S105  (the handling class printed on every paper)


def letterhead(profile: Profile) -> dict[str, object]:
    """Return the `kop` of a template."""
    return {
        "instansi": list(profile.letterhead),
        "kantor": profile.name.upper(),
        "alamat": [line for line in (profile.address, profile.contact) if line],
    }


def day(value: date) -> str:
    """Write a day as papers do: 9 Maret 2026."""
    return format_date(value, "d MMMM y", locale="id")


def period(first: date | None, last: date | None) -> str:
    """Write two days as a span, saying a common month and year once: 2 s.d. 6 Maret 2026."""
    if first is None or last is None:
        only = first or last
        return day(only) if only else ""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} s.d. {day(last)}"
    return f"{day(first)} s.d. {day(last)}"


def link(profile: Profile, code: str) -> str:
    """Return the short address printed as a QR; empty until the office has a public one."""
    return f"{profile.public_url}/v/{code.replace('-', '')}" if profile.public_url else ""
