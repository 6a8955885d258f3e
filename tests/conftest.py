"""A small office with a real database, a real archive and people of every role."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy.orm import Session

from archive.shelf import Shelf
from archive.staging import Terms
from casework.actor import Actor, Role
from casework.assessments import consenting, drafts, writing
from casework.assessments.model import Assessment
from casework.assessments.sheet import subject_of
from casework.assessments.writing import AnswerDraft, Frame, RecommendationDraft
from casework.clients import service as clients
from casework.clients.draft import CaseDraft, ClientDraft, RegisterEntry
from casework.clients.model import Client, Sex
from casework.clients.rules import ADULT, age
from casework.consents.model import Consent
from casework.consents.rules import Statement
from casework.consents.workflow import Outcome
from casework.db.engine import Database, open_database
from casework.db.migrate import migrate
from casework.deposits.journal import open_entries
from casework.deposits.sealing import seal
from casework.documents.press import Press
from casework.instruments import rules, shipped
from casework.offices import service as offices
from casework.offices.model import Official
from casework.offices.profile import Profile
from casework.offices.service import OfficialDraft
from casework.users.service import actor_of
from rendering import limited
from rendering.office import Office
from tests.chromium import chromium
from tests.website import Site

AT = datetime(2026, 3, 9, 7, 32, tzinfo=UTC)  # 14.32 in the office's zone
MakeClient = Callable[..., Client]


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of the office, as actors."""

    assessor: Actor
    supervisor: Actor
    pk: Actor
    head: Actor
    archivist: Actor
    admin: Actor


@pytest.fixture
def at() -> datetime:
    """The moment at which everything in a test happens."""
    return AT


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the newest step, to be copied."""
    path = tmp_path_factory.mktemp("kosong") / "berkas.sqlite3"
    opened = open_database(path)
    migrate(opened.engine)
    opened.close()
    return path


@pytest.fixture
def database(home: Path, migrated: Path) -> Iterator[Database]:
    opened = open_database(Path(shutil.copy(migrated, home / "berkas.sqlite3")))
    yield opened
    opened.close()


@pytest.fixture
def shelf(home: Path) -> Shelf:
    return Shelf.create(home / "arsip", Terms(margin=0))


@pytest.fixture
def profile() -> Profile:
    return Profile(
        code="bapas-contoh",
        name="Balai Pemasyarakatan Kelas II Contoh",
        letterhead=(
            "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA",
            "DIREKTORAT JENDERAL PEMASYARAKATAN",
            "KANTOR WILAYAH PROVINSI CONTOH",
        ),
        address="Jalan Kenanga 12, Kota Contoh 12345",
        contact="Telepon (000) 555-0112, pos-el tu@bapas.contoh.example",
        city="Kota Contoh",
        number_pattern="WP.10.PAS.PAS.8-UM.01.01 - {n}",
    )


_PEOPLE = (
    ("Rina Wulandari, S.Psi.", "199001012015032001", "Asesor", Role.ASESOR),
    ("Hendra Kusuma, S.H.", "198005052005011002", "Supervisor", Role.SUPERVISOR),
    ("Sari Dewi, S.Sos.", "198812122012122003", "Pembimbing Kemasyarakatan", Role.PK),
    ("Bambang Hartono, A.Md.IP., S.H.", "197203141994031002", "Kepala", Role.KABAPAS),
    ("Lestari Ningsih", "199506062019032004", "Arsiparis", Role.ARSIPARIS),
    ("Made Suardana", "198707072010121005", "Administrator", Role.ADMIN),
)


@pytest.fixture
def staff(database: Database, profile: Profile) -> Staff:
    """Set the office up and return its people."""
    system = Actor("sistem", profile.code, "Berkas", via="sistem")
    found: list[Actor] = []
    with database.transaction() as session:
        offices.set_profile(session, system, profile, at=AT)
        for name, nip, position, role in _PEOPLE:
            draft = OfficialDraft(name, nip, position, frozenset({role}), date(2024, 1, 1))
            found.append(actor_of(offices.appoint(session, system, draft, at=AT)))
    return Staff(*found)


@pytest.fixture
def client_draft(staff: Staff) -> ClientDraft:
    return ClientDraft(
        name="Budi Santoso",
        bin_binti="bin Karto",
        nik="9999011706910001",
        birth_place="Kota Contoh",
        birth_date=date(1991, 6, 17),
        sex=Sex.MALE,
        client_type="pembebasan-bersyarat",
        child=False,
        received_on=date(2026, 3, 3),
        guidance_from=date(2026, 3, 3),
        guidance_until=date(2027, 10, 12),
        pk_id=staff.pk.id,
        cases=(
            CaseDraft(
                ("pencurian",),
                "Pasal 363 ayat (1) ke-4 KUHP",
                verdict="318/Pid.B/2022/PN Cth",
                sentence="penjara 4 tahun",
            ),
        ),
        registers=(RegisterEntry("PB", "117/PB/2026"),),
    )


@pytest.fixture
def make_client(database: Database, staff: Staff, client_draft: ClientDraft) -> MakeClient:
    """Register a client; any field of the draft may be given."""

    def make(by: Actor | None = None, **fields: object) -> Client:
        draft = replace(client_draft, **fields)  # type: ignore[arg-type]
        with database.transaction() as session:
            return clients.register(session, by or staff.assessor, draft, at=AT)

    return make


@pytest.fixture
def seal_all(database: Database, shelf: Shelf) -> Callable[[], None]:
    """Do what the worker does until the journal is empty."""

    def work() -> None:
        with database.reading() as session:
            waiting = [entry.deposit_id for entry in open_entries(session)]
        for one in waiting:
            seal(database, shelf, one)

    return work


def official_named(officials: list[Official], name: str) -> Official:
    """Return the official of that name."""
    return next(one for one in officials if one.name.startswith(name))


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    """One warm LibreOffice for the whole run."""
    found = Press(Office())
    yield found
    found.office.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site as it is deployed, with its worker and LibreOffice, for the whole run."""
    opened = Site(tmp_path_factory.mktemp("kantor"))
    yield opened
    opened.close()
    limited.close()


MakeDraft = Callable[..., Assessment]


@pytest.fixture
def make_draft(database: Database, staff: Staff, make_client: MakeClient) -> MakeDraft:
    """Open an assessment and answer every item of it; `ready=False` leaves it empty.

    Consent is recorded but with `consent=False`, as one does before the first answer.
    """

    def make(
        client: Client | None = None,
        *,
        ready: bool = True,
        worst: bool = False,
        consent: bool = True,
    ) -> Assessment:
        owner = client or make_client()
        with database.transaction() as session:
            draft = drafts.open_draft(session, staff.assessor, owner, at=AT)
            if consent:
                consented(session, staff.assessor, owner, draft)
            if ready:
                fill_in(session, staff.assessor, owner, draft, worst=worst)
        return draft

    return make


def consented(session: Session, actor: Actor, client: Client, draft: Assessment) -> Consent:
    """Record that the client, or a child's mother, consented."""
    on = date(2026, 3, 4)
    said = Statement(Outcome.AGREED, on, actor.name)
    if age(client.birth_date, on) < ADULT:
        said = Statement(Outcome.GUARDIAN, on, actor.name, "Sulastri Rekaan", "ibu kandung")
    return consenting.record_statement(session, actor, client, draft, said, at=AT)


def fill_in(
    session: Session, actor: Actor, client: Client, draft: Assessment, *, worst: bool = False
) -> None:
    """Answer everything that is asked: all in favour of the client, or all against."""
    frame = Frame("pembimbingan", date(2026, 3, 4), date(2026, 3, 9))
    writing.save_frame(session, actor, draft, frame, at=AT)
    for code in ("rri", "kriminogenik"):
        subject = subject_of(client, reassessment=draft.reassessment)
        answers: dict[str, str] = {}
        form = shipped.find(code)
        for item in rules.applicable_items(form, subject, answers):
            order = sorted(item.options, key=lambda one: one.value or 0, reverse=worst)
            plain = "ya" if worst else "tidak"
            answers[item.code] = plain if order[0].value is None else order[0].code
        given = {
            item: AnswerDraft(option, f"Putusan halaman {n}, wawancara klien")
            for n, (item, option) in enumerate(answers.items(), 1)
        }
        writing.save_answers(session, actor, draft, code, given, at=AT)
    writing.save_text(
        session,
        actor,
        draft,
        analysis="Klien bekerja tetap di bengkel.\n\nKeluarga mendampingi setiap wajib lapor.",
        at=AT,
    )
    row = RecommendationDraft(
        "konseling-keluarga", "kepribadian", "kelompok", "Konseling keluarga", "Enam pertemuan"
    )
    writing.save_recommendations(session, actor, draft, [row], at=AT)
