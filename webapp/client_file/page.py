"""What the page of a client's file shows, put together from the slices."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.assessments import dropping, history
from casework.assessments.history import Due, DueKind, Measured
from casework.assessments.model import Assessment, Result
from casework.clients.model import Client, GuidanceStatus
from casework.documents import signed
from casework.offices import service as offices
from casework.physical import service as physical
from casework.users.permissions import Permission, permits
from webapp.client_file import past as client_past
from webapp.client_file.head import ClientHead, Tab
from webapp.client_file.past import Reference
from webapp.client_file.registered import guidance_facts
from webapp.client_file.tabs import brief_head, tabs
from webapp.client_file.timeline_view import Asked, Timeline, timeline_of
from webapp.pieces.charts import RiskChart, risk_chart
from webapp.words.formatting import day, remaining
from webapp.words.marks import BANDS
from webapp.words.people import standing

__all__ = ["Change", "FilePage", "NextStep", "file_page", "why"]


@dataclass(frozen=True, slots=True)
class Change:
    """How a band moved since the last result: an icon (or none) and the words."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next, and the document whose page has the form for it."""

    text: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class FilePage:
    """Everything the page shows."""

    head: ClientHead
    last: Result | None
    risk_change: Change | None
    needs_change: Change | None
    due: Due | None
    why: str
    unknown: bool
    timeline: Timeline
    folder: str | None
    old_place: bool
    loose: int
    next_step: NextStep
    chart: RiskChart | None
    guidance: list[tuple[str, str]]
    old: list[tuple[str, str]]
    old_risk: str
    references: list[Reference]
    former: list[str]
    draft: int | None
    dropped: list[int]
    opens: bool
    tabs: list[Tab]


def file_page(session: Session, actor: Actor, client: Client, asked: Asked) -> FilePage:
    """Put the page together; the reader's right to the file was asked before."""
    places = physical.places(session, client)
    unsigned = signed.unsigned(session, client.office, client.number)
    results = history.measured(session, client.id)
    last = results[-1].result if results else None
    due = history.due(client, last, offices.settings(session, client.office))
    draft = history.open_assessment(session, client.id)
    unknown = history.unknown(client, last)
    return FilePage(
        head=brief_head(session, client),
        last=last,
        risk_change=_risk_change(results),
        needs_change=_needs_change(results),
        due=due,
        why=_reason(client, due),
        unknown=unknown,
        timeline=timeline_of(session, client, places, asked),
        folder=places.folder or client.old_place,
        old_place=places.folder is None and client.old_place is not None,
        loose=len(unsigned),
        next_step=_next_step(client, draft, unsigned, places.folder or client.old_place, due),
        chart=risk_chart(results),
        guidance=guidance_facts(client),
        old=client_past.takeover(client),
        old_risk=client_past.old_assessment(client) if last is None else "",
        references=client_past.references(session, actor, client),
        former=client_past.former_names(client),
        draft=draft.ordinal if draft else None,
        dropped=[one.ordinal for one in dropping.dropped(session, client)],
        opens=_opens(actor, client, draft),
        tabs=tabs(client),
    )


def why(due: Due) -> str:
    """Say from which day a due day is counted and on what it rests (M40)."""
    if due.kind is DueKind.FIRST:
        return (
            f"{due.span} hari kalender sejak klien diterima {day(due.since)}. "
            "Jeda: tidak ada. Dasar: Standar Pelayanan."
        )
    return (
        f"{due.span} bulan sejak asesmen terakhir selesai {day(due.since)}, atau lebih cepat bila "
        "ada informasi baru yang sah. Dasar: Standar Pelayanan."
    )


def _reason(client: Client, due: Due | None) -> str:
    if due is None:
        return ""
    old = client.taken_over and due.on == client.old_next_due
    return f"{why(due)} Tanggal asesmen terakhir dari daftar lama kantor." if old else why(due)


def _opens(actor: Actor, client: Client, draft: Assessment | None) -> bool:
    """Tell whether the reader could open an assessment now; the verb itself decides (SP-0)."""
    running = client.guidance_status is GuidanceStatus.RUNNING
    return running and draft is None and permits(actor, Permission.ASSESS)


def _risk_change(results: Sequence[Measured]) -> Change | None:
    if len(results) < 2:  # noqa: PLR2004  (a change needs two)
        return None
    was, now = results[-2].result, results[-1].result
    return _change(was.risk_band, was.risk_score, now.risk_band, now.risk_score)


def _needs_change(results: Sequence[Measured]) -> Change | None:
    measured = [one.result for one in results if one.result.needs_band]
    if len(measured) < 2 or measured[-1] is not results[-1].result:  # noqa: PLR2004
        return None
    was, now = measured[-2], measured[-1]
    return _change(
        was.needs_band or "", was.needs_score or 0, now.needs_band or "", now.needs_score or 0
    )


def _change(was_band: str, was: int, now_band: str, now: int) -> Change:
    word = BANDS[was_band].word
    if was == now:
        return Change("", f"tetap, {word} {was}")
    if was_band == now_band:
        return Change("", f"tetap {word}, dari {was}")
    return (
        Change("rise", f"naik dari {word} {was}")
        if now > was
        else Change("fall", f"turun dari {word} {was}")
    )


def _next_step(
    client: Client,
    draft: Assessment | None,
    unsigned: Sequence[int | None],
    folder: str | None,
    due: Due | None,
) -> NextStep:
    if draft is not None:
        return NextStep(_draft_step(client, draft))
    if sealed := next((one for one in unsigned if one is not None), None):
        number = f"{sealed:04}"
        return NextStep(
            f"cetak dan tanda tangani dokumen {number}, lalu unggah pindaiannya.", number
        )
    if due is None:
        return NextStep(_without_clock(client))
    if due.kind is DueKind.AGAIN and folder is None:
        return NextStep("catat tempat map kertas klien ini.")
    return NextStep(_assess(due))


def _draft_step(client: Client, draft: Assessment) -> str:
    if client.guidance_status is GuidanceStatus.RUNNING or draft.number is not None:
        return f"lanjutkan asesmen {draft.ordinal}."
    since = day(client.guidance_status_on)
    return (
        f"lihat draf asesmen {draft.ordinal}; {standing(client.guidance_status)} sejak {since}, "
        "jadi draf itu tidak dapat diterbitkan."
    )


def _without_clock(client: Client) -> str:
    if client.guidance_status is GuidanceStatus.RUNNING:
        return (
            "cari tanggal asesmen terakhir klien ini di map lamanya, atau buka asesmen; "
            "daftar lama tidak menyebutkannya."
        )
    since = day(client.guidance_status_on)
    return f"tidak ada; {standing(client.guidance_status)} sejak {since}."


def _assess(due: Due) -> str:
    by = f"{day(due.on)} ({remaining(due.on)})"
    if due.kind is DueKind.FIRST:
        return f"buka asesmen awal, paling lambat {by}."
    return f"asesmen lanjutan, paling lambat {by}."
