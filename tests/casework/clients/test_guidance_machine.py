"""SP-0: a client's guidance, held step by step against a plain model written apart from it."""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from archive.shelf import Shelf
from archive.staging import Terms
from casework.actor import Actor, Role
from casework.assessments import history as assessments
from casework.clients import guidance
from casework.clients import service as clients
from casework.clients.draft import ClientDraft, Takeover
from casework.clients.guidance import NothingToStrike
from casework.clients.model import Sex
from casework.clients.workflow import GuidanceStep, Move, Stage, StepImpossible
from casework.db.engine import open_database
from casework.deposits.journal import open_entries
from casework.deposits.sealing import seal
from casework.errors import Invalid
from casework.offices import service as offices
from casework.offices.profile import Profile
from casework.rebuild.dump import lines
from casework.rebuild.service import rebuild

START = date(2026, 3, 3)
ACTOR = Actor(
    "01J0000000000000000000000A", "bapas-contoh", "Wulan", roles=frozenset({Role.REGISTRASI})
)
DRAFT = ClientDraft(
    name="Budi Santoso",
    birth_date=date(1991, 6, 17),
    sex=Sex.MALE,
    client_type="pembebasan-bersyarat",
    child=False,
    received_on=START,
    guidance_from=START,
    guidance_until=date(2027, 10, 12),
    takeover=Takeover(number="12/LAMA"),
)


@dataclass
class Plain:
    """The model: what an officer would keep on a card, with the past on the cards below."""

    status: str = "berjalan"
    since: date = START
    stage: str = "awal"
    received: date = START
    until: date | None = DRAFT.guidance_until
    old_list: bool = True
    floor: date = START
    below: list["Plain"] = field(default_factory=list)


# from which states an officer may do what, and where it leads
ROADS: dict[str, tuple[str, str]] = {
    "tangguhkan": ("berjalan", "ditangguhkan"),
    "lanjutkan": ("ditangguhkan", "berjalan"),
    "selesai": ("berjalan ditangguhkan melarikan-diri", "selesai"),
    "cabut": ("berjalan ditangguhkan melarikan-diri", "dicabut"),
    "limpahkan": ("berjalan ditangguhkan", "pelimpahan"),
    "meninggal": ("berjalan ditangguhkan melarikan-diri", "meninggal"),
    "melarikan-diri": ("berjalan ditangguhkan", "melarikan-diri"),
    "kembali": ("melarikan-diri", "berjalan"),
    "terima-lagi": ("selesai dicabut pelimpahan melarikan-diri", "berjalan"),
}


class GuidanceMachine(RuleBasedStateMachine):
    """Any steps in any order, on any days; the real thing and the card must always agree."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.database = open_database(Path(shutil.copy(self.template, self.home / "b.sqlite3")))
        self.day = START
        with self.database.transaction() as session:
            system = Actor("sistem", ACTOR.office, "Berkas", via="sistem")
            offices.set_profile(
                session, system, Profile(code=ACTOR.office, name="Bapas"), at=self.at
            )
            self.number = clients.register(session, ACTOR, DRAFT, at=self.at).number
        self.card = Plain()
        self.written = 1

    @property
    def at(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 3, tzinfo=UTC)

    def send(self, move: Move) -> str:
        """Try a step; return the fields that were refused, or what else stood in the way."""
        with self.database.transaction() as session:
            client = clients.get(session, ACTOR, self.number)
            try:
                if move.step is GuidanceStep.STRIKE:
                    clients.strike_guidance(session, ACTOR, client, reason=move.reason, at=self.at)
                else:
                    clients.change_guidance(session, ACTOR, client, move, at=self.at)
            except Invalid as refused:
                return " ".join(sorted({fault.field for fault in refused.faults}))
            except (StepImpossible, NothingToStrike) as refused:
                return type(refused).__name__
        self.written += 1
        return ""

    def lay(self, on: date, **changes: object) -> None:
        """Lay a new card over the present one."""
        now = self.card
        self.card = Plain(
            now.status, now.since, now.stage, now.received, now.until, now.old_list, on, [now]
        )
        for name, value in changes.items():
            setattr(self.card, name, value)

    @rule(days=st.integers(0, 40))
    def time_passes(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(step=st.sampled_from(sorted(ROADS)), back=st.integers(-2, 12), reason=st.booleans())
    def take_a_road(self, step: str, back: int, *, reason: bool) -> None:
        on = self.day - timedelta(days=back)
        move = Move(GuidanceStep(step), on, "sebab" if reason else "", destination="Bapas Lain")
        fr, to = ROADS[step]
        free = step in {"lanjutkan", "kembali", "terima-lagi"}

        told = self.send(move)

        if self.card.status not in fr.split():
            assert told == "StepImpossible"
            return
        wrong = [] if self.card.floor <= on <= self.day else ["on"]
        wrong += [] if reason or free else ["reason"]
        assert told == " ".join(wrong)
        if not wrong:
            self.lay(on, status=to, since=on)
            if step == "terima-lagi":
                self.card.stage, self.card.received = "awal", on
                self.card.until, self.card.old_list = None, False

    @rule(stage=st.sampled_from(sorted(Stage)))
    def change_the_stage(self, stage: Stage) -> None:
        told = self.send(Move(GuidanceStep.STAGE, self.day, stage=stage))

        if self.card.status != "berjalan":
            assert told == "StepImpossible"
        elif stage == self.card.stage:
            assert told == "stage"
        else:
            assert told == ""
            self.lay(self.day, stage=str(stage))

    @rule(days=st.integers(-30, 900))
    def change_the_term(self, days: int) -> None:
        until = self.day + timedelta(days=days)
        told = self.send(Move(GuidanceStep.TERM, self.day, until=until))

        if self.card.status not in {"berjalan", "ditangguhkan"}:
            assert told == "StepImpossible"
        elif until < self.card.received or until == self.card.until:
            assert told == "until"
        else:
            assert told == ""
            self.lay(self.day, until=until)

    @rule()
    def strike_the_last(self) -> None:
        told = self.send(Move(GuidanceStep.STRIKE, self.day, "salah klien"))

        if not self.card.below:
            assert told == "NothingToStrike"
            return
        assert told == ""
        self.card = self.card.below[0]

    @precondition(lambda self: self.card.status == "berjalan")
    @rule()
    def may_be_assessed(self) -> None:
        with self.database.reading() as session:
            client = clients.get(session, ACTOR, self.number)
            clients.require_guidance(client)
            assert assessments.unknown(client, None) is self.card.old_list

    @invariant()
    def the_card_and_the_row_agree(self) -> None:
        with self.database.reading() as session:
            client = clients.get(session, ACTOR, self.number)
            assert (
                Plain(
                    str(client.guidance_status),
                    client.guidance_status_on,
                    str(client.stage),
                    client.received_on,
                    client.guidance_until,
                    client.taken_over,
                    self.card.floor,
                    self.card.below,
                )
                == self.card
            )
            past = guidance.history(session, client)
            assert len(past) == self.written
            assert past[-1].state.status is client.guidance_status
            assert guidance.floor(past) == self.card.floor

    def teardown(self) -> None:
        shelf = Shelf.create(self.home / "arsip", Terms(margin=0))
        with self.database.reading() as session:
            waiting = [entry.deposit_id for entry in open_entries(session)]
        for one in waiting:
            seal(self.database, shelf, one)
        anew = open_database(Path(shutil.copy(self.template, self.home / "anew.sqlite3")))
        rebuilt = rebuild(anew, shelf)
        with self.database.reading() as old, anew.reading() as new:
            # the log of the day is sealed by itself, once the day is over
            differing = {one for one in set(lines(old)) ^ set(lines(new)) if "audit" not in one}
        anew.close()
        self.database.close()
        shutil.rmtree(self.home)
        assert rebuilt.unreadable == ()
        assert differing == set()


def run(migrated: Path, examples: int) -> None:
    GuidanceMachine.template = migrated
    run_state_machine_as_test(
        GuidanceMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_any_road_of_a_guidance_agrees_with_the_card_and_comes_back_from_the_archive(
    migrated: Path,
) -> None:
    run(migrated, 12)


@pytest.mark.full
def test_very_many_roads_of_a_guidance_agree_with_the_card(migrated: Path) -> None:
    run(migrated, 300)
