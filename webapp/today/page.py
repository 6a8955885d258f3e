"""What the first page shows: what waits for this person, by urgency, and where work was left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.assessments import due, queries
from casework.assessments.model import AssessmentState
from casework.assessments.queries import UnderWay
from casework.assessments.sheet import lay_out
from casework.litmas import queries as litmas
from casework.users.permissions import Permission, permits
from webapp.assessments import filling
from webapp.assessments.standing import hindrance
from webapp.backup.page import BackupNow, backup_now
from webapp.guidance import assigning as assigning_page
from webapp.litmas.waiting import ResultCard, result_cards
from webapp.office.setup_steps import Preparation, preparation
from webapp.today import tasks as today_tasks
from webapp.today.office_facts import office_facts
from webapp.today.tasks import Group
from webapp.words.children import left_out
from webapp.words.formatting import number, today
from webapp.words.people import standing

__all__ = ["Draft", "Resume", "Today", "today_page"]

_RESULTS = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of one's own and how far it is."""

    number: str
    name: str
    ordinal: int
    done: int
    total: int
    url: str
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """Where this person was last: the draft, the place in it, and when it was saved."""

    draft: Draft
    place: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the page shows; `chosen` is the one group that is shown in full."""

    waiting: int
    heading: str
    left_out: str
    title: str
    groups: tuple[Group, ...]
    chosen: Group | None
    resume: Resume | None
    drafts: tuple[Draft, ...]
    results: tuple[ResultCard, ...]
    results_total: int
    nearest: date | None
    orphans: int
    facts: tuple[tuple[str, str], ...]
    backup: BackupNow | None
    setup: Preparation | None

    @property
    def empty(self) -> bool:
        """True where nothing at all is on the list."""
        return not any(group.total for group in self.groups if group.here)


def today_page(session: Session, actor: Actor, chosen: str = "") -> Today:
    """Put the page together; `chosen` names a group that is wanted whole."""
    reads = permits(actor, Permission.READ_ASSESSMENTS) or permits(actor, Permission.ASSIGN_PK)
    own = queries.own(session, actor) if permits(actor, Permission.ASSESS) else []
    makes = permits(actor, Permission.COMPILE_LITMAS)
    results_total = litmas.count_new_results(session, actor) if makes else 0
    groups = today_tasks.groups(session, actor, own, today(), chosen) if reads else ()
    drafts = [one for one in own if one.assessment.state is AssessmentState.DRAFT]
    works = actor.holds(Role.ASESOR, Role.PK)
    pressing = sum(group.total for group in groups[:2]) if works else 0
    idle = reads and not any(group.total for group in groups if group.here)
    lines = tuple(_draft(session, one) for one in drafts)
    going = next((pair for pair in zip(drafts, lines, strict=True) if not pair[1].stopped), None)
    setup = _setup(session, actor)
    orphans = assigning_page.waiting(session, actor) if actor.holds(Role.KASI) else 0
    backup = backup_now() if permits(actor, Permission.MANAGE_BACKUP) else None
    others = len(backup.alarms if backup else ()) + (len(setup.open) if setup else 0)
    waiting = pressing + orphans + results_total + others
    return Today(
        waiting=waiting,
        heading=_of_office(groups, orphans, waiting - orphans)
        if groups and not works
        else _of_reader(waiting),
        left_out=left_out(actor, own=works) if groups else "",
        title="Pekerjaan saya" if works else "Tenggat asesmen kantor ini",
        groups=groups,
        chosen=next((group for group in groups if _is(group, chosen)), None),
        resume=_resume(session, *going) if going else None,
        drafts=lines,
        results=tuple(result_cards(litmas.new_results(session, actor, most=_RESULTS)))
        if makes
        else (),
        results_total=results_total,
        nearest=due.next_due_day(session, actor) if idle else None,
        orphans=orphans,
        facts=office_facts(session, actor) if permits(actor, Permission.MANAGE_OFFICE) else (),
        backup=backup,
        setup=setup,
    )


def _of_reader(waiting: int) -> str:
    return f"{number(waiting)} hal menunggu Anda" if waiting else "Tidak ada yang menunggu Anda"


def _of_office(groups: Sequence[Group], orphans: int, others: int) -> str:
    """Say first what the office's list below begins with, for who has none of one's own."""
    late, now_due = groups[0].total, groups[1].total
    told = [
        f"{number(count)} {words}"
        for count, words in (
            (orphans, "klien menunggu PK"),
            (late, "asesmen terlambat"),
            (0 if late else now_due, "asesmen jatuh tempo hari ini"),
            (others, "hal lain menunggu Anda"),
        )
        if count
    ]
    return ", ".join(told) or "Tidak ada asesmen yang terlambat"


def _is(group: Group, chosen: str) -> bool:
    return group.slug == chosen and group.total > 0 and group.here


def _setup(session: Session, actor: Actor) -> Preparation | None:
    """Return how far the office is furnished, while something is left to do."""
    if not permits(actor, Permission.MANAGE_OFFICE):
        return None
    found = preparation(session, actor)
    return found if found.open or found.skipped else None


def _draft(session: Session, one: UnderWay) -> Draft:
    sheet = lay_out(session, one.client, one.assessment)
    part, item = today_tasks.last_place(one.assessment.last_place)
    address = today_tasks.page_url(
        "filling.show", number=one.client.number, ordinal=one.assessment.ordinal, part=part
    )
    return Draft(
        one.client.number,
        today_tasks.name_of(one.client),
        one.assessment.ordinal,
        sum(filled.answered for filled in sheet.asked),
        sum(filled.total for filled in sheet.asked),
        f"{address}#butir-{item}" if address and item else address,
        standing(one.client.guidance_status) if hindrance(one.client) else "",
    )


def _resume(session: Session, one: UnderWay, draft: Draft) -> Resume:
    sheet = lay_out(session, one.client, one.assessment)
    part, item = today_tasks.last_place(one.assessment.last_place)
    labels = {page.slug: page.label for page in filling.pages(sheet, one.assessment)}
    place = labels.get(part, "")
    return Resume(
        draft, f"{place} butir {item}" if place and item else place, one.assessment.saved_at
    )
