"""The form of the office's settings: from fields to a profile's values and back."""

import re
from collections.abc import Mapping

from casework import typed
from casework.clock import Zone
from casework.errors import Fault, Invalid
from casework.offices.profile import NumberSource, Profile
from webapp.pieces.forms import Form

__all__ = ["choices", "read", "stored"]

_LINES = ("name", "address", "contact", "city", "number_pattern", "litmas_pattern", "public_url")
_NUMBERS = ("first_assessment_days", "reassessment_months")
_LONGEST = 300
_LISTS: Mapping[str, int] = {"letterhead": 5, "posts": 30, "register_patterns": 40}  # lines at most
_COUNT = re.compile(r"[0-9]{1,6}")


def read(values: Mapping[str, str]) -> dict[str, object]:
    """Return what the form says of a profile; Invalid with every field that cannot be read."""
    faults = list[Fault]()
    found: dict[str, object] = {}
    for name in _LINES:
        try:
            found[name] = typed.line(values.get(name, ""), field=name, most=_LONGEST)
        except Invalid as refused:
            faults += refused.faults
    for name in _NUMBERS:
        text = values.get(name, "").strip()
        found[name] = int(text) if _COUNT.fullmatch(text) else 0
    for name, most in _LISTS.items():
        found[name] = _lines(name, values.get(name, ""), most, faults)
    for name, known in (("zone", Zone), ("number_source", NumberSource)):
        found[name] = values.get(name, "")
        if found[name] not in set(known):
            faults.append(Fault(name, "unknown-choice"))
    if faults:
        raise Invalid(*faults)
    return found


def _lines(name: str, text: str, most: int, faults: list[Fault]) -> list[str]:
    try:
        kept = typed.text(text, field=name, most=_LONGEST * most)
    except Invalid as refused:
        faults += refused.faults
        return []
    lines = [" ".join(line.split()) for line in kept.splitlines() if line.strip()]
    if len(lines) > most:
        faults.append(Fault(name, "too-many", {"most": most}))
    return lines


def stored(profile: Profile) -> Form:
    """Return the form as the settings in force fill it."""
    values = {name: str(getattr(profile, name)) for name in (*_LINES, *_NUMBERS)}
    return Form(
        {
            **values,
            **{name: "\n".join(getattr(profile, name)) for name in _LISTS},
            "zone": str(profile.zone),
            "number_source": str(profile.number_source),
        }
    )


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return the lists that the form offers."""
    return {
        "zones": [(zone.value, zone.value) for zone in Zone],
        "sources": [
            (NumberSource.BERKAS.value, "Berkas menghitung nomor menurut pola"),
            (
                NumberSource.LUAR.value,
                "Nomor diketik saat terbit (agenda kantor, SRIKANDI)",
            ),
        ],
    }
