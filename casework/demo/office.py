"""The invented office itself: set up, and its plan carried out act by act on the real road."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.actor import Actor, Role
from casework.assessments import consenting, drafts, issuing, writing
from casework.assessments.model import Assessment, Result
from casework.assessments.writing import Frame
from casework.clients import service as clients
from casework.clients.model import Client
from casework.clients.rules import ADULT, age
from casework.clients.workflow import GuidanceStep, Move
from casework.clock import office_date
from casework.consents.rules import Statement
from casework.consents.workflow import Outcome
from casework.db.engine import Database
from casework.demo import answers
from casework.demo import litmas as demo_litmas
from casework.demo.answers import Writing
from casework.demo.officers import Post, officers
from casework.demo.plan import ZONE, Act, Plan, Step
from casework.demo.source import draw, fork
from casework.litmas import service as litmas
from casework.litmas.model import Litmas
from casework.litmas.service import LitmasFile
from casework.offices import service as offices
from casework.offices.profile import Profile
from casework.physical import service as physical
from casework.users import service as users

__all__ = ["Account", "Staff", "carry_out", "set_up"]

_PROFILE = Profile(
    code="bapas-contoh",
    name="Balai Pemasyarakatan Kelas II Contoh",
    zone=ZONE,
    letterhead=(
        "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA",
        "DIREKTORAT JENDERAL PEMASYARAKATAN",
        "KANTOR WILAYAH PROVINSI CONTOH",
    ),
    address="Jalan Kenanga 12, Kota Contoh 12345",
    contact="Telepon (000) 555-0112, pos-el tu@bapas.contoh.example",
    city="Kota Contoh",
    number_pattern="WP.10.PAS.PAS.8-UM.01.01 - {n}/{year}",
)
_BATCH = 50  # acts a transaction
_AGE = timedelta(days=760)  # how long before now the office began to work with Berkas
_ENDINGS = (
    (GuidanceStep.TRANSFER, "Pembimbingan dilimpahkan ke Bapas domisili klien."),
    (GuidanceStep.REVOKE, "Dicabut karena mengulangi tindak pidana."),
    (GuidanceStep.SUSPEND, "Ditangguhkan karena klien menjalani pemeriksaan perkara lain."),
    (GuidanceStep.DIE, "Klien meninggal dunia; surat keterangan kelurahan ada di map."),
)


@dataclass(frozen=True, slots=True)
class Account:
    """Who can sign in to the invented office, and in which roles."""

    login: str
    name: str
    position: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of the office as actors, and their accounts."""

    actors: tuple[Actor, ...]
    accounts: tuple[Account, ...]
    drafts: Mapping[str, offices.OfficialDraft]

    def of(self, role: Role) -> tuple[Actor, ...]:
        """Return who holds a role."""
        return tuple(actor for actor in self.actors if role in actor.roles)


def set_up(session: Session, seed: int, count: int, password: str, *, at: datetime) -> Staff:
    """Set the office up with its officials; every one of them may sign in with `password`."""
    opened_at = at - _AGE
    system = Actor("sistem", _PROFILE.code, "Berkas", via="sistem")
    offices.set_profile(session, system, _PROFILE, at=opened_at)
    actors, accounts, known = [], [], {}
    for post, draft in officers(seed, count, office_date(at, ZONE)):
        official = offices.appoint(session, system, draft, at=opened_at)
        session.flush()
        users.add_account(session, official.id, post.login, password)
        actors.append(users.actor_of(official))
        known[official.id] = draft
        accounts.append(_account(post, official.name, official.position))
    return Staff(tuple(actors), tuple(accounts), known)


def _account(post: Post, name: str, position: str) -> Account:
    return Account(post.login, name, position, tuple(sorted(str(role) for role in post.roles)))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Everything that the acts need, and the files that they have made so far."""

    plan: Plan
    staff: Staff
    writing: dict[int, Writing] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)

    def dice(self, act: Act) -> Random:
        """Return the dice of an act."""
        return fork(self.plan.seed, "act", act.n, act.step)

    def assessor(self, n: int) -> Actor:
        """Return who assesses the nth client."""
        found = self.staff.of(Role.ASESOR)
        return found[n % len(found)]

    def pk(self, n: int) -> Actor:
        """Return the PK to whom the plan gave the nth client."""
        wanted = self.plan.persons[n].draft.pk_id
        return next(actor for actor in self.staff.actors if actor.id == wanted)

    def client(self, session: Session, n: int) -> Client:
        """Return the nth client's file."""
        query = select(Client).where(
            Client.office == _PROFILE.code, Client.number == self.numbers[n]
        )
        return session.scalars(query).one()

    def assessment(self, session: Session, n: int) -> tuple[Client, Assessment]:
        """Return the nth client with the open assessment."""
        client = self.client(session, n)
        return client, drafts.get(session, self.assessor(n), client, 1)

    def paper(self, act: Act) -> bytes:
        """Return the Litmas of the nth client's PK as a Word file."""
        pk = self.staff.drafts[self.pk(act.n).id]
        request = demo_litmas.Request(pk, _PROFILE.name, _PROFILE.city, act.day)
        return demo_litmas.litmas(self.dice(act), self.plan.persons[act.n], request)

    def written(self, act: Act) -> Writing:
        """Return what the assessor writes about the nth client."""
        if act.n not in self.writing:
            dice = fork(self.plan.seed, "writing", act.n)
            person = self.plan.persons[act.n]
            grade = draw(dice, tuple(answers.LEVELS), tuple(answers.LEVELS.values()))
            self.writing[act.n] = answers.write(dice, person, grade, finished=act.day)
        return self.writing[act.n]


ReadLitmas = Callable[[bytes, str], LitmasFile]


def carry_out(
    database: Database,
    plan: Plan,
    staff: Staff,
    read_litmas: ReadLitmas,
    done: Callable[[int], None],
) -> None:
    """Carry the plan out in batches; `done` hears after each how many acts are kept.

    `read_litmas` looks at an upload as the site does, before the batch that takes it in begins.
    Before a Litmas is attached `done` must have had its result and itself sealed.
    """
    desk, kept = _Desk(plan, staff), 0
    for batch in _batches(plan.acts):
        papers = {
            act.n: read_litmas(desk.paper(act), "Litmas Pembimbingan.docx")
            for act in batch
            if act.step is Step.LITMAS
        }
        with database.transaction() as session:
            for act in batch:
                _STEPS[act.step](session, desk, act, papers)
        kept += len(batch)
        done(kept)


def _batches(acts: Sequence[Act]) -> Iterator[Sequence[Act]]:
    """Part the acts; attaching begins a batch, because it rests on what is sealed."""
    before = [act for act in acts if act.step is not Step.ATTACH]
    for start in range(0, len(before), _BATCH):
        yield before[start : start + _BATCH]
    if last := [act for act in acts if act.step is Step.ATTACH]:
        yield last


_Papers = dict[int, LitmasFile]


def _register(session: Session, desk: _Desk, act: Act, papers: _Papers) -> None:
    del papers
    draft = desk.plan.persons[act.n].draft
    desk.numbers[act.n] = clients.register(session, desk.pk(act.n), draft, at=act.at).number


def _place(session: Session, desk: _Desk, act: Act, papers: _Papers) -> None:
    del papers
    dice = desk.dice(act)
    client = desk.client(session, act.n)
    place = f"Lemari {dice.choice('ABC')}, rak {dice.randint(1, 5)}, boks {dice.randint(1, 20):02}"
    physical.put(session, desk.staff.of(Role.ARSIPARIS)[0], client, place, at=act.at)


def _close(session: Session, desk: _Desk, act: Act, papers: _Papers) -> None:
    del papers
    step, reason = desk.dice(act).choices(_ENDINGS, (6, 2, 2, 1))[0]
    client = desk.client(session, act.n)
    destination = "Bapas Kelas II Contoh Utara" if step is GuidanceStep.TRANSFER else ""
    move = Move(step, act.day, reason, destination=destination)
    clients.change_guidance(session, desk.pk(act.n), client, move, at=act.at)


def _begin(session: Session, desk: _Desk, act: Act, papers: _Papers) -> None:
    """Open the assessment and answer what the first talk gave: the beginning of the first form."""
    del papers
    actor, dice = desk.assessor(act.n), desk.dice(act)
    client = desk.client(session, act.n)
    assessment = drafts.open_draft(session, actor, client, at=act.at)
    said = _consent(client, actor, act)
    consenting.record_statement(session, actor, client, assessment, said, at=act.at)
    frame = Frame("pembimbingan", started_on=act.day)
    writing.save_frame(session, actor, assessment, frame, at=act.at)
    for code, given in itertools.islice(desk.written(act).answers.items(), 1):
        part = dict(itertools.islice(given.items(), dice.randint(4, max(5, len(given) // 2))))
        writing.save_answers(session, actor, assessment, code, part, at=act.at)


def _consent(client: Client, actor: Actor, act: Act) -> Statement:
    """Return the consent of the client, or of a child's guarantor or parent."""
    if age(client.birth_date, act.day) >= ADULT:
        return Statement(Outcome.AGREED, act.day, actor.name)
    surety = client.guarantor
    name, relation = (surety.name, surety.relation) if surety else ("Orang Tua Contoh", "")
    return Statement(Outcome.GUARDIAN, act.day, actor.name, name, relation or "orang tua")


def _fill(session: Session, desk: _Desk, act: Act, papers: _Papers) -> None:
    """Write everything, so that the draft is ready."""
    del papers
    actor = desk.assessor(act.n)
    _, assessment = desk.assessment(session, act.n)
    desk.writing.pop(act.n, None)
    written = desk.written(act)
    started = assessment.started_on or act.day
    frame = Frame("pembimbingan", started_on=started, finished_on=act.day)
    writing.save_frame(session, actor, assessment, frame, at=act.at)
    for code, given in written.answers.items():
        writing.save_answers(session, actor, assessment, code, given, at=act.at)
    writing.save_text(
        session, actor, assessment, analysis=written.analysis, summary=written.summary, at=act.at
    )
    writing.save_recommendations(session, actor, assessment, written.recommendations, at=act.at)


def _issue(session: Session, desk: _Desk, act: Act, papers: _Papers) -> None:
    del papers
    client, assessment = desk.assessment(session, act.n)
    issuing.issue(session, desk.assessor(act.n), client, assessment, at=act.at)


def _litmas(session: Session, desk: _Desk, act: Act, papers: _Papers) -> None:
    client = desk.client(session, act.n)
    litmas.file_litmas(session, desk.pk(act.n), client, papers[act.n], dated=act.day, at=act.at)


def _attach(session: Session, desk: _Desk, act: Act, papers: _Papers) -> None:
    del papers
    client = desk.client(session, act.n)
    paper = session.scalars(select(Litmas).where(Litmas.client_id == client.id)).one()
    result = session.scalars(select(Result).where(Result.client_id == client.id)).one()
    litmas.attach(session, desk.pk(act.n), paper, result.id, at=act.at)


_STEPS: dict[Step, Callable[[Session, _Desk, Act, _Papers], None]] = {
    Step.REGISTER: _register,
    Step.PLACE: _place,
    Step.CLOSE: _close,
    Step.BEGIN: _begin,
    Step.FILL: _fill,
    Step.ISSUE: _issue,
    Step.LITMAS: _litmas,
    Step.ATTACH: _attach,
}
