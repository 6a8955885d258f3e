"""Bringing an office's own edition into use, and taking one out of it, each from a day on.

What is published is sealed as a rule and stays readable for ever; when it is used for new
assessments stands in the office's settings. Assessments that are open keep their edition.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.audit import service as audit
from casework.clock import office_date
from casework.errors import Fault, Invalid, Refusal
from casework.instruments import catalogue
from casework.instruments.catalogue import Listed
from casework.instruments.fitting import read_fitting
from casework.instruments.form import Edition, Instrument, Measures
from casework.instruments.shipped import UnknownInstrument
from casework.instruments.toml import BadFile
from casework.offices import service as offices
from casework.offices.profile import InstrumentTerm, Profile
from casework.offices.service import RuleSource

__all__ = ["NotInUse", "VersionTaken", "examine", "publish", "retire"]


class VersionTaken(Refusal):
    """Another file is published under this code and version; what is published never changes."""

    def __init__(self, code: str, version: str) -> None:
        super().__init__(f"{code} {version}")
        self.code = code
        self.version = version


class NotInUse(Refusal):
    """This edition is not in use, so that it cannot be retired."""

    def __init__(self, code: str, version: str) -> None:
        super().__init__(f"{code} {version}")
        self.code = code
        self.version = version


def examine(session: Session, profile: Profile, file: str, content: bytes) -> Edition:
    """Return the edition in a file if the office could publish it.

    BadFile names what cannot be; VersionTaken where its version is published with other bytes.
    """
    edition = read_fitting(file, content)
    known = [one.edition for one in catalogue.listed(session, profile)]
    for one in known:
        same = (one.code, one.version) == (edition.code, edition.version)
        if same and one.sha256 != edition.sha256:
            raise VersionTaken(edition.code, edition.version)
    several = len(edition.forms) > 1
    for form in edition.forms:
        place = f"forms[{form.code}]." if several else ""
        _check_owner(file, f"{place}code", form, edition, known)
        _check_gate(file, f"{place}gate.opens", form, [*known, edition])
    return edition


def _check_owner(
    file: str, key: str, form: Instrument, edition: Edition, known: Iterable[Edition]
) -> None:
    for other in known:
        if other.code != edition.code and form.code in {one.code for one in other.forms}:
            raise BadFile(file, key, f"{form.code!r} is a form of the instrument {other.code!r}")


def _check_gate(file: str, key: str, form: Instrument, known: Iterable[Edition]) -> None:
    if form.gate is None:
        return
    found = [one for edition in known for one in edition.forms if one.code == form.gate.opens]
    fitting = [
        one
        for one in found
        if one.measures is Measures.NEEDS and one.audience is form.audience and one.gate is None
    ]
    if not fitting:
        reason = "is no form for needs of the same people" if found else "is a form nobody has"
        raise BadFile(file, key, f"{form.gate.opens!r} {reason}")


def publish(
    session: Session, actor: Actor, file: str, content: bytes, *, since: date, at: datetime
) -> Edition:
    """Seal the edition in a file and use it for new assessments from that day on.

    Published again with the same bytes it only gets its day: one that was retired comes back,
    one whose day is still ahead gets another.
    """
    profile = offices.settings(session, actor.office)
    edition = examine(session, profile, file, content)
    if since < office_date(at, profile.zone):
        raise Invalid(Fault("since", "date-past"))
    source = RuleSource(catalogue.KIND, edition.code, edition.version, content, "toml")
    offices.publish(session, actor, source, at=at)
    term = InstrumentTerm(edition.code, edition.version, since.isoformat())
    _keep(session, actor, term, "instrumen.terbit", at=at)
    return edition


def retire(
    session: Session, actor: Actor, code: str, version: str, *, until: date, at: datetime
) -> Edition:
    """Use an edition for no new assessment from that day on.

    NotInUse where it is used no longer, or was never.
    """
    profile = offices.settings(session, actor.office)
    today = office_date(at, profile.zone)
    if until < today:
        raise Invalid(Fault("until", "date-past"))
    one = _listed(session, profile, code, version)
    if one.since is None or (one.until is not None and one.until <= today):
        raise NotInUse(code, version)
    if until <= one.since:
        raise Invalid(Fault("until", "before-start"))
    term = InstrumentTerm(code, version, one.since.isoformat(), until.isoformat())
    _keep(session, actor, term, "instrumen.pensiun", at=at)
    return one.edition


def _listed(session: Session, profile: Profile, code: str, version: str) -> Listed:
    for one in catalogue.listed(session, profile):
        if (one.edition.code, one.edition.version) == (code, version):
            return one
    raise UnknownInstrument(code, version)


def _keep(session: Session, actor: Actor, term: InstrumentTerm, what: str, *, at: datetime) -> None:
    profile = offices.settings(session, actor.office)
    others = [
        one
        for one in profile.instrument_terms
        if (one.code, one.version) != (term.code, term.version)
    ]
    terms = [asdict(one) for one in (*others, term)]
    offices.change_profile(session, actor, {"instrument_terms": terms}, at=at)
    audit.record(session, actor, what, f"instrumen/{term.code}/{term.version}", at=at)
