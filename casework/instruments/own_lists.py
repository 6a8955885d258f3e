"""The lists as an office has them: what is shipped, with its own lines added or written anew."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from casework import typed
from casework.errors import Fault, Invalid
from casework.instruments import lists
from casework.instruments.form import Audience
from casework.instruments.lists import ClientType, Offence
from casework.offices.profile import ListEntry, Profile

__all__ = ["OFFENCES", "TYPES", "client_types", "kept", "offences"]

OFFENCES = "tindak-pidana"
TYPES = "jenis-klien"
_LONGEST_TITLE, _LONGEST_CODE = 120, 40  # letters
_OTHER = re.compile(r"[^a-z0-9]+")


def offences(profile: Profile) -> Mapping[str, Offence]:
    """Return the offences by code: the 46 of the cover sheet as the office has them."""
    own = {
        one.code: Offence(one.code, one.title, one.narcotics, one.offered)
        for one in profile.own_entries
        if one.list == OFFENCES
    }
    return {**lists.offences(), **own}


def client_types(profile: Profile) -> Mapping[str, ClientType]:
    """Return the types of client by code, as the office has them."""
    own = {
        one.code: ClientType(
            one.code,
            one.title,
            Audience.CHILD if one.child else Audience.ADULT,
            one.register,
            one.group,
            one.offered,
        )
        for one in profile.own_entries
        if one.list == TYPES
    }
    return {**lists.client_types(), **own}


def kept(profile: Profile, entry: ListEntry) -> tuple[ListEntry, ...]:
    """Return the office's own lines with this one in its place; a new one is given its code.

    Raises Invalid for a title that is empty, cannot be printed or stands in the list already.
    """
    title = typed.line(entry.title, field="title", most=_LONGEST_TITLE)
    known: Mapping[str, Offence | ClientType] = (
        offences(profile) if entry.list == OFFENCES else client_types(profile)
    )
    if not title:
        raise Invalid(Fault("title", "required"))
    if (fault := typed.not_on_paper(title, field="title")) is not None:
        raise Invalid(fault)
    if any(
        one.title.casefold() == title.casefold() and code != entry.code
        for code, one in known.items()
    ):
        raise Invalid(Fault("title", "already-listed"))
    code = entry.code or _code(title, known, narcotics=entry.narcotics)
    fresh = replace(entry, title=title, code=code)
    others = [one for one in profile.own_entries if (one.list, one.code) != (entry.list, code)]
    return (*others, fresh)


def _code(title: str, known: Iterable[str], *, narcotics: bool) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    stem = _OTHER.sub("-", plain).strip("-")[: _LONGEST_CODE - len(lists.NARCOTICS) - 3] or "lain"
    if narcotics:
        stem = f"{lists.NARCOTICS}{stem.removeprefix(lists.NARCOTICS)}"
    taken, n, code = set(known), 1, stem
    while code in taken:
        n += 1
        code = f"{stem}-{n}"
    return code
