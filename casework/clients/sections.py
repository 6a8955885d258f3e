"""The sections of the form that registers a client: guidance, cases, registers, guarantor, past."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casework.clients.draft import CaseDraft, Guarantor, RegisterEntry, Takeover
from casework.clients.model import Stage
from casework.clients.sheet import Sheet, rows

__all__ = [
    "GuidanceEntry",
    "IntakeLists",
    "cases",
    "guarantor",
    "guidance",
    "registers",
    "takeover",
]

_HIGHEST_SCORE, _DIGITS = 99, 2  # above every instrument's maximum
_STAGES = {str(stage): stage for stage in Stage}
# days of one case that lie in this order, where both are known
_ORDER = (
    ("offence_on", "verdict_on", "before-offence"),
    ("verdict_on", "expires_on", "before-verdict"),
    ("third_on", "half_on", "sentence-days-order"),
    ("half_on", "two_thirds_on", "sentence-days-order"),
    ("two_thirds_on", "expires_on", "sentence-days-order"),
    ("expires_on", "parole_expires_on", "sentence-days-order"),
)


@dataclass(frozen=True, slots=True)
class IntakeLists:
    """The closed lists that a choice must come from, and the office's day.

    `client_types` tells of each type whether it is a child's; `pks` are the ids of the
    officials to whom a client can be given, `posts` the branch offices (Pos Bapas).
    """

    client_types: Mapping[str, bool]
    offences: Container[str]
    pks: Container[str]
    today: date
    posts: Container[str] = ()
    register_patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuidanceEntry:
    """The section of the form about guidance; a day that is missing is today's, with a fault."""

    kind: str
    received: date
    since: date
    until: date | None
    stage: Stage
    origin: str | None
    post: str | None
    pk_id: str | None


def guidance(sheet: Sheet, known: IntakeLists) -> GuidanceEntry:
    """Read on what ground, from when and by whom the client is guided."""
    kind = sheet.choice("client_type", known.client_types, required=True)
    received = sheet.day("received_on", required=True, past=True)
    since = sheet.day("guidance_from", required=True)
    until = sheet.day("guidance_until")
    if until and since and until < since:
        sheet.fault("guidance_until", "before-start")
    elif until and received and until < received:
        sheet.fault("guidance_until", "before-received")
    return GuidanceEntry(
        kind,
        received or sheet.today,
        since or sheet.today,
        until,
        _STAGES.get(sheet.choice("stage", _STAGES), Stage.EARLY),
        sheet.line("origin", 200) or None,
        sheet.choice("post", known.posts) or None,
        sheet.choice("pk_id", known.pks) or None,
    )


def cases(sheet: Sheet, offences: Container[str]) -> Iterator[CaseDraft]:
    """Read the cases, one a numbered row; the first is required."""
    for n in sheet.rows("case") or [1]:
        at = f"case_{n}"
        chosen = [
            sheet.choice(f"{at}_offence_{m}", offences) for m in rows(sheet.values, f"{at}_offence")
        ]
        if not any(chosen) and not any(
            fault.field.startswith(f"{at}_offence_") for fault in sheet.faults
        ):
            sheet.fault(f"{at}_offence_1", "required")
        articles = sheet.line(f"{at}_articles", 300)
        verdict = sheet.line(f"{at}_verdict", 200) or None
        court = sheet.line(f"{at}_court", 160) or None
        sentence = sheet.line(f"{at}_sentence", 200) or None
        case = CaseDraft(
            offences=tuple(dict.fromkeys(code for code in chosen if code)),
            articles=articles,
            verdict=verdict,
            court=court,
            sentence=sentence,
            offence_on=sheet.day(f"{at}_offence_on", past=True),
            verdict_on=sheet.day(f"{at}_verdict_on", past=True),
            third_on=sheet.day(f"{at}_third_on"),
            half_on=sheet.day(f"{at}_half_on"),
            two_thirds_on=sheet.day(f"{at}_two_thirds_on"),
            expires_on=sheet.day(f"{at}_expires_on"),
            parole_expires_on=sheet.day(f"{at}_parole_expires_on"),
        )
        _check_days(sheet, at, case)
        yield case


def _check_days(sheet: Sheet, at: str, case: CaseDraft) -> None:
    for earlier, later, code in _ORDER:
        before, after = getattr(case, earlier), getattr(case, later)
        if before is not None and after is not None and after < before:
            sheet.fault(f"{at}_{later}", code)


def registers(sheet: Sheet) -> Iterator[RegisterEntry]:
    """Read the numbers under which registers know the client."""
    for n in sheet.rows("register"):
        kind = sheet.line(f"register_{n}_kind", 40, required=True)
        yield RegisterEntry(kind, sheet.line(f"register_{n}_number", 80, required=True))


def guarantor(sheet: Sheet) -> Guarantor | None:
    """Read who stands surety; who is said to be related must have a name."""
    relation = sheet.line("guarantor_relation", 80)
    phone = sheet.line("guarantor_phone", 40)
    name = sheet.person("guarantor_name", 300, required=bool(relation or phone))
    return Guarantor(name, relation, phone) if name else None


def takeover(sheet: Sheet) -> Takeover | None:
    """Read what an old list says of the client; None where the form has no such section."""
    if sheet.given("taken_over") != "ya":
        return None
    return Takeover(
        sheet.line("old_number", 80) or None,
        sheet.line("old_place", 200) or None,
        sheet.day("old_assessed_on", past=True),
        sheet.line("old_assessment_number", 120) or None,
        _score(sheet),
        sheet.line("old_assessment_band", 40) or None,
    )


def _score(sheet: Sheet) -> int | None:
    typed = sheet.given("old_assessment_score")
    if not typed:
        return None
    if (
        typed.isascii()
        and typed.isdigit()
        and len(typed) <= _DIGITS
        and int(typed) <= _HIGHEST_SCORE
    ):
        return int(typed)
    sheet.fault("old_assessment_score", "between", least=0, most=_HIGHEST_SCORE)
    return None
