"""The pages beside the timeline: everything registered of a client, and who may open the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.clients import access
from casework.clients.access import Ground, Reader
from casework.clients.model import Client
from casework.users.permissions import PERMISSIONS, Permission
from webapp.client_file import past as client_past
from webapp.client_file.head import ClientHead, Tab
from webapp.client_file.past import GuidanceRow, PkRow, Reference
from webapp.client_file.registered import case_facts, identity_facts, registered_facts
from webapp.client_file.tabs import brief_head, tabs
from webapp.words.formatting import role_name

__all__ = ["AccessPage", "IdentityPage", "ReaderRow", "access_page", "identity_page"]

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class IdentityPage:
    """What the page of identity and cases shows."""

    head: ClientHead
    tabs: list[Tab]
    identity: list[Fact]
    former: list[str]
    cases: list[list[Fact]]
    guidance: list[Fact]
    guarantor: list[Fact]
    history: list[GuidanceRow]
    pks: list[PkRow]
    old: list[Fact]
    references: list[Reference]


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One official who may open the file: by which right, and what that person may do in it."""

    name: str
    position: str
    grounds: str
    deeds: str


@dataclass(frozen=True, slots=True)
class AccessPage:
    """Who may open the file, and the roles that this rests on."""

    head: ClientHead
    tabs: list[Tab]
    readers: list[ReaderRow]
    roles: str


_DEEDS: Mapping[Permission, str] = {
    Permission.CHANGE_CLIENT: "mengubah data",
    Permission.CHANGE_GUIDANCE: "mengubah pembimbingan",
    Permission.ASSIGN_PK: "menugaskan PK",
    Permission.ASSESS: "mengisi asesmen",
    Permission.READ_ASSESSMENTS: "membaca asesmen",
    Permission.ISSUE_ASSESSMENT: "menerbitkan hasil",
    Permission.FILE_SIGNED_COPY: "mengunggah salinan bertanda tangan",
    Permission.RECORD_PLACE: "mencatat tempat map",
    Permission.COMPILE_LITMAS: "menyusun Litmas",
}


def identity_page(session: Session, actor: Actor, client: Client) -> IdentityPage:
    """Put the page of identity and cases together."""
    surety = client.guarantor
    rows = (surety.name, surety.relation, surety.phone) if surety else ("", "", "")
    guarantor = zip(("Nama", "Hubungan", "Telepon"), rows, strict=True)
    return IdentityPage(
        head=brief_head(session, client),
        tabs=tabs(client),
        identity=identity_facts(client),
        former=client_past.former_names(client),
        cases=[case_facts(case) for case in client.cases],
        guidance=registered_facts(client),
        guarantor=[(term, value) for term, value in guarantor if value],
        history=client_past.guidance_rows(session, client),
        pks=client_past.pk_rows(session, client),
        old=client_past.takeover(client),
        references=client_past.references(session, actor, client),
    )


def access_page(session: Session, client: Client, *, on: date) -> AccessPage:
    """Put the page of access together from the permission table."""
    wanted = Permission.READ_CHILD_FILES if client.child else Permission.READ_FILES
    return AccessPage(
        head=brief_head(session, client),
        tabs=tabs(client),
        readers=[_reader_row(one) for one in access.readers(session, client, on=on)],
        roles=_roles(PERMISSIONS[wanted]),
    )


def _reader_row(reader: Reader) -> ReaderRow:
    deeds = [words for permission, words in _DEEDS.items() if permission in reader.permissions]
    return ReaderRow(
        reader.official.name,
        reader.official.position,
        ", ".join(_ground(ground, reader) for ground in reader.grounds),
        ", ".join(deeds) or "hanya membaca",
    )


def _ground(ground: Ground, reader: Reader) -> str:
    if ground is Ground.ASSIGNED:
        return "PK klien ini"
    wanted = Permission.READ_FILES if ground is Ground.ROLE else Permission.READ_CHILD_FILES
    return f"peran {_roles(reader.roles & PERMISSIONS[wanted])}"


def _roles(roles: frozenset[Role]) -> str:
    return ", ".join(role_name(role) for role in Role if role in roles)
