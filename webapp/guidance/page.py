"""The page of a client's guidance: whether the client can be assessed today, by when, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import history, sheet
from casework.assessments.history import Due
from casework.assessments.model import Assessment
from casework.clients import guidance
from casework.clients.guidance import Past
from casework.clients.model import Client, GuidanceStatus
from casework.db.base import new_id
from casework.instruments import catalogue
from casework.instruments.form import Instrument
from casework.offices import service as offices
from casework.users.permissions import Permission, permits
from webapp.client_file import past as client_past
from webapp.client_file.audience import Audience, audience_of
from webapp.client_file.head import ClientHead, Tab
from webapp.client_file.page import why
from webapp.client_file.past import PkRow
from webapp.client_file.tabs import brief_head, tabs
from webapp.guidance import form as guidance_form
from webapp.guidance.form import StepForm
from webapp.guidance.words import past_words
from webapp.words.formatting import day, day_and_clock, remaining, today
from webapp.words.people import STATUSES, standing

__all__ = ["Condition", "GuidancePage", "PastRow", "guidance_page", "rival"]

_HINDERS = frozenset({"tidak", "berakhir"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of SP-0: met, in the way, or only to be known; with a link where it helps."""

    state: str  # ja, tidak, berakhir, periksa
    title: str
    text: str
    link: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PastRow:
    """One change of the guidance as the history shows it."""

    effective: str
    words: str
    detail: str
    reason: str
    entered: str
    who: str
    struck: bool
    strikes: bool


@dataclass(frozen=True, slots=True)
class GuidancePage:
    """Everything the page shows; `mark` is the state that its forms are made from."""

    head: ClientHead
    tabs: list[Tab]
    opens: bool
    verdict: str
    conditions: list[Condition]
    due: Due | None
    clock: str
    why: str
    past: list[PastRow]
    forms: list[StepForm]
    strikes: PastRow | None
    changes: bool
    handed_over: bool
    mark: str
    key: str
    pks: list[PkRow]
    audience: Audience


def guidance_page(session: Session, actor: Actor, client: Client) -> GuidancePage:
    """Put the page together; the reader's right to the file was asked before."""
    past = guidance.history(session, client)
    draft = history.open_assessment(session, client.id)
    profile = offices.settings(session, client.office)
    forms = catalogue.in_force(session, profile, sheet.audience_of(client), on=today())
    conditions = [*_conditions(actor, client, past, draft), _instrument(forms)]
    last = history.latest(session, [client.id]).get(client.id)
    due = history.due(client, last, profile)
    rows = [_past_row(one) for one in past]
    standing = guidance.standing(past)
    opens = not any(one.state in _HINDERS for one in conditions)
    return GuidancePage(
        head=brief_head(session, client),
        tabs=tabs(client),
        opens=opens,
        verdict=_verdict(actor, conditions, opens=opens),
        conditions=conditions,
        due=due,
        clock=_clock(client, due, unknown=history.unknown(client, last)),
        why=why(due) if due else "",
        past=rows[::-1],
        forms=guidance_form.forms(client),
        strikes=_past_row(standing[-1]) if len(standing) > 1 else None,
        changes=guidance.may_change(actor, client),
        handed_over=guidance.handed_over(client),
        mark=past[-1].change.id,
        key=new_id(),
        pks=client_past.pk_rows(session, client),
        audience=audience_of(session, actor, client),
    )


def _verdict(actor: Actor, conditions: list[Condition], *, opens: bool) -> str:
    if opens:
        mine = permits(actor, Permission.ASSESS)
        return "Ya. Anda dapat membuka asesmen." if mine else "Ya. Asesor dapat membuka asesmen."
    first = next(one for one in conditions if one.state in _HINDERS)
    word = "Tidak" if first.state == "berakhir" else "Belum"
    return f"{word}: {first.title[0].lower()}{first.title[1:]}."


def _conditions(
    actor: Actor, client: Client, past: tuple[Past, ...], draft: Assessment | None
) -> Iterator[Condition]:
    opened = day(client.registered_at)
    yield Condition("ja", "Terdaftar", f"berkas {client.number}, dibuka {opened}")
    yield _guided(client, past)
    if client.guidance_until is not None and client.guidance_until < today():
        text = f"sampai {day(client.guidance_until)}; akhiri pembimbingan atau ubah masanya"
        yield Condition("periksa", "Masa bimbingan sudah lewat", text)
    yield _free(actor, client, draft)


def _guided(client: Client, past: tuple[Past, ...]) -> Condition:
    since = day(client.guidance_status_on)
    if client.guidance_status is GuidanceStatus.RUNNING:
        text = f"sejak {day(client.guidance_from)}, diterima {day(client.received_on)}"
        return Condition("ja", "Dalam pembimbingan", text)
    last = guidance.standing(past)[-1].change
    text = f"sejak {since}{', ' if last.reason else ''}{last.reason}"
    paused = client.guidance_status is GuidanceStatus.SUSPENDED
    title = standing(client.guidance_status).capitalize()
    return Condition("tidak" if paused else "berakhir", title, text)


def _free(actor: Actor, client: Client, draft: Assessment | None) -> Condition:
    if draft is None:
        return Condition("ja", "Tidak ada asesmen yang terbuka", "")
    running = client.guidance_status is GuidanceStatus.RUNNING
    text = "lanjutkan asesmen itu lebih dulu" if running else "lanjutkan nanti, atau batalkan"
    title = f"Asesmen {draft.ordinal} belum terbit"
    if not permits(actor, Permission.READ_ASSESSMENTS):
        return Condition("tidak", title, text)
    url = url_for("assessments.overview", number=client.number, ordinal=draft.ordinal)
    return Condition("tidak", title, text, f"Lihat asesmen {draft.ordinal}", url)


def _instrument(forms: Sequence[Instrument]) -> Condition:
    if not forms:
        text = (
            "semua instrumen bagi klien seperti ini sudah dicabut; administrator dapat memasangnya"
        )
        return Condition("tidak", "Tidak ada instrumen yang berlaku", text)
    return Condition("ja", "Instrumen tersedia", " dan ".join(form.title for form in forms))


def _clock(client: Client, due: Due | None, *, unknown: bool) -> str:
    """Say by when, in the words of M38 and M39."""
    if unknown:
        return (
            "Belum diketahui: daftar lama kantor tidak menyebut tanggal asesmen terakhir. "
            "Tidak dihitung terlambat."
        )
    if due is None:
        return f"Tidak ada jam yang berjalan: {standing(client.guidance_status)}."
    left = (due.on - today()).days
    if left < 0:
        return (
            f"{remaining(due.on).capitalize()}, sejak {day(due.on)}. "
            "Tetap dapat dilanjutkan; alasan dapat dicatat."
        )
    return f"Batas waktu {day(due.on)}, {remaining(due.on)}."


def _past_row(one: Past) -> PastRow:
    row = one.change
    return PastRow(
        effective=day(row.effective_on),
        words=past_words(row.step, row.status),
        detail=_detail(one),
        reason=row.reason,
        entered=day_and_clock(row.entered_at),
        who=row.entered_by.partition(",")[0],
        struck=one.struck_by is not None,
        strikes=row.strikes is not None,
    )


def _detail(one: Past) -> str:
    row = one.change
    until = f"sampai {day(row.until)}" if row.until else "tanpa batas akhir"
    parts = {
        "buka": f"tahap {row.stage}, {until}",
        "terima-lagi": f"mulai {day(row.since)}, {until}",
        "tahap": f"menjadi tahap {row.stage}",
        "masa": until,
        "limpahkan": f"ke {row.destination}",
        "coret": f"berlaku lagi: {STATUSES[row.status].lower()}, tahap {row.stage}, {until}",
    }
    return parts.get(row.step, "")


def rival(session: Session, client: Client) -> PastRow:
    """Return the newest change: what somebody else did while the form was being filled in."""
    return _past_row(guidance.history(session, client)[-1])
