"""Setting up an office, naming its officials, publishing the rules it works by."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.record import canonical
from casework import typed
from casework.actor import Actor, Role
from casework.audit import service as audit
from casework.clock import office_date
from casework.deposits import journal
from casework.deposits.parcel import Parcel, Rule, office_chain
from casework.errors import Fault, Invalid, NotFound
from casework.offices.model import Office, Official, RuleFile
from casework.offices.officials import OfficialDraft, amend, appoint
from casework.offices.profile import Profile

__all__ = [
    "OfficialDraft",
    "RuleSource",
    "amend",
    "appoint",
    "change_profile",
    "head",
    "office_of",
    "official",
    "officials",
    "only_office",
    "publish",
    "set_profile",
    "settings",
]

_PRINTED = ("name", "address", "contact", "city", "number_pattern", "litmas_pattern")


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A rule file about to be published: what it rules, its version and its bytes."""

    kind: str
    name: str
    version: str
    content: bytes
    suffix: str

    @property
    def file_name(self) -> str:
        """The name of the file in its bag."""
        return f"{self.name}-{self.version}.{self.suffix}"

    @property
    def sha256(self) -> str:
        """The digest by which records name this rule."""
        return hashlib.sha256(self.content).hexdigest()


def _not_on_paper(texts: Mapping[str, str]) -> list[Fault]:
    found = (typed.not_on_paper(text, field=field) for field, text in texts.items())
    return [fault for fault in found if fault is not None]


def set_profile(session: Session, actor: Actor, profile: Profile, *, at: datetime) -> Office:
    """Make `profile` the office's settings from now on and publish them as a rule file."""
    office = session.get(Office, profile.code)
    if office is None:
        office = Office(code=profile.code, profile=profile.as_dict())
        session.add(office)
    office.profile = profile.as_dict()
    session.flush()
    publish(
        session,
        actor,
        RuleSource("kantor", "profil", str(profile.version), canonical(profile.as_dict()), "json"),
        at=at,
    )
    return office


def change_profile(
    session: Session, actor: Actor, changes: Mapping[str, object], *, at: datetime
) -> Profile:
    """Change some of the office's settings; what is published is the whole of them, numbered anew.

    The code is a folder of the archive and stays. Nothing is published where nothing changed.
    """
    current = settings(session, actor.office)
    wanted = replace(
        Profile.from_dict({**current.as_dict(), **changes, "code": current.code}),
        version=current.version,
    )
    if wanted == current:
        return current
    printed = {name: str(getattr(wanted, name)) for name in _PRINTED}
    if faults := _not_on_paper(printed | {"letterhead": " ".join(wanted.letterhead)}):
        raise Invalid(*faults)
    changed = replace(wanted, version=current.version + 1)
    set_profile(session, actor, changed, at=at)
    audit.record(session, actor, "kantor.atur", f"kantor/{current.code}", at=at)
    return changed


def publish(session: Session, actor: Actor, source: RuleSource, *, at: datetime) -> Rule:
    """Seal a rule as a file, once; published again with the same bytes it is the same rule."""
    rule = Rule(source.kind, source.version, source.sha256)
    known = select(RuleFile.id).where(
        RuleFile.office == actor.office,
        RuleFile.kind == source.kind,
        RuleFile.name == source.name,
        RuleFile.sha256 == source.sha256,
    )
    if session.scalar(known) is not None:
        return rule
    profile = settings(session, actor.office)
    parcel = Parcel(
        "aturan",
        office_chain(actor, "aturan", office_date(at, profile.zone).year),
        profile.zone,
        {
            "jenis": source.kind,
            "nama": source.name,
            "versi": source.version,
            "sha256": source.sha256,
            "berkas": source.file_name,
        },
        files={source.file_name: source.content},
    )
    row = journal.enter(session, actor, parcel, at=at)
    session.add(
        RuleFile(
            id=row.id,
            office=actor.office,
            kind=source.kind,
            name=source.name,
            version=source.version,
            sha256=source.sha256,
            file_name=source.file_name,
            content=source.content,
            published_at=at,
        )
    )
    session.flush()
    return rule


def office_of(session: Session, code: str) -> Office:
    """Return the office; NotFound while it is not set up."""
    if (office := session.get(Office, code)) is None:
        raise NotFound(f"office {code}")
    return office


def settings(session: Session, code: str) -> Profile:
    """Return the office's present settings."""
    return office_of(session, code).settings


def only_office(session: Session) -> Office | None:
    """Return the office of this installation, None while it is not set up."""
    return session.scalars(select(Office).order_by(Office.code).limit(1)).one_or_none()


def officials(
    session: Session, office: str, role: Role | None = None, *, on: date | None = None
) -> list[Official]:
    """Return the office's officials by name: those who hold `role`, those in office on a day."""
    rows = session.scalars(
        select(Official).where(Official.office == office).order_by(Official.name)
    )
    return [
        row
        for row in rows
        if (role is None or role in row.role_set) and (on is None or _in_office(row, on))
    ]


def official(session: Session, office: str, official_id: str) -> Official:
    """Return one official of the office; NotFound for anybody else's."""
    row = session.get(Official, official_id)
    if row is None or row.office != office:
        raise NotFound(f"official {official_id}")
    return row


def head(session: Session, office: str, *, on: date) -> Official | None:
    """Return who heads the office on that day, the one who signs; None where nobody is named."""
    return next(iter(officials(session, office, Role.KABAPAS, on=on)), None)


def _in_office(row: Official, on: date) -> bool:
    return row.since <= on and (row.until is None or on <= row.until)
