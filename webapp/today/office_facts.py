"""What an administrator sees of the office on the first page: never anything of a client."""

import shutil

from sqlalchemy.orm import Session

from casework.actor import Actor
from casework.jobs.queries import Backlog, backlog
from casework.offices import service as offices
from casework.offices.profile import NumberSource
from rendering.office import State
from webapp.parts import parts
from webapp.words.formatting import day_and_clock, number

__all__ = ["office_facts"]

_GIGA = 1000**3
_SOURCES = {
    NumberSource.BERKAS: "dihitung oleh Berkas",
    NumberSource.LUAR: "diketik dari agenda kantor atau SRIKANDI",
}


def office_facts(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Return pairs of a label and what is true now."""
    profile = offices.settings(session, actor.office)
    people = offices.officials(session, actor.office)
    free = shutil.disk_usage(parts().settings.home).free
    return (
        ("Kantor", profile.name),
        ("Petugas", f"{number(len(people))} orang"),
        ("Nomor surat", _SOURCES[profile.number_source]),
        ("Zona waktu", str(profile.zone)),
        ("LibreOffice", _office(parts().press.office.state())),
        ("Pekerjaan sistem", _backlog(backlog(session))),
        ("Ruang simpan kosong", f"{number(free // _GIGA)} GB"),
    )


def _office(state: State) -> str:
    if not state.running:
        return "belum berjalan; dimulai saat dokumen pertama dibuat"
    return f"berjalan, {number(state.converted)} dokumen dibuat"


def _backlog(found: Backlog) -> str:
    if not found.waiting or found.since is None:
        return "tidak ada yang menunggu"
    since = f"{number(found.waiting)} menunggu, paling lama sejak {day_and_clock(found.since)}"
    return f"{since}; {number(found.troubled)} terhenti" if found.troubled else since
