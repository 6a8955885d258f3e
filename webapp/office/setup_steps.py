"""The steps that lead an administrator from an empty office to the first clients."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.offices import preparing
from casework.offices.preparing import Stage, Standing
from casework.offices.profile import Profile
from webapp.office import form as office_form
from webapp.pieces.forms import Form
from webapp.words.formatting import today

__all__ = ["FIELDS", "Preparation", "Step", "merged", "preparation"]

_TITLES: Mapping[Stage, tuple[str, str]] = {
    Stage.LETTERHEAD: ("Kop surat", "baris kop, alamat, dan kota untuk tanggal surat"),
    Stage.OFFICIALS: ("Pejabat dan petugas", "paling sedikit kepala Bapas yang menandatangani"),
    Stage.NUMBERS: ("Nomor surat", "dihitung Berkas atau diketik, dan polanya"),
    Stage.ZONE: ("Zona waktu", "jam dan hari kantor, penentu batas waktu"),
    Stage.CLIENTS: ("Daftar klien", "diimpor dari lembar kerja oleh petugas registrasi"),
}
# the settings that a step asks for; the others have no form of their own
FIELDS: Mapping[Stage, tuple[str, ...]] = {
    Stage.LETTERHEAD: ("letterhead", "name", "address", "contact", "city"),
    Stage.NUMBERS: ("number_source", "number_pattern", "litmas_pattern"),
    Stage.ZONE: ("zone",),
}
_FIRST = 1  # the office and its first account: done before anybody can look


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the list shows it; `n` counts the first account as step 1."""

    n: int
    title: str
    about: str
    standing: Standing
    stage: Stage | None = None

    @property
    def done(self) -> bool:
        """True where nothing is left to do."""
        return self.standing is Standing.DONE


@dataclass(frozen=True, slots=True)
class Preparation:
    """All steps in order, and where to go on."""

    steps: tuple[Step, ...]

    @property
    def open(self) -> tuple[Step, ...]:
        """The steps that nobody has done or left for later."""
        return tuple(one for one in self.steps if one.standing is Standing.OPEN)

    @property
    def skipped(self) -> tuple[Step, ...]:
        """The steps that were left for later and are still not done."""
        return tuple(one for one in self.steps if one.standing is Standing.SKIPPED)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.done for one in self.steps)

    def of(self, stage: Stage) -> Step:
        """Return the step of a stage."""
        return next(one for one in self.steps if one.stage is stage)

    def after(self, stage: Stage) -> Stage | None:
        """Return the stage that follows; None after the last."""
        following = list(Stage)[list(Stage).index(stage) + 1 :]
        return following[0] if following else None


def preparation(session: Session, actor: Actor) -> Preparation:
    """Return how far the office of the actor is furnished."""
    standings = preparing.standings(session, actor, on=today())
    first = Step(_FIRST, "Kantor dan akun admin", "kode kantor dan akun pertama", Standing.DONE)
    rest = (Step(n, *_TITLES[stage], standings[stage], stage) for n, stage in enumerate(Stage, 2))
    return Preparation((first, *rest))


def merged(profile: Profile, stage: Stage, typed: Mapping[str, str]) -> Form:
    """Return the whole form of the settings with what a step asks for as typed."""
    values = dict(office_form.stored(profile).values)
    values |= {name: typed[name] for name in FIELDS[stage] if name in typed}
    return Form(MappingProxyType(values))
