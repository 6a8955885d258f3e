"""From what was typed about a client to a draft that can be registered, or every fault at once."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casework.clients import nik, rules
from casework.clients.draft import CaseDraft, ClientDraft, Guarantor, RegisterEntry
from casework.clients.model import Sex
from casework.clients.sheet import Sheet, rows
from casework.errors import Fault, Invalid

__all__ = ["Intake", "Known", "read", "rows"]

_ODD_AGES = range(8, 91)  # an age outside is possible, but more often a slip of the pen
_MOST_ALIASES = 10
_SEXES = {"L": Sex.MALE, "P": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class Known:
    """The closed lists that a choice must come from, and the office's day.

    `client_types` tells of each type whether it is a child's; `pks` are the ids of the
    officials to whom a client can be given.
    """

    client_types: Mapping[str, bool]
    offences: Container[str]
    pks: Container[str]
    today: date


@dataclass(frozen=True, slots=True)
class Intake:
    """A draft fit to be registered, and what in it is odd enough to be asked about first."""

    draft: ClientDraft
    warnings: tuple[Fault, ...]


def read(values: Mapping[str, str], known: Known) -> Intake:
    """Return the draft that was typed; raises Invalid with every fault, in the form's order.

    Cases and registers come in numbered rows: `case_1_offence_1`, `case_1_articles`,
    `register_1_kind`, `register_1_number`. A row in which nothing is written is no row.
    """
    sheet = Sheet(values, known.today)
    name = sheet.line("name", 300, required=True)
    bin_binti = sheet.line("bin_binti", 300) or None
    aliases = _aliases(sheet)
    number = _nik(sheet)
    birth_place = sheet.line("birth_place", 120) or None
    born = sheet.day("birth_date", required=True, past=True)
    sex = _SEXES.get(sheet.choice("sex", _SEXES, required=True))
    religion = sheet.line("religion", 40) or None
    education = sheet.line("education", 80) or None
    occupation = sheet.line("occupation", 120) or None
    marital_status = sheet.line("marital_status", 40) or None
    address = sheet.text("address", 1_000) or None
    marks = sheet.text("marks", 1_000) or None
    cases = tuple(_cases(sheet, known))
    guidance = _guidance(sheet, known)
    registers = tuple(_registers(sheet))
    guarantor = _guarantor(sheet)
    _check_order(sheet, born, guidance, cases)
    if sheet.faults or born is None or sex is None:
        raise Invalid(*sheet.faults)
    draft = ClientDraft(
        name=name,
        bin_binti=bin_binti,
        aliases=aliases,
        nik=number,
        birth_place=birth_place,
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
        child=rules.is_child(
            born,
            [guidance.received, *(case.verdict_on for case in cases if case.verdict_on)],
            child_type=known.client_types[guidance.kind],
        ),
        received_on=guidance.received,
        guidance_from=guidance.since,
        guidance_until=guidance.until,
        origin=guidance.origin,
        pk_id=guidance.pk_id,
        registers=registers,
        guarantor=guarantor,
    )
    return Intake(draft, tuple(_warnings(draft, known)))


@dataclass(frozen=True, slots=True)
class _Guidance:
    """The section of the form about guidance; a day that is missing is today's, with a fault."""

    kind: str
    received: date
    since: date
    until: date | None
    origin: str | None
    pk_id: str | None


def _guidance(sheet: Sheet, known: Known) -> _Guidance:
    kind = sheet.choice("client_type", known.client_types, required=True)
    received = sheet.day("received_on", required=True, past=True)
    since = sheet.day("guidance_from", required=True)
    until = sheet.day("guidance_until")
    origin = sheet.line("origin", 200) or None
    pk_id = sheet.choice("pk_id", known.pks) or None
    if until and since and until < since:
        sheet.fault("guidance_until", "before-start")
    elif until and received and until < received:
        sheet.fault("guidance_until", "before-received")
    return _Guidance(kind, received or sheet.today, since or sheet.today, until, origin, pk_id)


def _aliases(sheet: Sheet) -> tuple[str, ...]:
    names = [one.strip() for one in sheet.line("aliases", 600).split(",")]
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


def _cases(sheet: Sheet, known: Known) -> Iterator[CaseDraft]:
    for n in sheet.rows("case") or [1]:
        at = f"case_{n}"
        chosen = [
            sheet.choice(f"{at}_offence_{m}", known.offences)
            for m in rows(sheet.values, f"{at}_offence")
        ]
        if not any(chosen) and not any(
            fault.field.startswith(f"{at}_offence") for fault in sheet.faults
        ):
            sheet.fault(f"{at}_offence_1", "required")
        articles = sheet.line(f"{at}_articles", 300)
        verdict = sheet.line(f"{at}_verdict", 200) or None
        verdict_on = sheet.day(f"{at}_verdict_on", past=True)
        court = sheet.line(f"{at}_court", 160) or None
        sentence = sheet.line(f"{at}_sentence", 200) or None
        expires_on = sheet.day(f"{at}_expires_on")
        if verdict_on and expires_on and expires_on < verdict_on:
            sheet.fault(f"{at}_expires_on", "before-verdict")
        yield CaseDraft(
            offences=tuple(dict.fromkeys(code for code in chosen if code)),
            articles=articles,
            verdict=verdict,
            court=court,
            sentence=sentence,
            verdict_on=verdict_on,
            expires_on=expires_on,
        )


def _registers(sheet: Sheet) -> Iterator[RegisterEntry]:
    for n in sheet.rows("register"):
        kind = sheet.line(f"register_{n}_kind", 40, required=True)
        yield RegisterEntry(kind, sheet.line(f"register_{n}_number", 80, required=True))


def _guarantor(sheet: Sheet) -> Guarantor | None:
    relation = sheet.line("guarantor_relation", 80)
    phone = sheet.line("guarantor_phone", 40)
    name = sheet.line("guarantor_name", 300, required=bool(relation or phone))
    return Guarantor(name, relation, phone) if name else None


def _check_order(
    sheet: Sheet, born: date | None, guidance: _Guidance, cases: tuple[CaseDraft, ...]
) -> None:
    if born is None:
        return
    verdicts = [case.verdict_on for case in cases if case.verdict_on]
    if any(day <= born for day in (guidance.received, guidance.since, *verdicts)):
        sheet.fault("birth_date", "born-too-late")


def _warnings(draft: ClientDraft, known: Known) -> Iterator[Fault]:
    if draft.nik:
        yield from nik.contradictions(draft.nik, draft.birth_date, draft.sex, "nik")
    age = rules.age(draft.birth_date, draft.received_on)
    if age not in _ODD_AGES:
        yield Fault("birth_date", "age-odd", {"age": age})
    if draft.child and not known.client_types[draft.client_type]:
        yield Fault("client_type", "child-under-adult-type", {"age": age})
    if draft.guidance_until and draft.guidance_until < known.today:
        yield Fault("guidance_until", "guidance-over")
