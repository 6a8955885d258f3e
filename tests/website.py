"""A whole site on a port of its own, with its worker and an official of every role."""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from cheroot.wsgi import Server
from flask import Flask
from sqlalchemy import select

from casework.actor import Actor, Role
from casework.clock import Zone, now, office_date
from casework.jobs.model import Job, JobState
from casework.offices import service as offices
from casework.offices.profile import Profile
from casework.offices.service import OfficialDraft
from casework.users import service as users
from webapp import create_app
from webapp.parts import Parts
from webapp.server import make_server
from webapp.settings import Settings
from webapp.wiring import Opened, open_parts

__all__ = [
    "PASSWORD",
    "PEOPLE",
    "Site",
    "days_ago",
    "furnish",
]

PASSWORD = "tujuh gajah menari pelan"
PROFILE = Profile(
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
# of each login: name, NIP, position and roles
PEOPLE: Mapping[str, tuple[str, str, str, tuple[Role, ...]]] = {
    "rina": ("Rina Wulandari, S.Psi.", "199001012015032001", "Asesor", (Role.ASESOR,)),
    "hendra": ("Hendra Kusuma, S.H.", "198005052005011002", "Supervisor", (Role.SUPERVISOR,)),
    "sari": ("Sari Dewi, S.Sos.", "198812122012122003", "Pembimbing Kemasyarakatan", (Role.PK,)),
    "bambang": ("Bambang Hartono, S.H.", "197203141994031002", "Kepala", (Role.KABAPAS,)),
    "lestari": ("Lestari Ningsih", "199506062019032004", "Arsiparis", (Role.ARSIPARIS,)),
    "wulan": ("Wulan Andini", "199304042018032005", "Petugas registrasi", (Role.REGISTRASI,)),
    "kartika": ("Kartika Sari, S.H.", "198106062006042001", "Kasubsi", (Role.KASI,)),
    "wayan": ("Wayan Sudarma", "199202022016011007", "Petugas pengaduan", (Role.ULP,)),
    "agus": ("Agus Prabowo", "198403032009011006", "Auditor", (Role.AUDITOR,)),
    "ratna": ("Ratna Sari, S.Psi.", "199103032017032002", "Asesor", (Role.ASESOR, Role.SUPERVISOR)),
    "made": ("Made Suardana", "198707072010121005", "Administrator", (Role.ADMIN,)),
}
_PATIENCE = 90.0  # seconds: LibreOffice may have to start first, on a busy machine


def days_ago(count: int) -> date:
    """Return the office's day, `count` days before today."""
    return office_date(now(), Zone.WIB) - timedelta(days=count)


def furnish(parts: Parts, profile: Profile = PROFILE) -> None:
    """Set the office up with one official of every role, each able to sign in."""
    at = now() - timedelta(days=60)
    system = Actor("sistem", profile.code, "Berkas", via="sistem")
    with parts.database.transaction() as session:
        offices.set_profile(session, system, profile, at=at)
        for login, (name, nip, position, roles) in PEOPLE.items():
            draft = OfficialDraft(name, nip, position, frozenset(roles), date(2024, 1, 1))
            official = offices.appoint(session, system, draft, at=at)
            session.flush()
            users.add_account(session, official.id, login, PASSWORD)


class Site:
    """The site as it is deployed: the real server, the real worker; may be stopped and begun anew.

    One home at a time: what is not in the home is gone after a restart, as on a real machine.
    """

    def __init__(self, home: Path, profile: Profile = PROFILE) -> None:
        self._settings = Settings(home=home, port=0, threads=4)
        self._begin()
        furnish(self.parts, profile)
        self._opened.parts.wake_worker()

    def _begin(self) -> None:
        self._opened: Opened = open_parts(self._settings)
        self.app: Flask = create_app(self._opened.parts)
        self._server: Server = make_server(self.app)
        self._server.prepare()
        if self._opened.background:
            self._opened.background.start()
        self._thread = threading.Thread(target=self._server.serve, name="site")
        self._thread.start()

    @property
    def parts(self) -> Parts:
        """The parts of the site as it runs now."""
        return self._opened.parts

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        """The port of this run."""
        return int(self._server.bind_addr[1])

    def close(self) -> None:
        """Stop the server and the worker and give the home back."""
        self._server.stop()
        self._thread.join()
        if self._opened.background:
            self._opened.background.stop()
        self._opened.close()

    def restart(self) -> None:
        """Stop everything and begin anew on the same home, at another port."""
        self.close()
        self._begin()

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        until = time.monotonic() + _PATIENCE
        query = select(Job.kind, Job.trouble).where(Job.state == JobState.WAITING)
        waiting: Sequence[object] = ()
        while time.monotonic() < until:
            with self.parts.database.reading() as session:
                waiting = session.execute(query).all()
            if not waiting:
                return
            time.sleep(0.05)
        raise AssertionError(f"the worker is not done: {waiting}")

    def change_office(self, **fields: object) -> None:
        """Change settings of the office, as the administrator will."""
        system = Actor("sistem", PROFILE.code, "Berkas", via="sistem")
        with self.parts.database.transaction() as session:
            before = offices.settings(session, PROFILE.code)
            changed = replace(before, version=before.version + 1, **fields)  # type: ignore[arg-type]
            offices.set_profile(session, system, changed, at=now())
