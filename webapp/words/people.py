"""How people are named on a page: a child by initials outside its own file, an official briefly."""

from collections.abc import Mapping

from flask import has_request_context

from casework.clients import rules
from casework.clients.model import Client, GuidanceStatus, Sex, Stage
from casework.instruments import own_lists
from casework.offices.model import Official
from casework.offices.profile import Profile
from webapp.office import current as office

__all__ = [
    "STAGES",
    "STATUSES",
    "client_type",
    "listed_name",
    "offence",
    "officer",
    "old_risk",
    "person_details",
    "register_of",
    "standing",
]

STATUSES: Mapping[GuidanceStatus, str] = {
    GuidanceStatus.RUNNING: "Berjalan",
    GuidanceStatus.SUSPENDED: "Ditangguhkan",
    GuidanceStatus.COMPLETED: "Selesai",
    GuidanceStatus.REVOKED: "Dicabut",
    GuidanceStatus.TRANSFERRED: "Dilimpahkan",
    GuidanceStatus.DECEASED: "Meninggal dunia",
    GuidanceStatus.ABSCONDED: "Melarikan diri",
}
# the state as the middle of a sentence: a person dies or flees, the guidance does not
_OF_PERSONS = frozenset({GuidanceStatus.DECEASED, GuidanceStatus.ABSCONDED})
STAGES = [(str(stage), f"Tahap {stage}") for stage in Stage]
_SHIPPED = Profile(code="-", name="-")
_SEXES = {Sex.MALE: "L", Sex.FEMALE: "P"}


def standing(status: GuidanceStatus) -> str:
    """Return "pembimbingan dicabut", or "klien meninggal dunia"."""
    subject = "klien" if status in _OF_PERSONS else "pembimbingan"
    return f"{subject} {STATUSES[status].lower()}"


def listed_name(client: Client) -> str:
    """Return the name outside the client's own file: UU SPPA art. 19 keeps a child's secret."""
    return shown_name(client.name, child=client.child)


def shown_name(name: str, *, child: bool) -> str:
    """Return the name as lists show it: a child by initials."""
    return rules.initials(name) if child else name


def officer(official: Official | None) -> str:
    """Return an official without titles, for a line that has little room."""
    return official.name.partition(",")[0] if official else ""


def old_risk(band: str | None, score: int | None) -> str:
    """Return a band and a score as an office's old list has them; either may be missing."""
    return " ".join(part for part in (band or "", "" if score is None else str(score)) if part)


def client_type(code: str) -> str:
    """Return the type of a client in words; one that the list no longer has, by its code."""
    found = own_lists.client_types(_profile()).get(code)
    return found.title if found else code


def register_of(client: Client) -> str:
    """Return the prefix that the client's type has in the registers; a child's type stays away."""
    found = own_lists.client_types(_profile()).get(client.client_type)
    return "anak" if client.child else found.register if found else client.client_type


def offence(code: str) -> str:
    """Return an offence in words; one that the list no longer has, by its code."""
    found = own_lists.offences(_profile()).get(code)
    return found.title if found else code


def _profile() -> Profile:
    """Return the settings of the office; the console and an empty office have the shipped lists."""
    found = office.profile() if has_request_context() else None
    return found or _SHIPPED


def person_details(client: Client, pk: Official | None) -> tuple[str, ...]:
    """Return the two lines beside the name in the header of a file."""
    first = [_SEXES[client.sex], f"lahir {client.birth_date.year}", client_type(client.client_type)]
    if client.guidance_status is not GuidanceStatus.RUNNING:
        first.append(STATUSES[client.guidance_status].lower())
    return (", ".join(first), f"PK {officer(pk)}" if pk else "PK belum ditugaskan")
