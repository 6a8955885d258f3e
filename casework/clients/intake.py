"""From what was typed about a client to a draft that can be registered, or every fault at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casework.clients import nik, registers, rules, sections
from casework.clients.draft import CaseDraft, ClientDraft
from casework.clients.model import Sex
from casework.clients.sections import GuidanceEntry, IntakeLists
from casework.clients.sheet import Sheet, rows
from casework.errors import Fault, Invalid

__all__ = ["Intake", "IntakeLists", "days_of", "read", "rows"]

_ODD_AGES = range(8, 91)  # an age outside is possible, but more often a slip of the pen
_MOST_ALIASES = 10
_SEXES = {"L": Sex.MALE, "P": Sex.FEMALE}
_AUDIENCES = {"anak": True, "dewasa": False}


@dataclass(frozen=True, slots=True)
class Intake:
    """A draft fit to be registered, and what in it is odd enough to be asked about first."""

    draft: ClientDraft
    warnings: tuple[Fault, ...]


def read(values: Mapping[str, str], known: IntakeLists) -> Intake:
    """Return the draft that was typed; raises Invalid with every fault, in the form's order.

    Cases and registers come in numbered rows: `case_1_offence_1`, `case_1_articles`,
    `register_1_kind`, `register_1_number`. A row in which nothing is written is no row.
    """
    sheet = Sheet(values, known.today)
    name = sheet.person("name", 300, required=True)
    bin_binti = sheet.person("bin_binti", 300) or None
    aliases = _aliases(sheet)
    number = _nik(sheet)
    birth_place = sheet.line("birth_place", 120) or None
    ethnicity = sheet.line("ethnicity", 80) or None
    nationality = sheet.line("nationality", 80) or None
    born = sheet.day("birth_date", required=True, past=True)
    sex = _SEXES.get(sheet.choice("sex", _SEXES, required=True))
    religion = sheet.line("religion", 40) or None
    education = sheet.line("education", 80) or None
    occupation = sheet.line("occupation", 120) or None
    marital_status = sheet.line("marital_status", 40) or None
    address = sheet.text("address", 1_000) or None
    marks = sheet.text("marks", 1_000) or None
    cases = tuple(sections.cases(sheet, known.offences))
    guidance = sections.guidance(sheet, known)
    registers = tuple(sections.registers(sheet))
    guarantor = sections.guarantor(sheet)
    takeover = sections.takeover(sheet)
    _check_order(sheet, born, guidance, cases)
    child, child_reason = _audience(sheet, born, guidance, cases, known)
    if sheet.faults or born is None or sex is None:
        raise Invalid(*sheet.faults)
    draft = ClientDraft(
        name=name,
        bin_binti=bin_binti,
        aliases=aliases,
        nik=number,
        birth_place=birth_place,
        ethnicity=ethnicity,
        nationality=nationality,
        birth_date=born,
        sex=sex,
        religion=religion,
        education=education,
        occupation=occupation,
        marital_status=marital_status,
        address=address,
        marks=marks,
        cases=cases,
        client_type=guidance.kind,
        child=child,
        child_reason=child_reason,
        received_on=guidance.received,
        guidance_from=guidance.since,
        guidance_until=guidance.until,
        origin=guidance.origin,
        post=guidance.post,
        stage=guidance.stage,
        pk_id=guidance.pk_id,
        registers=registers,
        guarantor=guarantor,
        takeover=takeover,
    )
    return Intake(draft, tuple(_warnings(draft, known)))


def _audience(
    sheet: Sheet,
    born: date | None,
    guidance: GuidanceEntry,
    cases: tuple[CaseDraft, ...],
    known: IntakeLists,
) -> tuple[bool, str | None]:
    """Return whether the file is a child's, and the reason where the officer says otherwise."""
    reason = sheet.line("child_reason", 300) or None
    told = sheet.choice("child_override", _AUDIENCES)
    if born is None or not guidance.kind:
        return False, reason
    derived = rules.is_child(
        born, days_of(guidance.received, cases), child_type=known.client_types[guidance.kind]
    )
    if not told or _AUDIENCES[told] is derived:
        return derived, None
    if reason is None:
        sheet.fault("child_reason", "required")
    return _AUDIENCES[told], reason


def days_of(received: date, cases: Iterable[CaseDraft]) -> list[date]:
    """Return the days of the case on which the client's age matters, as far as they are known."""
    days = [received]
    for case in cases:
        days += [day for day in (case.offence_on, case.verdict_on) if day is not None]
    return days


def _aliases(sheet: Sheet) -> tuple[str, ...]:
    names = [one.strip() for one in sheet.person("aliases", 600).split(",")]
    if len(names) > _MOST_ALIASES:
        sheet.fault("aliases", "too-many-rows", most=_MOST_ALIASES)
    return tuple(dict.fromkeys(name for name in names if name))


def _nik(sheet: Sheet) -> str | None:
    if not sheet.given("nik"):
        return None
    found = nik.read(sheet.given("nik"), "nik")
    if isinstance(found, Fault):
        sheet.faults.append(found)
        return None
    return found


def _check_order(
    sheet: Sheet, born: date | None, guidance: GuidanceEntry, cases: tuple[CaseDraft, ...]
) -> None:
    if born is None:
        return
    if any(day <= born for day in (guidance.since, *days_of(guidance.received, cases))):
        sheet.fault("birth_date", "born-too-late")


def _warnings(draft: ClientDraft, known: IntakeLists) -> Iterator[Fault]:
    if draft.nik:
        yield from nik.contradictions(draft.nik, draft.birth_date, draft.sex, "nik")
    age = rules.age(draft.birth_date, draft.received_on)
    if age not in _ODD_AGES:
        yield Fault("birth_date", "age-odd", {"age": age})
    if draft.child and not known.client_types[draft.client_type]:
        yield Fault("client_type", "child-under-adult-type", {"age": age})
    yield from registers.deviations(draft.registers, known.register_patterns)
    if draft.guidance_until and draft.guidance_until < known.today:
        yield Fault("guidance_until", "guidance-over")
